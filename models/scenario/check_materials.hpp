#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Every material that a step takes must come from somewhere, and one that none takes is told.
void check_materials(const packaging::LineSpec& line, const LineLocations& at,
                     Diagnostics& diagnostics);

/// Warns of materials of which less comes than is needed: orders of kits would pile up.
/// Requires: the line has no mistakes.
void check_supply(const packaging::LineSpec& line, const LineLocations& at,
                  Diagnostics& diagnostics);

}  // namespace packline::scenario
