#include "models/report/ledger_metrics.hpp"

#include "models/report/loss_reasons.hpp"
#include "sim/stats/summary.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <vector>

namespace packline::report {

namespace {

using packaging::CostByKind;
using packaging::CostKind;
using packaging::kCostKindNames;
using packaging::kCostKinds;
using packaging::Ledger;
using packaging::LineSpec;
using packaging::Money;
using packaging::ProductLedger;
using packaging::StationSpec;
using packaging::StepSpec;

using Kinds = std::array<bool, kCostKinds>;

double in_units(Money money) { return as_double(money) / as_double(packaging::kMoneyUnit); }

Kinds of_station(const LineSpec& line, const StationSpec& s) {
    Kinds out{};
    const auto station = static_cast<std::size_t>(&s - line.stations.data());
    const bool ordered = std::ranges::any_of(line.plans, [&](const packaging::PlanSpec& p) {
        return p.price > 0 && p.scope.tools.front().station.index() == station;
    });
    out[static_cast<std::size_t>(CostKind::depreciation)] = s.costs.price > 0 || ordered;
    out[static_cast<std::size_t>(CostKind::upkeep)] = s.costs.upkeep.any() || s.costs.floor.any();
    const bool paid =
        std::ranges::any_of(line.operators, [](const auto& g) { return g.wage.any(); });
    out[static_cast<std::size_t>(CostKind::labour)] = s.costs.labour.any() || paid;
    out[static_cast<std::size_t>(CostKind::consumables)] = !s.costs.consumables.empty();
    const bool charged =
        std::ranges::any_of(line.utilities, [](const auto& u) { return u.price > 0; });
    out[static_cast<std::size_t>(CostKind::utilities)] = charged && !s.uses.empty();
    return out;
}

Kinds of_step(const LineSpec& line, const StepSpec& step) {
    Kinds out = of_station(line, line.stations[step.station.index()]);
    out[static_cast<std::size_t>(CostKind::consumables)] =
        out[static_cast<std::size_t>(CostKind::consumables)] || !step.consumables.empty();
    const auto worn = [&](const packaging::ToolingNeed& need) {
        return line.tooling[need.kit.index()].price > 0;
    };
    out[static_cast<std::size_t>(CostKind::consumables)] =
        out[static_cast<std::size_t>(CostKind::consumables)] ||
        std::ranges::any_of(step.tooling, worn);
    const auto has_price = [&](const packaging::ComponentSpec& c) {
        return line.materials[c.material.index()].price > 0;
    };
    out[static_cast<std::size_t>(CostKind::material)] =
        std::ranges::any_of(step.components, has_price) ||
        std::ranges::any_of(step.dummies, has_price);
    return out;
}

class Costs {
public:
    Costs(const packaging::LineTables& tables, const packaging::LineResult* result,
          const AddMetric& add)
        : spec_{tables.spec},
          result_{result},
          add_{add},
          currency_{spec_.currency},
          per_day_{spec_.currency + "/d"},
          kinds_{cost_kinds(spec_)} {}

    void line() {
        const auto daily = [&](const std::string& key, std::string_view about, auto money) {
            add_("line." + key, per_day_, about,
                 [this, money] { return in_units(money(ledger())) / days_of(*result_); });
        };
        daily("cost.total", "all that was spent, per day: also on what is in process or in stock",
              [](const Ledger& l) { return l.booked.total(); });
        for (std::size_t k = 0; k < kCostKinds; ++k) {
            if (kinds_[k]) {
                daily(fmt::format("cost.{}", kCostKindNames[k]), "part of it",
                      [k](const Ledger& l) { return l.booked.by[k]; });
            }
        }
        daily("cost.idle", "of it, for tools in standby or not scheduled and for people at no task",
              [](const Ledger& l) { return l.idle.total(); });
        daily("cost.scrap", "of it, for what was lost, at the value it had reached",
              [](const Ledger& l) {
                  Money sum = l.expired.total();
                  for (const ProductLedger& p : l.products) {
                      sum += p.scrapped().total();
                  }
                  return sum;
              });
        daily("cost.in_process", "of it, for more work in process than at the start",
              [](const Ledger& l) {
                  Money sum = 0;
                  for (const ProductLedger& p : l.products) {
                      sum += p.in_process.total();
                  }
                  return sum;
              });
        daily("cost.stock", "of it, for more parts in stock than at the start",
              [](const Ledger& l) { return l.stock.total(); });
        daily("revenue", "for good units that shipped",
              [](const Ledger& l) { return l.revenue(); });
        daily("penalties", "for units that were late or never made",
              [](const Ledger& l) { return l.penalties(); });
        daily("margin",
              "revenue less penalties and the cost of what shipped, was lost or stood idle",
              [](const Ledger& l) { return l.margin(); });
        add_("line.capex", currency_, "paid for the tools of plans from the end of the warm-up on",
             [this] { return in_units(ledger().capex); });
    }

    void product(std::size_t p) {
        const packaging::ProductSpec& product = spec_.products[p];
        const std::string name = "product." + product.name;
        const auto each = [&](const std::string& key, std::string_view about, auto money) {
            add_(fmt::format("{}.{}", name, key), currency_, about, [this, p, money] {
                const ProductLedger& l = ledger().products[p];
                return ratio(in_units(money(l)), as_double(l.shipped_units + l.stocked_units));
            });
        };
        for (std::size_t k = 0; k < kCostKinds; ++k) {
            if (kinds_[k]) {
                each(fmt::format("cost.{}", kCostKindNames[k]),
                     "per good unit: what was spent on good units alone",
                     [k](const ProductLedger& l) { return good(l).by[k]; });
            }
        }
        each("cost.scrap", "per good unit: what lost units had cost by then",
             [](const ProductLedger& l) { return l.scrapped().total(); });
        each("cost.direct", "per good unit: the above together",
             [](const ProductLedger& l) { return direct(l); });
        each("cost.idle",
             "per good unit: its share of capacity that stood idle, with that of its parts",
             [](const ProductLedger& l) { return l.idle.total(); });
        each("cost.full", "per good unit: with idle capacity",
             [](const ProductLedger& l) { return direct(l) + l.idle.total(); });
        if (product.prices.price > 0) {
            each("margin", "per good unit: its price less its full cost and its penalties",
                 [](const ProductLedger& l) {
                     return l.revenue - l.penalties - direct(l) - l.idle.total();
                 });
        }
        for (const std::size_t why : loss_reasons(spec_, product.route)) {
            const std::string reason = loss_name(spec_, why);
            add_(fmt::format("{}.lost_value.{}", name, reason), currency_,
                 "what one unit lost for this reason had cost by then", [this, p, why] {
                     const ProductLedger& l = ledger().products[p];
                     return ratio(in_units(l.scrap[why].total()), as_double(l.lost_units[why]));
                 });
            each(fmt::format("cost.scrap.{}", reason), "part of the cost of scrap",
                 [why](const ProductLedger& l) { return l.scrap[why].total(); });
        }
        steps(p);
    }

    void stations() {
        for (std::size_t s = 0; s < spec_.stations.size(); ++s) {
            if (spec_.stations[s].costs.of_tools()) {
                add_(fmt::format("station.{}.idle_cost", spec_.stations[s].name), per_day_,
                     "of its tools while in standby or not scheduled",
                     [this, s] { return in_units(ledger().idle_at[s]) / days_of(*result_); });
            }
        }
    }

private:
    const Ledger& ledger() const { return result_->ledger; }
    static CostByKind good(const ProductLedger& l) {
        CostByKind out = l.good;
        out += l.other_good;
        out += l.to_stock;
        return out;
    }
    static Money direct(const ProductLedger& l) { return good(l).total() + l.scrapped().total(); }

    void steps(std::size_t p) {
        const packaging::ProductSpec& product = spec_.products[p];
        const packaging::RouteSpec& route = spec_.routes[product.route.index()];
        const auto spent = [&](const std::string& step, std::size_t row, std::size_t k) {
            add_(fmt::format("cost.{}.{}.{}", product.name, step, kCostKindNames[k]), per_day_,
                 "spent on lots of the product at this step, per day", [this, p, row, k] {
                     return in_units(ledger().products[p].spent[row].by[k]) / days_of(*result_);
                 });
        };
        if (product.prices.incoming > 0) {
            spent("(start)", route.steps.size(), static_cast<std::size_t>(CostKind::material));
        }
        for (std::size_t s = 0; s < route.steps.size(); ++s) {
            const Kinds kinds = of_step(spec_, route.steps[s]);
            for (std::size_t k = 0; k < kCostKinds; ++k) {
                if (kinds[k]) {
                    spent(route.steps[s].name, s, k);
                }
            }
            if (takes_made_parts(route.steps[s])) {
                add_(fmt::format("cost.{}.{}.made_parts", product.name, route.steps[s].name),
                     per_day_,
                     "value of parts that the line had made itself, per day: no new money",
                     [this, p, s] {
                         return in_units(ledger().products[p].made_parts[s].total()) /
                                days_of(*result_);
                     });
            }
        }
    }

    bool takes_made_parts(const StepSpec& step) const {
        return std::ranges::any_of(step.components, [&](const packaging::ComponentSpec& c) {
            return std::ranges::any_of(spec_.products, [&](const packaging::ProductSpec& p) {
                return p.makes == c.material;
            });
        });
    }

    const LineSpec& spec_;
    const packaging::LineResult* result_;
    const AddMetric& add_;
    std::string currency_;
    std::string per_day_;
    Kinds kinds_;
};

}  // namespace

Kinds cost_kinds(const LineSpec& line) {
    Kinds out{};
    const auto add = [&](const Kinds& more) {
        for (std::size_t k = 0; k < kCostKinds; ++k) {
            out[k] = out[k] || more[k];
        }
    };
    for (const StationSpec& s : line.stations) {
        add(of_station(line, s));
    }
    for (const packaging::RouteSpec& r : line.routes) {
        for (const StepSpec& s : r.steps) {
            add(of_step(line, s));
        }
    }
    const bool starts_cost =
        std::ranges::any_of(line.products, [](const auto& p) { return p.prices.incoming > 0; });
    const bool parts_cost =
        std::ranges::any_of(line.materials, [](const auto& m) { return m.price > 0; });
    const auto material = static_cast<std::size_t>(CostKind::material);
    out[material] = out[material] || starts_cost || parts_cost;
    return out;
}

void ledger_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                    const AddMetric& add) {
    if (!priced(tables.spec)) {
        return;
    }
    Costs costs{tables, result, add};
    costs.line();
    for (std::size_t p = 0; p < tables.spec.products.size(); ++p) {
        costs.product(p);
    }
    costs.stations();
}

std::string costs_csv(const StudyResult& study) {
    constexpr std::string_view kPrefix = "cost.";
    std::string out;
    std::vector<double> values(study.replications.size());
    for (std::size_t i = 0; i < study.metrics.size(); ++i) {
        const MetricInfo& m = study.metrics[i];
        if (!m.name.starts_with(kPrefix)) {
            continue;
        }
        // Names hold no dots: cost.<product>.<step>.<kind>.
        const std::size_t first = m.name.find('.', kPrefix.size());
        const std::size_t last = m.name.rfind('.');
        std::ranges::transform(study.replications, values.begin(),
                               [i](const ReplicationResult& r) { return r.values[i]; });
        const Summary s = summarise(values);
        if (out.empty()) {
            out = "product,step,kind,unit,mean,half_width\n";
        }
        out += fmt::format(
            "{},{},{},{},{},{}\n", m.name.substr(kPrefix.size(), first - kPrefix.size()),
            m.name.substr(first + 1, last - first - 1), m.name.substr(last + 1), m.unit, s.mean,
            s.n < 2 ? std::string{} : fmt::format("{}", s.half_width));
    }
    return out;
}

}  // namespace packline::report
