#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Hours that stations will be asked for against hours that they will have, week by week, before
// anything is simulated.

namespace packline::report {

struct WeeklyOptions {
    double x_factor = 1;   ///< lots take so many times the mean of a lone lot to each step
    double most_load = 1;  ///< what is planned of the hours that a station has
};

/// One station in one week: means over the draws of gates, masks and orders of tools.
struct StationWeek {
    double wanted_h = 0;     ///< tool time, setups included
    double setup_h = 0;      ///< of these, as if lots came in random order
    double available_h = 0;  ///< open, less maintenance and stops
    double behind_h = 0;     ///< work that has fallen due and cannot be done by the end of the week
    double short_share = 0;  ///< share of the draws in which it is short of tools
    std::int64_t short_tools = 0;  ///< tools that are missing, median of these draws
    std::uint32_t short_sets = 0;  ///< bit i: of tools such as set i, in any draw
};

struct WeeklyLoad {
    struct Station {
        std::string name;
        std::uint32_t tools = 0;
        std::vector<std::string> sets;
        std::vector<StationWeek> weeks;
    };
    std::string title;
    WeeklyOptions options;
    std::size_t draws = 1;      ///< of gates, masks and orders of tools
    bool starts_empty = false;  ///< no lots in process at the start
    bool conditional = false;   ///< some disruptions wait for a condition: they are left out
    std::vector<Station> stations;
};

/// From starts, routes and yields as means: no queueing.
WeeklyLoad weekly_load(const packaging::LineSpec& line, const WeeklyOptions& options);

/// The stations that are short of tools first.
std::string weekly_load_text(const WeeklyLoad& load);
/// One row for each station and week.
std::string weekly_load_csv(const WeeklyLoad& load);

}  // namespace packline::report
