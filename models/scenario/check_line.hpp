#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Checks what no single value shows: that routes can be walked, carriers come back, parts can
/// be had, defects are looked for, and no station is asked for more than it can do for ever.
/// Fills in `finds: {all: ...}`. Requires: each value by itself is right.
void check_line(packaging::LineSpec& line, const LineLocations& at, Diagnostics& diagnostics);

}  // namespace packline::scenario
