#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <vector>

namespace packline::scenario {

/// What the kits of one kind are asked for, from means alone: no queueing.
struct ToolingLoad {
    double in_use = 0;        ///< kits on tools: visits with their setups
    double away = 0;          ///< kits refurbished or on order
    double worn_per_day = 0;  ///< ends of life
    double load = 0;          ///< (in use + away) / stock
    double kits_at_85 = 0;    ///< stock that would bring the load to 85 %
    bool used = false;
    bool bounded = true;             ///< only products with a given number of releases need it
    std::uint32_t most_at_once = 0;  ///< for one visit
};

/// By kind. Loads of tools that hold the same kit one after the other are not joined.
std::vector<ToolingLoad> tooling_loads(const packaging::LineSpec& line);

}  // namespace packline::scenario
