#pragma once

#include "models/scenario/dialect.hpp"
#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The columns of tables that stand beside a line: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr Key kStocksKey{
    "stocks", "list or path", "as `materials:` say",
    "parts in stock at the start, in a list or a CSV file: start from today"};
inline constexpr std::array kStock{
    Key{"material", "material", kRequired, "that is counted"},
    Key{"parts", "count", kRequired, "good ones in stock when the run starts"},
};
inline constexpr Key kQualificationsKey{
    "qualifications", "list or path", "as `sets:` say",
    "products that each set of tools may run, in a list or a CSV file with a column for each"};
inline constexpr std::array kQualifiedSet{
    Key{"station", "station", kRequired, "that has the set"},
    Key{"set", "set", kRequired,
        "of its tools; each further key is a product, `yes` or `no` (1 or 0) whether they may run "
        "it; "
        "without one they may"},
};
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
