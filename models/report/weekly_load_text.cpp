#include "models/report/weekly_load.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace packline::report {

namespace {

constexpr std::size_t kMostRows = 20;  ///< on the screen, beside those that are short
constexpr std::size_t kMostStretches = 3;

/// A station, or people who share work.
struct Row {
    std::string name;
    std::uint32_t count = 0;
    std::vector<std::string> sets;
    std::span<const LoadWeek> weeks;
    std::string behind_it;  ///< told last
};

/// What a table is of.
struct Words {
    std::string_view title;
    std::string_view count;
    std::string_view one;  ///< that may be missing
    std::string_view many;
    std::string_view rows;
};
constexpr Words kStations{"station", "tools", "tool", "tools", "stations"};
constexpr Words kPeople{"people", "persons", "person", "persons", "rows of people"};

std::vector<Row> rows_of(const std::vector<WeeklyLoad::Station>& stations) {
    std::vector<Row> out;
    for (const WeeklyLoad::Station& s : stations) {
        out.push_back({s.name, s.tools, s.sets, s.weeks, ""});
    }
    return out;
}

std::vector<Row> rows_of(const std::vector<WeeklyLoad::People>& people) {
    std::vector<Row> out;
    for (const WeeklyLoad::People& p : people) {
        out.push_back({fmt::format("{}", fmt::join(p.skills, "+")), p.persons, p.groups, p.weeks,
                       fmt::format("({})", fmt::join(p.groups, ", "))});
    }
    return out;
}

std::string shown_load(double load) {
    return std::isfinite(load) ? fmt::format("{:.1f} %", 100 * load) : "no hours";
}

std::size_t worst_week(const Row& row) {
    // Most tools or persons, then most often, then the highest load.
    return static_cast<std::size_t>(
        std::ranges::max_element(row.weeks, {},
                                 [](const LoadWeek& w) {
                                     return std::tuple{w.missing, w.short_share, w.load()};
                                 }) -
        row.weeks.begin());
}

double mean_load(const Row& row) {
    LoadWeek sum;
    for (const LoadWeek& w : row.weeks) {
        sum.wanted_h += w.wanted_h;
        sum.available_h += w.available_h;
    }
    return sum.load();
}

bool is_short(const Row& row) { return row.weeks[worst_week(row)].missing > 0; }

/// "3-7, 12" of the weeks that are short.
std::string short_weeks(const Row& row) {
    std::vector<std::string> stretches;
    for (std::size_t w = 0; w < row.weeks.size(); ++w) {
        const std::size_t first = w;
        while (w < row.weeks.size() && row.weeks[w].missing > 0) {
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

/// "short 3 tools in week 32 such as hot, new".
std::string shortage(const WeeklyLoad& load, const Row& row, const Words& words) {
    const std::size_t week = worst_week(row);
    const LoadWeek& w = row.weeks[week];
    std::string out = fmt::format("short {} {} in week {}", w.missing,
                                  w.missing == 1 ? words.one : words.many, week + 1);
    std::vector<std::string> sets;
    for (std::size_t i = 0; i < w.short_sets.size(); ++i) {
        if (w.short_sets[i]) {
            sets.push_back(row.sets[i]);
        }
    }
    if (!sets.empty() && sets.size() < row.sets.size()) {
        out += fmt::format(" such as {}", fmt::join(sets, ", "));
    }
    if (load.draws > 1 && w.short_share < 1) {
        out += fmt::format(", in {:.0f} % of the draws", 100 * w.short_share);
    }
    return out + "; weeks " + short_weeks(row);
}

std::vector<std::size_t> in_order(const std::vector<Row>& rows) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t r) {
        return std::pair{is_short(rows[r]), rows[r].weeks[worst_week(rows[r])].load()};
    });
    return order;
}

std::string table_of(const WeeklyLoad& load, const std::vector<Row>& rows, const Words& words) {
    std::string out = fmt::format("  {:<20} {:>7} {:>9} {:>9} {:>8} {:>11}\n", words.title,
                                  words.count, "mean", "highest", "in week", "h behind");
    std::size_t shown = 0;
    for (const std::size_t i : in_order(rows)) {
        const Row& row = rows[i];
        const bool lacks = is_short(row);
        if (!lacks && shown >= kMostRows) {
            continue;
        }
        ++shown;
        const auto highest = std::ranges::max_element(row.weeks, {}, &LoadWeek::load);
        const double behind = std::ranges::max(row.weeks, {}, &LoadWeek::behind_h).behind_h;
        std::vector<std::string> words_behind;
        if (lacks) {
            words_behind.push_back(shortage(load, row, words));
        }
        if (!row.behind_it.empty()) {
            words_behind.push_back(row.behind_it);
        }
        out += fmt::format("  {:<20} {:>7} {:>9} {:>9} {:>8} {:>11.1f}  {}\n", row.name, row.count,
                           shown_load(mean_load(row)), shown_load(highest->load()),
                           highest - row.weeks.begin() + 1, behind, fmt::join(words_behind, " "));
    }
    if (shown < rows.size()) {
        out += fmt::format("  and {} more {}; --csv has them\n", rows.size() - shown, words.rows);
    }
    return out;
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
    out += table_of(load, rows_of(load.stations), kStations);
    if (!load.people.empty()) {
        out +=
            "\n  load of people by week: persons x time of setups, loads, attendance, assists, "
            "repairs and maintenance / hours in shifts less breaks, within the hours of the week\n"
            "  groups that can do each other's work stand together; hours of a week count alike, "
            "whoever is there when\n";
        out += table_of(load, rows_of(load.people), kPeople);
    }
    return out;
}

RowTable weekly_load_table(const WeeklyLoad& load) {
    RowTable out{{{"station"},
                  {"week"},
                  {"tools"},
                  {"wanted_h", 3},
                  {"setup_h", 3},
                  {"available_h", 3},
                  {"load", 4},
                  {"behind_h", 3},
                  {"short_tools"},
                  {"short_share", 2}}};
    for (const WeeklyLoad::Station& s : load.stations) {
        for (std::size_t i = 0; i < s.weeks.size(); ++i) {
            const LoadWeek& w = s.weeks[i];
            out.add({s.name, count_of(i + 1), count_of(s.tools), w.wanted_h, w.setup_h(),
                     w.available_h, w.load(), w.behind_h, w.missing, w.short_share});
        }
    }
    return out;
}

RowTable weekly_people_table(const WeeklyLoad& load) {
    RowTable out{{{"skills"},
                  {"groups"},
                  {"week"},
                  {"persons"},
                  {"wanted_h", 3},
                  {"setup_h", 3},
                  {"load_h", 3},
                  {"run_h", 3},
                  {"assist_h", 3},
                  {"repair_h", 3},
                  {"maintenance_h", 3},
                  {"available_h", 3},
                  {"load", 4},
                  {"behind_h", 3},
                  {"short_people"},
                  {"short_share", 2}}};
    for (const WeeklyLoad::People& p : load.people) {
        for (std::size_t i = 0; i < p.weeks.size(); ++i) {
            const LoadWeek& w = p.weeks[i];
            std::vector<RowTable::Value> row{fmt::format("{}", fmt::join(p.skills, " ")),
                                             fmt::format("{}", fmt::join(p.groups, " ")),
                                             count_of(i + 1), count_of(p.persons), w.wanted_h};
            row.insert(row.end(), w.task_h.begin(), w.task_h.end());
            row.insert(row.end(), {w.available_h, w.load(), w.behind_h, w.missing, w.short_share});
            out.add(std::move(row));
        }
    }
    return out;
}

}  // namespace packline::report
