#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/experiment/results.hpp"

#include <string>

namespace packline::report {

/// For people: what a good unit costs and where the money goes. Empty for a line without prices.
std::string cost_text(const packaging::LineSpec& line, const StudyResult& study);

}  // namespace packline::report
