#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Reports lots at the start that cannot have behind them what is stated. Requires: the line is
/// otherwise consistent.
void check_lot_history(const packaging::LineSpec& line, const LineLocations& at,
                       Diagnostics& diagnostics);

}  // namespace packline::scenario
