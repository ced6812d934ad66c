#pragma once

#include "sim/base/time.hpp"

#include <cstdint>
#include <vector>

// How strongly a disruption acts over time: pure functions.

namespace packline::packaging {

/// From `at` on the level is this, up to the next change. Level 1: no disruption.
struct LevelChange {
    Time at;
    double level = 1.0;
    friend bool operator==(const LevelChange&, const LevelChange&) = default;
};

/// Changes in ascending time; before the first the level is 1.
using LevelProfile = std::vector<LevelChange>;

double level_at(const LevelProfile& profile, Time at);
/// Mean level from `from` to `to`. Requires: from < to.
double mean_level(const LevelProfile& profile, Time from, Time to);
/// The first change after `at`; none: at never, level 1.
LevelChange next_change(const LevelProfile& profile, Time at);
/// The change that holds at `at`; before the first: at 0, level 1.
LevelChange change_at(const LevelProfile& profile, Time at);

/// Adds one disruption: `level` from `onset`, back to 1 at `end`, or over `recovery` from there
/// in ten equal steps. Requires: onset is not before the last change.
void add_disruption(LevelProfile& profile, Time onset, Time end, double level, Duration recovery);

/// Ends the disruption that goes on: back to 1 from `end` on, or over `recovery` from there.
void end_disruption(LevelProfile& profile, Time end, Duration recovery);

/// Tools of `n` that run at a level: floor(n x level), and one more for the part of each period
/// that makes up the remainder.
struct RunningTools {
    std::uint32_t whole = 0;
    Duration on;  ///< part of the period in which tool `whole` runs too; zero: never
};
RunningTools running_tools(std::uint32_t n, double level, Duration period);

}  // namespace packline::packaging
