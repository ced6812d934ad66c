#pragma once

#include "sim/experiment/results.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// The same line at each point of a grid of values, on common random numbers.

namespace packline::report {

/// What is varied: a path of the line, and what it is set to.
struct SweepAxis {
    std::string path;
    std::vector<std::string> values;
};

/// Reads `path=value|value|...`; none where it is not of this form.
std::optional<SweepAxis> parse_axis(const std::string& text);

/// All combinations, the last axis fastest: by point the value of each axis.
std::vector<std::vector<std::string>> grid(const std::vector<SweepAxis>& axes);

/// Of a study what a sweep tells: these metrics, no series and no text of the line.
StudyResult only(const StudyResult& study, const std::vector<std::string>& metrics);

/// The studies of all points, in the order of the grid, or what only() leaves of them.
struct Sweep {
    std::vector<SweepAxis> axes;
    std::vector<std::string> metrics;
    std::vector<StudyResult> points;
};

/// A row for each point: its values, then each metric with its interval; of the first metric the
/// paired difference to the first point too. Requires: at least one point, metrics that all have.
std::string sweep_text(const Sweep& sweep);
/// The same with all differences, as a CSV table.
std::string sweep_csv(const Sweep& sweep);

}  // namespace packline::report
