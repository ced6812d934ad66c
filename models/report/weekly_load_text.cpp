#include "models/report/weekly_load.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace packline::report {

namespace {

using Station = WeeklyLoad::Station;

constexpr std::size_t kMostStations = 20;  ///< on the screen, beside those that are short
constexpr std::size_t kMostStretches = 3;

double load_of(const StationWeek& w) {
    if (w.available_h > 0) {
        return w.wanted_h / w.available_h;
    }
    return w.wanted_h > 0 ? std::numeric_limits<double>::infinity() : 0;
}

std::string shown_load(double load) {
    return std::isfinite(load) ? fmt::format("{:.1f} %", 100 * load) : "no hours";
}

std::size_t worst_week(const Station& s) {
    // Most tools, then most often, then the highest load.
    return static_cast<std::size_t>(
        std::ranges::max_element(s.weeks, {},
                                 [](const StationWeek& w) {
                                     return std::tuple{w.short_tools, w.short_share, load_of(w)};
                                 }) -
        s.weeks.begin());
}

double mean_load(const Station& s) {
    double wanted = 0;
    double available = 0;
    for (const StationWeek& w : s.weeks) {
        wanted += w.wanted_h;
        available += w.available_h;
    }
    return load_of({.wanted_h = wanted, .available_h = available});
}

bool is_short(const Station& s) { return s.weeks[worst_week(s)].short_tools > 0; }

/// "3-7, 12" of the weeks that are short.
std::string short_weeks(const Station& s) {
    std::vector<std::string> stretches;
    for (std::size_t w = 0; w < s.weeks.size(); ++w) {
        const std::size_t first = w;
        while (w < s.weeks.size() && s.weeks[w].short_tools > 0) {
            ++w;
        }
        if (w > first) {
            stretches.push_back(w == first + 1 ? fmt::format("{}", w)
                                               : fmt::format("{}-{}", first + 1, w));
        }
    }
    const std::size_t more =
        stretches.size() > kMostStretches ? stretches.size() - kMostStretches : 0;
    stretches.resize(stretches.size() - more);
    std::string out = fmt::format("{}", fmt::join(stretches, ", "));
    return more > 0 ? out + fmt::format(" and {} more", more) : out;
}

/// "short 3 tools in week 32 (of hot, new)".
std::string shortage(const WeeklyLoad& load, const Station& s) {
    const std::size_t week = worst_week(s);
    const StationWeek& w = s.weeks[week];
    std::string out = fmt::format("short {} tool{} in week {}", w.short_tools,
                                  w.short_tools == 1 ? "" : "s", week + 1);
    std::vector<std::string> sets;
    for (std::size_t i = 0; i < s.sets.size(); ++i) {
        if ((w.short_sets >> i & 1U) != 0) {
            sets.push_back(s.sets[i]);
        }
    }
    if (!sets.empty() && sets.size() < s.sets.size()) {
        out += fmt::format(" such as {}", fmt::join(sets, ", "));
    }
    if (load.draws > 1 && w.short_share < 1) {
        out += fmt::format(", in {:.0f} % of the draws", 100 * w.short_share);
    }
    return out + "; weeks " + short_weeks(s);
}

std::vector<std::size_t> in_order(const WeeklyLoad& load) {
    std::vector<std::size_t> order(load.stations.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t s) {
        const Station& station = load.stations[s];
        return std::pair{is_short(station), load_of(station.weeks[worst_week(station)])};
    });
    return order;
}

}  // namespace

std::string weekly_load_text(const WeeklyLoad& load) {
    std::string out = fmt::format(
        "\n  load by station and week, from means alone: what falls due / hours open less "
        "maintenance and stops\n"
        "  a lot comes to a step after {:g} x the time of a lone lot; tools missing to stay at "
        "{:g} "
        "%; weeks count from the start\n",
        load.options.x_factor, 100 * load.options.most_load);
    if (load.starts_empty) {
        out +=
            "  nothing is in process at the start (`wip:`), so the first weeks only fill the "
            "line\n";
    }
    if (load.draws > 1) {
        out +=
            fmt::format("  means over {} draws of gates, masks and orders of tools{}\n", load.draws,
                        load.conditional ? "; what starts on a condition is left out" : "");
    }
    out += fmt::format("  {:<20} {:>6} {:>9} {:>9} {:>8} {:>11}  {}\n", "station", "tools", "mean",
                       "highest", "in week", "h behind", "");
    std::size_t shown = 0;
    for (const std::size_t i : in_order(load)) {
        const Station& s = load.stations[i];
        const bool lacks = is_short(s);
        if (!lacks && shown >= kMostStations) {
            continue;
        }
        ++shown;
        const auto highest = std::ranges::max_element(s.weeks, {}, load_of);
        const double behind = std::ranges::max(s.weeks, {}, &StationWeek::behind_h).behind_h;
        out += fmt::format("  {:<20} {:>6} {:>9} {:>9} {:>8} {:>11.1f}  {}\n", s.name, s.tools,
                           shown_load(mean_load(s)), shown_load(load_of(*highest)),
                           highest - s.weeks.begin() + 1, behind, lacks ? shortage(load, s) : "");
    }
    if (shown < load.stations.size()) {
        out +=
            fmt::format("  and {} more stations; --csv has them\n", load.stations.size() - shown);
    }
    return out;
}

std::string weekly_load_csv(const WeeklyLoad& load) {
    std::string out =
        "station,week,tools,wanted_h,setup_h,available_h,load,behind_h,short_tools,short_share\n";
    for (const Station& s : load.stations) {
        for (std::size_t i = 0; i < s.weeks.size(); ++i) {
            const StationWeek& w = s.weeks[i];
            out += fmt::format("{},{},{},{:.3f},{:.3f},{:.3f},{:.4f},{:.3f},{},{:.2f}\n", s.name,
                               i + 1, s.tools, w.wanted_h, w.setup_h, w.available_h, load_of(w),
                               w.behind_h, w.short_tools, w.short_share);
        }
    }
    return out;
}

}  // namespace packline::report
