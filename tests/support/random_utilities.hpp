#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstdint>

namespace packline::test {

/// Meters half of the random lines, by draws of their own: the rest of a line stays as it was. Of
/// these two thirds have budgets, and gates and masks that start on conditions.
packaging::LineSpec with_utilities(packaging::LineSpec line, std::uint32_t number);

}  // namespace packline::test
