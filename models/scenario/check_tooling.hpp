#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Are there enough kits for all that needs some? Reports what is not.
void check_tooling(const packaging::LineSpec& line, const LineLocations& at,
                   Diagnostics& diagnostics);

}  // namespace packline::scenario
