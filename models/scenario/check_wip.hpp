#pragma once

#include "models/scenario/line_reader.hpp"

namespace packline::scenario {

/// Whether what stands in the line at the start can be there: names, carriers, cards.
void check_wip(const packaging::LineSpec& line, const LineLocations& at, Diagnostics& diagnostics);

}  // namespace packline::scenario
