#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/row_table.hpp"
#include "models/report/weekly_row.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Hours that stations and people will be asked for against hours that they will have, week by week,
// before anything is simulated.

namespace packline::report {

struct WeeklyOptions {
    double x_factor = 1;   ///< lots take so many times the mean of a lone lot to each step
    double most_load = 1;  ///< what is planned of the hours that stations and people have
};

struct WeeklyLoad {
    struct Station {
        std::string name;
        std::uint32_t tools = 0;
        std::vector<std::string> sets;
        std::vector<LoadWeek> weeks;
    };
    /// Groups of operators that share work, and repair crews likewise.
    struct People {
        std::vector<std::string> skills;  ///< that something asks of them
        std::uint32_t persons = 0;
        std::vector<std::string> groups;
        std::vector<LoadWeek> weeks;
    };
    std::string title;
    WeeklyOptions options;
    std::size_t draws = 1;      ///< of gates, masks and orders of tools
    bool starts_empty = false;  ///< no lots in process at the start
    bool conditional = false;   ///< some disruptions wait for a condition: they are left out
    std::vector<Station> stations;
    std::vector<People> people;
};

/// From starts, routes and yields as means: no queueing.
WeeklyLoad weekly_load(const packaging::LineSpec& line, const WeeklyOptions& options);

/// What is short of tools or persons first.
std::string weekly_load_text(const WeeklyLoad& load);
/// One row for each station and week.
RowTable weekly_load_table(const WeeklyLoad& load);
/// One row for each pool of people and week.
RowTable weekly_people_table(const WeeklyLoad& load);

}  // namespace packline::report
