#include "models/report/forecast.hpp"

#include "models/report/at_share.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace packline::report {

namespace {

using packaging::OrderRecord;
using packaging::ProductId;

constexpr Duration kWeek = hours(24 * 7);

/// Orders know no names.
class LotNames {
public:
    explicit LotNames(const packaging::LineTables& tables) : tables_{tables} {
        for (const packaging::InitialLotSpec& lot : tables.spec.wip) {
            const std::uint64_t product =
                tables.identity().hash(tables.product_entity(lot.product));
            initial_.emplace(combine(product, hash_name(lot.name)), &lot.name);
        }
    }

    std::string of(const OrderRecord& order) const {
        const std::string& product = tables_.spec.products[order.product.index()].name;
        return order.number > 0 ? fmt::format("{}#{}", product, order.number)
                                : fmt::format("{}#{}", product, *initial_.at(order.key));
    }

private:
    const packaging::LineTables& tables_;
    std::unordered_map<std::uint64_t, const std::string*> initial_;  ///< by key
};

class LotSummary {
public:
    /// Whether a lot that is still there at the end of the run will be late is not known where it
    /// is due after it.
    void add(const OrderRecord& order, const LotNames& names, Time end) {
        if (ended_.empty()) {
            name_ = names.of(order);
        }
        product_ = order.product;
        number_ = order.number;
        ended_.push_back(order.ended);
        if (order.due != Time::never()) {
            due_ = due_ == Time::never() ? order.due : std::max(due_, order.due);
            judged_ += order.ended != Time::never() || order.due < end ? 1 : 0;
            on_time_ += order.ended <= order.due ? 1 : 0;
        }
        good_ += order.ended != Time::never() ? static_cast<double>(order.good) : 0;
    }

    /// Where it stands in the report: what is in process at the start has no number.
    auto place() const { return std::tuple{product_.value, number_, name_}; }

    LotForecast sum_up() {
        std::ranges::sort(ended_);
        const auto n = static_cast<double>(ended_.size());
        const auto out =
            static_cast<double>(std::ranges::lower_bound(ended_, Time::never()) - ended_.begin());
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {.lot = name_,
                .product = product_,
                .due = due_,
                .half = at_share<Time>(ended_, 0.5),
                .ninety = at_share<Time>(ended_, 0.9),
                .on_time = judged_ == 0 ? none : on_time_ / judged_,
                .ended = out / n,
                .good = out > 0 ? good_ / out : 0};
    }

private:
    ProductId product_;
    std::uint32_t number_ = 0;
    std::string name_;
    std::vector<Time> ended_;
    Time due_ = Time::never();
    double judged_ = 0;  ///< replications that tell whether it is on time
    double on_time_ = 0;
    double good_ = 0;
};

std::vector<LotForecast> forecast_lots(const packaging::LineTables& tables,
                                       const std::vector<std::vector<OrderRecord>>& replications,
                                       Duration horizon) {
    const LotNames names{tables};
    std::unordered_map<std::uint64_t, LotSummary> by_key;
    for (const auto& orders : replications) {
        for (const OrderRecord& order : orders) {
            by_key[order.key].add(order, names, Time{} + horizon);
        }
    }
    std::vector<LotSummary*> lots;
    for (auto& [key, lot] : by_key) {
        lots.push_back(&lot);
    }
    std::ranges::sort(lots, {}, &LotSummary::place);
    std::vector<LotForecast> out;
    for (LotSummary* lot : lots) {
        out.push_back(lot->sum_up());
    }
    return out;
}

/// Good units by replication of one product, week by week.
class Weeks {
public:
    Weeks(std::size_t replications, std::size_t weeks)
        : units_(weeks, std::vector<double>(replications, 0.0)) {}

    void add(std::size_t replication, const OrderRecord& order) {
        if (order.ended != Time::never()) {
            const auto week = static_cast<std::size_t>((order.ended - Time{}).us / kWeek.us);
            units_[std::min(week, units_.size() - 1)][replication] +=
                static_cast<double>(order.good);
        }
    }

    /// `plan` by week; -1: none.
    void sum_up(ProductId product, std::span<const std::int64_t> plan,
                std::vector<WeekForecast>& out) const {
        const std::size_t n = units_.front().size();
        std::vector<double> to_date(n, 0.0);
        double planned_to_date = 0;
        bool any_plan = false;
        for (std::size_t w = 0; w < units_.size(); ++w) {
            std::vector<double> sorted = units_[w];
            std::ranges::sort(sorted);
            WeekForecast& week = out.emplace_back();
            week.product = product;
            week.week = static_cast<std::uint32_t>(w + 1);
            week.low = at_share<double>(sorted, 0.1);
            week.high = at_share<double>(sorted, 0.9);
            if (plan[w] >= 0) {
                planned_to_date += static_cast<double>(plan[w]);
                any_plan = true;
            }
            for (std::size_t r = 0; r < n; ++r) {
                to_date[r] += units_[w][r];
                week.mean += units_[w][r] / static_cast<double>(n);
                const double behind = std::max(planned_to_date - to_date[r], 0.0);
                week.behind += behind / static_cast<double>(n);
                week.kept += behind > 0 ? 0 : 1 / static_cast<double>(n);
            }
            if (any_plan) {
                week.planned = std::max<std::int64_t>(plan[w], 0);
            }
        }
    }

private:
    std::vector<std::vector<double>> units_;  ///< by week, replication
};

std::vector<WeekForecast> forecast_weeks(const packaging::LineTables& tables,
                                         const std::vector<std::vector<OrderRecord>>& replications,
                                         Duration horizon,
                                         const std::vector<scenario::PlannedOutput>& plan) {
    const auto weeks = static_cast<std::size_t>((horizon.us + kWeek.us - 1) / kWeek.us);
    const std::size_t products = tables.spec.products.size();
    std::vector<Weeks> output(products, Weeks{replications.size(), weeks});
    for (std::size_t r = 0; r < replications.size(); ++r) {
        for (const OrderRecord& order : replications[r]) {
            output[order.product.index()].add(r, order);
        }
    }
    std::vector<std::vector<std::int64_t>> planned(products, std::vector<std::int64_t>(weeks, -1));
    for (const scenario::PlannedOutput& row : plan) {
        if (row.week <= weeks) {
            planned[row.product.index()][row.week - 1] = row.units;
        }
    }
    std::vector<WeekForecast> out;
    for (std::size_t p = 0; p < products; ++p) {
        output[p].sum_up(ProductId::from_index(p), planned[p], out);
    }
    return out;
}

}  // namespace

Forecast make_forecast(const packaging::LineTables& tables,
                       const std::vector<std::vector<OrderRecord>>& replications, Duration horizon,
                       const std::vector<scenario::PlannedOutput>& plan) {
    Forecast out{.title = tables.spec.name,
                 .seed = tables.spec.experiment.seed,
                 .horizon = horizon,
                 .replications = replications.size(),
                 .lots = forecast_lots(tables, replications, horizon),
                 .weeks = forecast_weeks(tables, replications, horizon, plan),
                 .products = {}};
    for (const packaging::ProductSpec& p : tables.spec.products) {
        out.products.push_back(p.name);
    }
    return out;
}

}  // namespace packline::report
