#pragma once

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/spec/line_spec.hpp"

#include <cstddef>
#include <vector>

namespace packline::report {

/// Lots of a product that start evenly over a time, or that stand in the line at the start.
struct PlannedStarts {
    std::size_t product = 0;
    double from_s = 0;  ///< below 0: what they are at began before the run
    double over_s = 0;  ///< 0: all at once
    double lots = 0;
    std::size_t at = 0;  ///< step of the route that they stand before
    double part = 1;     ///< of what is usually left of a lot there
};

/// All starts up to the horizon, as the line states them, in pieces of six hours; first those that
/// are in process. Cards come as fast as lots can go through and stations can work.
std::vector<PlannedStarts> planned_starts(const packaging::LineSpec& line);

/// Whether gates or masks hold starts back or divert them.
bool starts_are_disrupted(const packaging::LineSpec& line);
/// What becomes of them: held until the line may start again, lost, or made of another product.
/// `disruptions`: those of the timelines.
std::vector<PlannedStarts> disrupt_starts(const packaging::LineSpec& line,
                                          const packaging::Timelines& timelines,
                                          const std::vector<packaging::Disruption>& disruptions,
                                          const std::vector<PlannedStarts>& starts);

}  // namespace packline::report
