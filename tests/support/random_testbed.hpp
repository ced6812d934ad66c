#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstdint>

namespace packline::test {

/// Adds what wafer fabs are modelled with: load ports, minimum runs, dedication to one tool, limits
/// that are only counted, loads limited by step, moves inside an area, first maintenances, lots in
/// process at the start.
void add_testbed(packaging::LineSpec& line, std::uint32_t number);

}  // namespace packline::test
