#pragma once

#include "models/scenario/line_reader.hpp"

namespace packline::scenario {

/// Finite buffers that could never work, and those in which lots may block each other.
void check_buffers(const packaging::LineSpec& line, const LineLocations& at,
                   Diagnostics& diagnostics);

}  // namespace packline::scenario
