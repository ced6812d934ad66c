#pragma once

#include "sim/stats/summary.hpp"

#include <string>

namespace packline::report {

/// A mean with its 95 % interval, in as many digits as that supports.
std::string with_interval(const Summary& s, double unit = 1);

/// The same for columns: the mean alone where there is one replication, "none" where there is
/// nothing to take a mean of.
std::string brief_interval(const Summary& s, double unit = 1);

/// A share of time in per cent, in columns.
std::string percent(const Summary& s);

}  // namespace packline::report
