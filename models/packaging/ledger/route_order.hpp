#pragma once

#include "models/packaging/spec/route_spec.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// Rank of each step in the order in which units come by: rework steps stand behind the step that
/// sends items to them. What is lost at a step has the cost of all steps of lower rank.
std::vector<std::uint32_t> route_order(const RouteSpec& route);

}  // namespace packline::packaging
