#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstdint>

namespace packline::test {

/// Gives some random lines operators and tooling, by draws of their own: the rest of a line stays
/// as it was. `ties`: share of what ties areas that is kept.
packaging::LineSpec with_resources(packaging::LineSpec line, std::uint32_t number, double ties);

}  // namespace packline::test
