#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Are there people for all that needs some, and enough of them? Reports what is not.
void check_people(const packaging::LineSpec& line, const LineLocations& at,
                  Diagnostics& diagnostics);

}  // namespace packline::scenario
