#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"
#include "models/report/metric_list.hpp"

#include <cstddef>

namespace packline::report {

/// Of releases that may hold lots back, and of orders of customers. `s` and `result` may be null:
/// names only.
void release_metrics(const AddMetric& add, const packaging::LineSpec& line, std::size_t product,
                     const packaging::ProductStatistics* s, const packaging::LineResult* result);

/// Of the sets of a station whose tools differ. `result` may be null: names only.
void tool_set_metrics(const AddMetric& add, const packaging::LineTables& tables, std::size_t index,
                      const packaging::LineResult* result);

}  // namespace packline::report
