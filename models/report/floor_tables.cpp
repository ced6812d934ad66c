#include "models/report/floor_tables.hpp"

#include "models/report/at_share.hpp"
#include "models/report/metric_list.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace packline::report {

namespace {

using packaging::FloorLog;
using packaging::GroupPeriod;
using packaging::StationPeriod;
using packaging::ToolState;

Spread spread_of(std::vector<double> values) {
    Spread out;
    for (const double v : values) {
        out.mean += v / static_cast<double>(values.size());
    }
    std::ranges::sort(values);
    out.low = at_share<double>(values, 0.1);
    out.high = at_share<double>(values, 0.9);
    return out;
}

/// One figure of one period in each replication.
template <class Figure>
Spread over(const std::vector<FloorLog>& runs, Figure figure) {
    std::vector<double> values;
    for (const FloorLog& run : runs) {
        values.push_back(figure(run));
    }
    return spread_of(std::move(values));
}

double utilisation_of(const StationPeriod& p) {
    const Duration all = std::accumulate(p.in_state.begin(), p.in_state.end(), Duration{});
    const double busy = utilisation([&](ToolState state) {
        return all > Duration{}
                   ? to_seconds(p.in_state[static_cast<std::size_t>(state)]) / to_seconds(all)
                   : 0.0;
    });
    return std::isfinite(busy) ? busy : 0;
}

double hours_in(const StationPeriod& p, ToolState state) {
    return static_cast<double>(p.in_state[static_cast<std::size_t>(state)].us) / kHour;
}

Shift shift_of(const FloorLog& log, std::size_t i) {
    const auto h = [](Time at) { return to_seconds(at - Time{}) / 3600; };
    return {i + 1, i == 0 ? 0.0 : h(log.shift_ends[i - 1]), h(log.shift_ends[i])};
}

std::vector<StationForecast> station_weeks(std::size_t stations,
                                           const std::vector<FloorLog>& runs) {
    std::vector<StationForecast> out;
    for (std::size_t s = 0; s < stations; ++s) {
        for (std::size_t w = 0; w < runs.front().stations.size(); ++w) {
            const auto at = [&](const FloorLog& run) -> const StationPeriod& {
                return run.stations[w][s];
            };
            out.push_back(
                {.station = s,
                 .week = w + 1,
                 .utilisation =
                     over(runs, [&](const FloorLog& r) { return utilisation_of(at(r)); }),
                 .queue = over(runs,
                               [&](const FloorLog& r) { return static_cast<double>(at(r).queue); }),
                 .lots = over(runs, [&](const FloorLog& r) {
                             return static_cast<double>(at(r).lots);
                         }).mean});
        }
    }
    return out;
}

bool of_interest(const packaging::LineTables& tables, std::size_t station) {
    const packaging::StationSpec& spec = tables.spec.stations[station];
    return !spec.setup.families.empty() ||
           tables.needs_operators(packaging::StationId::from_index(station));
}

std::vector<SetupForecast> setups(const packaging::LineTables& tables,
                                  const std::vector<FloorLog>& runs) {
    std::vector<SetupForecast> out;
    for (std::size_t s = 0; s < tables.spec.stations.size(); ++s) {
        if (!of_interest(tables, s)) {
            continue;
        }
        for (std::size_t i = 0; i < runs.front().shifts.size(); ++i) {
            const auto at = [&](const FloorLog& run) -> const StationPeriod& {
                return run.shifts[i][s];
            };
            out.push_back(
                {.station = s,
                 .shift = shift_of(runs.front(), i),
                 .setups = over(
                     runs, [&](const FloorLog& r) { return static_cast<double>(at(r).setups); }),
                 .setup_h =
                     over(runs,
                          [&](const FloorLog& r) { return hours_in(at(r), ToolState::setup); })
                         .mean,
                 .waits_people_h = over(runs, [&](const FloorLog& r) {
                                       return hours_in(at(r), ToolState::operator_wait) +
                                              hours_in(at(r), ToolState::crew_wait);
                                   }).mean});
        }
    }
    return out;
}

std::vector<PeopleForecast> people(std::size_t groups, const std::vector<FloorLog>& runs) {
    std::vector<PeopleForecast> out;
    for (std::size_t g = 0; g < groups; ++g) {
        for (std::size_t i = 0; i < runs.front().people.size(); ++i) {
            const auto of = [&](double GroupPeriod::*figure) {
                return over(runs, [&](const FloorLog& r) { return r.people[i][g].*figure; });
            };
            PeopleForecast row{.group = g,
                               .shift = shift_of(runs.front(), i),
                               .on_duty = of(&GroupPeriod::on_duty).mean,
                               .busy = of(&GroupPeriod::busy),
                               .busiest_hour = of(&GroupPeriod::busiest_hour)};
            row.tasks = over(runs, [&](const FloorLog& r) {
                            return static_cast<double>(r.people[i][g].tasks);
                        }).mean;
            row.wait_min = row.tasks > 0 ? 60 * of(&GroupPeriod::waited_h).mean / row.tasks : 0;
            out.push_back(row);
        }
    }
    return out;
}

}  // namespace

FloorTables make_floor_tables(const packaging::LineTables& tables,
                              const std::vector<FloorLog>& runs) {
    FloorTables out;
    for (const packaging::StationSpec& s : tables.spec.stations) {
        out.stations.push_back(s.name);
    }
    for (const packaging::OperatorGroupSpec& g : tables.spec.operators) {
        out.groups.push_back(g.name);
        std::vector<std::string> skills;
        for (const packaging::SkillId skill : g.skills) {
            skills.push_back(tables.spec.skills[skill.index()]);
        }
        out.skills.push_back(fmt::format("{}", fmt::join(skills, " ")));
    }
    out.weeks = station_weeks(out.stations.size(), runs);
    out.setups = setups(tables, runs);
    out.people = people(out.groups.size(), runs);
    return out;
}

}  // namespace packline::report
