#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace packline::scenario {

/// Good units of a product that are to leave the line in a week.
struct PlannedOutput {
    packaging::ProductId product;
    std::uint32_t week = 1;  ///< from the start of the run; the first one is 1
    std::int64_t units = 0;
};

/// Reads a build plan: a CSV file with the columns product, week and units. Reports unknown
/// products, weeks twice for a product and values out of range.
std::vector<PlannedOutput> read_plan(const std::filesystem::path& path,
                                     const packaging::LineSpec& line, Diagnostics& diagnostics);

/// A figure of the real plant, to hold beside what the model says.
struct ActualFigure {
    std::string metric;
    double value = 0;
};

/// Reads a CSV file with the columns metric and value. Reports metrics that are not in `known`.
std::vector<ActualFigure> read_actuals(const std::filesystem::path& path,
                                       const std::vector<std::string>& known,
                                       Diagnostics& diagnostics);

}  // namespace packline::scenario
