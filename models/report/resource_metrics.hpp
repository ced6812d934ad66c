#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"
#include "models/report/metric_list.hpp"

namespace packline::report {

/// Of what lots share: buffers, vehicles, operators and tooling. `result` may be null: names only.
void resource_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                      const AddMetric& add);

}  // namespace packline::report
