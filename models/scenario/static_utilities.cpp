#include "models/scenario/static_utilities.hpp"

#include "models/packaging/utilities/use_rates.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>

namespace packline::scenario {

using namespace packaging;

namespace {

/// What the lots of a day ask of one station.
struct Day {
    double lots = 0;
    double items = 0;
    double sites = 0;
};

double use_of(const UseRates& rates, const Day& day, const StationSpec& station,
              const StationLoad& load) {
    const auto rate = [&](StateGroup group) {
        return static_cast<double>(rates.per_hour[static_cast<std::size_t>(group)]);
    };
    const double there = 24.0 * station.tools * load.available;
    const double works = std::min(load.hours_per_day, there);
    const double set_up = std::min(load.setup_hours_per_day, there - works);
    const double billionths = rate(StateGroup::productive) * works +
                              rate(StateGroup::scheduled_down) * set_up +
                              rate(StateGroup::standby) * (there - works - set_up) +
                              static_cast<double>(rates.per_lot) * day.lots +
                              static_cast<double>(rates.per_item) * day.items +
                              static_cast<double>(rates.per_site) * day.sites;
    return billionths / 1e9;
}

}  // namespace

std::vector<std::vector<double>> static_use(const LineSpec& line) {
    std::vector<std::vector<double>> out(line.stations.size());
    if (line.utilities.empty()) {
        return out;
    }
    std::vector<Day> days(line.stations.size());
    for (const StepLoad& step : step_loads(line)) {
        Day& day = days[step.step->station.index()];
        day.lots += step.visits_per_day;
        day.items += step.items_per_day;
        day.sites += step.sites_per_day;
    }
    const std::vector<StationLoad> loads = static_load(line);
    for (std::size_t s = 0; s < out.size(); ++s) {
        const auto rates = use_rates(line, line.stations[s]);
        for (std::size_t u = 0; u < line.utilities.size(); ++u) {
            out[s].push_back(rates ? use_of((*rates)[u], days[s], line.stations[s], loads[s])
                                   : 0.0);
        }
    }
    return out;
}

std::vector<double> budget_loads(const LineSpec& line) {
    const std::vector<std::vector<double>> use = static_use(line);
    std::vector<double> out;
    for (const BudgetSpec& b : line.budgets) {
        double a_day = 0;
        for (const StationId s : b.stations) {
            a_day += use[s.index()][b.utility.index()];
        }
        const double days = to_seconds(b.span) / 86'400;
        out.push_back(a_day * days / (static_cast<double>(b.limit) / 1e6));
    }
    return out;
}

}  // namespace packline::scenario
