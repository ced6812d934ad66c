#include "models/report/floor_tables.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace packline::report {

namespace {

constexpr std::size_t kMostStations = 8;  ///< on the screen, week by week
constexpr std::size_t kMostRows = 15;     ///< on the screen, of stations and groups

/// "day 3 14:00", from the start.
std::string clock_text(double hour) {
    const auto minutes = static_cast<long>(hour * 60 + 0.5);
    return fmt::format("day {} {:02}:{:02}", minutes / 1440 + 1, minutes / 60 % 24, minutes % 60);
}

/// Rows of one station or group, which stand together.
template <class Row, class Of>
std::vector<std::span<const Row>> grouped(const std::vector<Row>& rows, Of of) {
    std::vector<std::span<const Row>> out;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first;
        while (end < rows.size() && of(rows[end]) == of(rows[first])) {
            ++end;
        }
        out.push_back(std::span{rows}.subspan(first, end - first));
        first = end;
    }
    return out;
}

/// Mean over shifts.
template <class Row, class Figure>
double mean_of(std::span<const Row> rows, Figure figure) {
    double sum = 0;
    for (const Row& row : rows) {
        sum += figure(row);
    }
    return rows.empty() ? 0 : sum / static_cast<double>(rows.size());
}

std::string setups_text(const FloorTables& t) {
    auto stations = grouped(t.setups, [](const SetupForecast& r) { return r.station; });
    const auto setups = [](const SetupForecast& r) { return r.setups.mean; };
    const auto waits = [](const SetupForecast& r) { return r.waits_people_h; };
    std::erase_if(stations, [&](std::span<const SetupForecast> rows) {
        return mean_of(rows, setups) == 0 && mean_of(rows, waits) == 0;
    });
    if (stations.empty()) {
        return "\n  no tool is set up, and none waits for people\n";
    }
    std::ranges::stable_sort(stations, std::ranges::greater{},
                             [&](const auto& rows) { return mean_of(rows, setups); });
    std::string out =
        fmt::format("\n  {:<20} {:>10} {:>10} {:>10} {:>8}  {:<14} {:>18}\n", "setups per shift",
                    "mean", "h in setup", "most", "in shift", "from", "h without people");
    for (std::size_t i = 0; i < std::min(stations.size(), kMostRows); ++i) {
        const std::span<const SetupForecast> rows = stations[i];
        const auto most = std::ranges::max_element(rows, {}, setups);
        out += fmt::format("  {:<20} {:>10.2f} {:>10.2f} {:>10.2f} {:>8}  {:<14} {:>18.2f}\n",
                           t.stations[rows.front().station], mean_of(rows, setups),
                           mean_of(rows, [](const SetupForecast& r) { return r.setup_h; }),
                           most->setups.mean, most->shift.number, clock_text(most->shift.from_h),
                           mean_of(rows, waits));
    }
    if (stations.size() > kMostRows) {
        out += fmt::format("  and {} more stations; --csv has them\n", stations.size() - kMostRows);
    }
    return out;
}

std::string people_text(const FloorTables& t) {
    const auto groups = grouped(t.people, [](const PeopleForecast& r) { return r.group; });
    if (groups.empty()) {
        return "";
    }
    std::string out = fmt::format("\n  {:<20} {:>9} {:>9} {:>14} {:>8}  {:<14} {:>12} {:>11}  {}\n",
                                  "people per shift", "on duty", "busy", "busiest hour", "in shift",
                                  "from", "tasks/shift", "wait, min", "skills");
    for (std::size_t i = 0; i < std::min(groups.size(), kMostRows); ++i) {
        const std::span<const PeopleForecast> all = groups[i];
        // Shifts in which the group is at home say nothing of it.
        std::vector<PeopleForecast> rows;
        std::ranges::copy_if(all, std::back_inserter(rows),
                             [](const PeopleForecast& r) { return r.on_duty > 0; });
        if (rows.empty()) {
            continue;
        }
        const std::span<const PeopleForecast> span{rows};
        const auto most = std::ranges::max_element(
            rows, {}, [](const PeopleForecast& r) { return r.busiest_hour.mean; });
        const double tasks = mean_of(span, [](const PeopleForecast& r) { return r.tasks; });
        const double waited =
            mean_of(span, [](const PeopleForecast& r) { return r.tasks * r.wait_min; });
        out += fmt::format(
            "  {:<20} {:>9.2f} {:>9.2f} {:>14.2f} {:>8}  {:<14} {:>12.1f} {:>11.1f}  {}\n",
            t.groups[rows.front().group],
            mean_of(span, [](const PeopleForecast& r) { return r.on_duty; }),
            mean_of(span, [](const PeopleForecast& r) { return r.busy.mean; }),
            most->busiest_hour.mean, most->shift.number, clock_text(most->shift.from_h), tasks,
            tasks > 0 ? waited / tasks : 0, t.skills[rows.front().group]);
    }
    if (groups.size() > kMostRows) {
        out += fmt::format("  and {} more groups; --csv has them\n", groups.size() - kMostRows);
    }
    return out;
}

}  // namespace

std::string station_weeks_text(const FloorTables& t) {
    auto stations = grouped(t.weeks, [](const StationForecast& r) { return r.station; });
    std::ranges::stable_sort(stations, std::ranges::greater{}, [](const auto& rows) {
        return mean_of(rows, [](const StationForecast& r) { return r.utilisation.mean; });
    });
    std::string out =
        fmt::format("\n  {:<20} {:>5} {:>14} {:>18} {:>16} {:>16}\n", "busiest stations", "week",
                    "utilisation", "10 % to 90 %", "lots in queue", "10 % to 90 %");
    for (std::size_t i = 0; i < std::min(stations.size(), kMostStations); ++i) {
        for (const StationForecast& r : stations[i]) {
            out += fmt::format(
                "  {:<20} {:>5} {:>12.1f} % {:>18} {:>16.1f} {:>16}\n",
                r.week == 1 ? t.stations[r.station] : "", r.week, 100 * r.utilisation.mean,
                fmt::format("{:.1f} to {:.1f}", 100 * r.utilisation.low, 100 * r.utilisation.high),
                r.queue.mean, fmt::format("{:.0f} to {:.0f}", r.queue.low, r.queue.high));
        }
    }
    if (stations.size() > kMostStations) {
        out += fmt::format("  and {} more stations; --csv has them\n",
                           stations.size() - kMostStations);
    }
    return out;
}

std::string shifts_text(const FloorTables& t) { return setups_text(t) + people_text(t); }

RowTable station_weeks_table(const FloorTables& t) {
    RowTable out{{{"station"},
                  {"week"},
                  {"utilisation", 4},
                  {"utilisation_low", 4},
                  {"utilisation_high", 4},
                  {"queue", 2},
                  {"queue_low", 0},
                  {"queue_high", 0},
                  {"lots", 2}}};
    for (const StationForecast& r : t.weeks) {
        out.add({t.stations[r.station], count_of(r.week), r.utilisation.mean, r.utilisation.low,
                 r.utilisation.high, r.queue.mean, r.queue.low, r.queue.high, r.lots});
    }
    return out;
}

RowTable setups_table(const FloorTables& t) {
    RowTable out{{{"station"},
                  {"shift"},
                  {"from_h"},
                  {"to_h"},
                  {"setups", 3},
                  {"setups_low", 0},
                  {"setups_high", 0},
                  {"setup_h", 4},
                  {"without_people_h", 4}}};
    for (const SetupForecast& r : t.setups) {
        out.add({t.stations[r.station], count_of(r.shift.number), r.shift.from_h, r.shift.to_h,
                 r.setups.mean, r.setups.low, r.setups.high, r.setup_h, r.waits_people_h});
    }
    return out;
}

RowTable people_table(const FloorTables& t) {
    RowTable out{{{"group"},
                  {"skills"},
                  {"shift"},
                  {"from_h"},
                  {"to_h"},
                  {"on_duty", 3},
                  {"busy", 3},
                  {"busy_low", 3},
                  {"busy_high", 3},
                  {"busiest_hour", 3},
                  {"busiest_hour_high", 3},
                  {"tasks", 2},
                  {"wait_min", 3}}};
    for (const PeopleForecast& r : t.people) {
        out.add({t.groups[r.group], t.skills[r.group], count_of(r.shift.number), r.shift.from_h,
                 r.shift.to_h, r.on_duty, r.busy.mean, r.busy.low, r.busy.high, r.busiest_hour.mean,
                 r.busiest_hour.high, r.tasks, r.wait_min});
    }
    return out;
}

}  // namespace packline::report
