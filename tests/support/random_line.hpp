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

/// Adds finite buffers and stockers: lots block tools, wait outside or are lost, and in some lines
/// they end up waiting for each other in a circle.
packaging::LineSpec with_buffers(packaging::LineSpec line, std::uint32_t number);
/// Adds vehicles, departures and the way back of carriers.
packaging::LineSpec with_transport(packaging::LineSpec line, std::uint32_t number);

/// The same without operators and tooling.
packaging::LineSpec plain_line(std::uint32_t number);
packaging::LineSpec plain_campus(std::uint32_t number);

}  // namespace packline::test
