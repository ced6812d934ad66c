#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/compare_text.hpp"
#include "sim/experiment/results.hpp"
#include "sim/stats/summary.hpp"

#include <string>
#include <vector>

namespace packline::report {

/// How far an answer moves with the estimates that it rests on, beside its interval: least and
/// greatest of the means over variations of the line. An interval tells of chance alone.
struct EstimateBand {
    std::string figure;
    Summary nominal;  ///< with the figures as they stand
    double least = 0;
    double most = 0;
};

/// Of the main metrics of a line.
std::vector<EstimateBand> band_of_line(const StudyResult& nominal,
                                       const std::vector<StudyResult>& varied);
/// Of what a delay costs.
std::vector<EstimateBand> band_of_delay(const DelayImpact& nominal,
                                        const std::vector<DelayImpact>& varied);

std::string band_text(const packaging::EstimateSpec& estimates, std::size_t variations,
                      const std::vector<EstimateBand>& bands);
/// A JSON value.
std::string band_json(const packaging::EstimateSpec& estimates, std::size_t variations,
                      const std::vector<EstimateBand>& bands);

}  // namespace packline::report
