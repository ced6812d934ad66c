#pragma once

#include "models/cli/bench/measurement.hpp"

#include <string>
#include <vector>

namespace packline::cli {

/// A year of each bundled line below the folder `configs`, one replication on one core. Throws
/// UsageError where the folder has none. `share`: of the year.
std::vector<Measurement> run_line_set(const std::string& configs, unsigned repetitions,
                                      double share);

}  // namespace packline::cli
