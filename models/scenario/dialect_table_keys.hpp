#pragma once

#include "models/scenario/dialect.hpp"
#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The columns of tables that stand beside a line: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kPlannedOutput{
    Key{"product", "product", kRequired, "that is to be shipped"},
    Key{"week", "count", kRequired, "from the start of the run; the first one is 1"},
    Key{"units", "count", kRequired, "good ones that are to leave the line in it"},
};
inline constexpr std::array kActualFigure{
    Key{"metric", "metric", kRequired,
        "as in `packline describe metrics`: `station.oven.utilisation`"},
    Key{"value", "number", kRequired, "what the plant had, in the unit of the metric"},
};

}  // namespace packline::scenario
