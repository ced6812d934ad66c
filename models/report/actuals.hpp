#pragma once

#include "models/scenario/read_plan.hpp"
#include "sim/experiment/results.hpp"

#include <string>
#include <vector>

namespace packline::report {

/// A figure of the plant beside the same one of the model.
struct ActualComparison {
    std::string metric;
    std::string unit;
    double actual = 0;
    double mean = 0;   ///< of the model; NaN where no replication has a value
    double range = 0;  ///< 95 % of single runs lie within mean ± range; NaN with fewer than two
    bool within = false;
};

/// The plant has had one history: it is held against the spread of single runs (the prediction
/// interval), not against the narrower interval of their mean. Source: Law, Simulation Modeling
/// and Analysis, section 5.6. Requires: the study has the metrics.
std::vector<ActualComparison> compare_with_actual(
    const StudyResult& study, const std::vector<scenario::ActualFigure>& actuals);

std::string actuals_text(const std::vector<ActualComparison>& rows);

}  // namespace packline::report
