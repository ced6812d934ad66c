#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <string>
#include <vector>

namespace packline::report {

/// When the tools of an order start production, before anything is simulated: from draws of the
/// plan and of what it waits for alone.
struct PlanOutlook {
    std::string plan;
    std::string station;
    std::uint32_t tools = 0;
    double ordered_day = 0;   ///< median
    double ready_day = 0;     ///< median of those that come
    double ready_day_90 = 0;  ///< nine of ten of those that come are ready by then
    double never = 0;         ///< share of the orders that are denied, or wait for what is
};

/// Of all orders. A gate that waits for lots is taken to wait for one of them alone on its way.
std::vector<PlanOutlook> plan_outlook(const packaging::LineSpec& line);

}  // namespace packline::report
