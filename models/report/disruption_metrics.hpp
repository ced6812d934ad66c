#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"
#include "models/report/metric_list.hpp"

namespace packline::report {

/// Of gates, masks, budgets and the starts that they hold back; nothing of lines that have none.
/// `result` may be null: names only.
void disruption_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                        const AddMetric& add);

}  // namespace packline::report
