#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstdint>

namespace packline::test {

/// A small valid line in which every element of the model may turn up with every other: station
/// kinds, batches, setups, stops, shifts, sublots, splits, yields, inspections, rework, limits,
/// carriers, kits, holds, samples. The same number gives the same line.
packaging::LineSpec random_line(std::uint32_t number);
/// The same with six areas and little that ties them: several logical processes as a rule.
packaging::LineSpec random_campus(std::uint32_t number);

}  // namespace packline::test
