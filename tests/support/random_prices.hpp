#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/draws.hpp"

namespace packline::test {

/// Gives most of what a line has a price. Nothing else of it changes.
void add_prices(packaging::LineSpec& line, Draws draws);

}  // namespace packline::test
