#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/lots/order.hpp"
#include "models/report/row_table.hpp"
#include "models/scenario/read_plan.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// From the lots of this morning and those to come: when each ships, and what each week brings.

namespace packline::report {

/// When a lot leaves the line, over all replications in which it was released.
struct LotForecast {
    std::string lot;  ///< "A#3"
    packaging::ProductId product;
    Time due = Time::never();     ///< the latest, where replications differ; never: none
    Time half = Time::never();    ///< half of the replications have shipped it by then
    Time ninety = Time::never();  ///< 90 % have; never: not before the end of the runs
    double on_time = 0;           ///< share of those that tell; NaN where none does
    double ended = 0;             ///< share of replications in which it left before the end
    double good = 0;              ///< units, mean of these
};

/// Good units of a product in one week. A lot counts when the last of it has left.
struct WeekForecast {
    packaging::ProductId product;
    std::uint32_t week = 1;
    double mean = 0;
    double low = 0;   ///< 10 % of the replications bring this or less
    double high = 0;  ///< 90 % do
    std::optional<std::int64_t> planned;
    double behind = 0;  ///< mean of what the plan to date is ahead of the output to date
    double kept = 0;    ///< share of replications whose output to date reaches the plan to date
};

struct Forecast {
    std::string title;
    std::uint32_t seed = 1;
    Duration horizon;
    std::size_t replications = 0;
    std::vector<LotForecast> lots;    ///< by product, those in process at the start first
    std::vector<WeekForecast> weeks;  ///< by product, then week
    std::vector<std::string> products;
};

/// Sums up what became of the lots in each replication. Requires: at least one.
Forecast make_forecast(const packaging::LineTables& tables,
                       const std::vector<std::vector<packaging::OrderRecord>>& replications,
                       Duration horizon, const std::vector<scenario::PlannedOutput>& plan);

/// For people, on one screen: the weeks, and the lots that are most likely late.
std::string forecast_text(const Forecast& forecast);
/// For programs: all lots and weeks, then the tables.
std::string forecast_json(const Forecast& forecast, std::span<const NamedTable> tables);
/// CSV tables of all lots and of all weeks.
std::string lots_csv(const Forecast& forecast);
std::string weeks_csv(const Forecast& forecast);

}  // namespace packline::report
