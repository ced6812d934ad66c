#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Reports lots in tools at the start that could not be there, clocks of limits that do not run,
/// and more kits on tools than there are. Requires: the line is otherwise consistent.
void check_snapshot(const packaging::LineSpec& line, const LineLocations& at,
                    Diagnostics& diagnostics);

}  // namespace packline::scenario
