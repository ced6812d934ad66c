#pragma once

#include "models/scenario/line_reader.hpp"

namespace packline::scenario {

/// Vehicles that nobody calls, and those that could never carry what they are called for.
void check_transport(const packaging::LineSpec& line, const LineLocations& at,
                     Diagnostics& diagnostics);

}  // namespace packline::scenario
