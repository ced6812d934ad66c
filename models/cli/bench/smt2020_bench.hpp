#pragma once

#include "models/cli/bench/line_bench.hpp"

#include <string>

namespace packline::cli {

/// The testbed SMT2020 read from its tables. Throws UsageError where they have mistakes.
LineBench smt2020_bench(const std::string& folder);

/// Four years of dataset 1 on one thread, where PACKLINE_SMT2020 names the folder of its tables;
/// else nothing, which is told on stderr. `share`: of the four years.
std::vector<Measurement> run_smt2020_set(unsigned repetitions, double share);

}  // namespace packline::cli
