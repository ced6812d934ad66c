#pragma once

#include "models/scenario/dialect.hpp"
#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The keys of utilities: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kUtility{
    Key{"unit", "word", kRequired, "m3, L, kWh, MWh, kg, g, mg or t: what it is told in"},
    Key{"from", "map of shares", "none",
        "so much of it for each unit of another utility: `{energy: 0.58}` in kg per kWh, "
        "`{water: 50 %}`; beside what stations use of it themselves"},
    Key{"at", "map of maps", "none", "`{north: {energy: 0.4}}`: otherwise at this site"},
};

}  // namespace packline::scenario
