#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/draws.hpp"

namespace packline::test {

/// Gives the stations of a random line further dispatch rules, sets of tools that differ, and
/// room for several lots. `ties`: share of what ties areas that is kept.
void vary_stations(packaging::LineSpec& line, Draws& draws, double ties);

}  // namespace packline::test
