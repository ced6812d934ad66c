#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"
#include "models/report/metric_list.hpp"

namespace packline::report {

/// Of materials and carriers: stock, what waits for it, supply. `result` may be null: names only.
void material_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                      const AddMetric& add);

}  // namespace packline::report
