#pragma once

#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The keys of estimates: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr Key kEstimatesKey{
    "estimates", "map", "none",
    "which of its figures are estimates; `--vary 8` says how far the answer moves with them"};
inline constexpr std::array kEstimates{
    Key{"within", "share", kRequired, "how far off they may be: `30 %` less or more"},
    Key{"of", "list", "all but demand",
        "kinds of figures: takes, setups, failures (times between them), repairs, maintenance, "
        "yields (the lost share), stages (of gates; lengths of masks), lead_times, prices (of what "
        "is bought), demand (rates of releases)"},
};

}  // namespace packline::scenario
