#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <vector>

namespace packline::scenario {

/// What each station uses of each utility, from means alone: tools that work, are set up or stand
/// ready; what stops draw is left out. Station x utility [units a day].
std::vector<std::vector<double>> static_use(const packaging::LineSpec& line);

/// Use over the limit of each budget, if nothing held it back.
std::vector<double> budget_loads(const packaging::LineSpec& line);

}  // namespace packline::scenario
