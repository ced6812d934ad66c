#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace packline::report {

/// Reasons for which lots of a route can lose sites or items: mechanisms of its steps and of what
/// comes with them, then those that no mechanism stands for.
std::vector<std::size_t> loss_reasons(const packaging::LineSpec& line, packaging::RouteId route);

/// What a reason is called in metrics: the mechanism, or `(queue_time)` and the like.
std::string loss_name(const packaging::LineSpec& line, std::size_t why);

}  // namespace packline::report
