#include "models/report/material_metrics.hpp"

#include <fmt/format.h>
#include <string>
#include <string_view>

namespace packline::report {

namespace {

class Materials {
public:
    Materials(const packaging::LineTables& tables, const packaging::LineResult* result,
              const AddMetric& add)
        : tables_{tables}, result_{result}, add_{add} {}

    void list() {
        for (std::size_t m = 0; m < tables_.spec.materials.size(); ++m) {
            const std::string name = "material." + tables_.spec.materials[m].name;
            add_(name + ".stock", "1", "parts in stock at the end",
                 [&] { return as_double(result_->materials[m].in_stock); });
            add_(name + ".taken", "1", "parts placed since the start",
                 [&] { return as_double(result_->materials[m].taken); });
            if (!tables_.spec.materials[m].unlimited) {
                waiting(name, result_ == nullptr ? nullptr : &result_->materials[m].counted);
            }
            if (tables_.spec.materials[m].acts()) {
                supply(name, m, result_ == nullptr ? nullptr : &result_->materials[m].counted);
            }
            if (tables_.spec.materials[m].room > 0) {
                turned_away(name, result_ == nullptr ? nullptr : &result_->materials[m].counted);
            }
        }
        for (std::size_t c = 0; c < tables_.spec.carriers.size(); ++c) {
            add_(fmt::format("carrier.{}.in_use", tables_.spec.carriers[c].name), "1",
                 "carriers in use, on their way back or in the wash, mean over time",
                 [&] { return result_->carriers_in_use[c]; });
            if (tables_.spec.carriers[c].wash_after > 0) {
                add_(fmt::format("carrier.{}.washed", tables_.spec.carriers[c].name), "1/d",
                     "carriers washed or replaced, per day",
                     [&] { return as_double(result_->carriers_washed[c]) / days(); });
            }
        }
    }

private:
    double days() const { return days_of(*result_); }

    void waiting(const std::string& name, const packaging::MaterialStatistics* s) {
        const auto mean = [&](std::string_view key, std::string_view unit, std::string_view about,
                              const TimeIntegral packaging::MaterialStatistics::*level) {
            add_(fmt::format("{}.{}", name, key), unit, about,
                 [s, level, this] { return (s->*level).mean(result_->end); });
        };
        mean("stock_mean", "1", "parts in stock, mean over time",
             &packaging::MaterialStatistics::stock);
        mean("lots_waiting", "lots",
             "lots that stand at a step for want of it first of all, mean over time",
             &packaging::MaterialStatistics::lots_waiting);
        mean("kits_waiting", "1",
             "kit orders that wait for it first of all, from release on, mean over time",
             &packaging::MaterialStatistics::kits_waiting);
        mean("short", "1", "share of time in which a kit order waits for it",
             &packaging::MaterialStatistics::short_time);
        add_(name + ".lot_hours", "h", "hours that lots stood at a step for want of it",
             [s, this] { return as_double(s->lots_waiting.integral(result_->end)) / kHour; });
        add_(name + ".fill_rate", "1", "kit orders that found it in stock at once",
             [s] { return ratio(as_double(s->kits_at_once), as_double(s->kits)); });
    }

    void turned_away(const std::string& name, const packaging::MaterialStatistics* s) {
        add_(name + ".turned_away", "1/d", "parts that found no room on the shelf, per day",
             [s, this] { return as_double(s->turned_away) / days(); });
    }

    static double price_paid(const packaging::MaterialSpec& m,
                             const packaging::MaterialStatistics& s) {
        double money = 0;
        double parts = 0;
        for (std::size_t state = 0; state < s.received_in.size(); ++state) {
            money += as_double(m.price_by_state[state]) * as_double(s.received_in[state]);
            parts += as_double(s.received_in[state]);
        }
        return ratio(money / as_double(packaging::kMoneyUnit), parts);
    }

    void supply(const std::string& name, std::size_t index,
                const packaging::MaterialStatistics* s) {
        add_(name + ".received", "1/d", "parts that came from outside, per day",
             [s, this] { return as_double(s->received) / days(); });
        add_(name + ".returned", "1/d", "of these, sent back by the receipt",
             [s, this] { return as_double(s->returned) / days(); });
        if (const packaging::MaterialSpec& m = tables_.spec.materials[index];
            m.price_regime.valid()) {
            add_(name + ".price_paid", tables_.spec.currency,
                 "of a part that came, mean: by the states of the regime of its price",
                 [s, &m] { return price_paid(m, *s); });
        }
        add_(
            name + ".expired", "1/d",
            "parts that passed their shelf life in stock, or their floor life once opened, per day",
            [s, this] { return as_double(s->expired) / days(); });
        if (tables_.spec.materials[index].open_life > Duration{}) {
            add_(name + ".packs_opened", "1/d", "packs of it that were opened, per day",
                 [s, this] { return as_double(s->opened) / days(); });
            add_(name + ".open_scrapped", "1/d",
                 "parts of open packs that passed their floor life, per day",
                 [s, this] { return as_double(s->open_scrapped) / days(); });
        }
    }

    const packaging::LineTables& tables_;
    const packaging::LineResult* result_;
    const AddMetric& add_;
};

}  // namespace

void material_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                      const AddMetric& add) {
    Materials{tables, result, add}.list();
}

}  // namespace packline::report
