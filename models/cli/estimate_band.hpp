#pragma once

#include "models/cli/line_input.hpp"
#include "models/cli/study_run.hpp"
#include "models/report/estimate_band.hpp"
#include "sim/experiment/results.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace packline::cli {

/// `--vary N`.
Option vary_option();
/// How many variations are asked for; 0: none. Throws UsageError where a line has no estimates.
std::uint32_t variations(const Arguments& arguments, const packaging::LineSpec& line);

/// The studies of the variations of a line, of the length, warm-up and number of replications of
/// the study as it stands. Fewer where interrupted.
std::vector<StudyResult> vary_line(const packaging::LineSpec& line, const StudyResult& nominal,
                                   std::uint32_t points, const RunSettings& settings);

}  // namespace packline::cli
