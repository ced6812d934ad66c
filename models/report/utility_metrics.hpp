#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"
#include "models/report/metric_list.hpp"
#include "sim/experiment/results.hpp"

#include <string>

namespace packline::report {

/// Of what is metered; nothing of lines without utilities. `result` may be null: names only.
void utility_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                     const AddMetric& add);

/// What each site used of each utility month by month, as CSV: mean over the replications with
/// its 95 % half-width. Empty where nothing is metered.
std::string utility_table(const StudyResult& study);

}  // namespace packline::report
