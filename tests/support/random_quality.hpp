#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/draws.hpp"

namespace packline::test {

/// Adds uneven yields, test cells, bins, sampling plans, floor lives and excursions to a random
/// line. `ties`: share of what ties areas that is kept.
void add_quality(packaging::LineSpec& line, const Draws& draws, double ties);

}  // namespace packline::test
