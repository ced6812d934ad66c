#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Checks what assembly steps join to what, and completes the line: parts per item become parts
/// per unit after singulation, and item mechanisms get one for the parts of such items. False
/// where something is wrong.
bool check_assembly(packaging::LineSpec& line, const LineLocations& at, Diagnostics& diagnostics);

}  // namespace packline::scenario
