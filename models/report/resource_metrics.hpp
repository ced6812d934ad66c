#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace packline::report {

/// Hands on a metric with a function that is called only where there is a result.
using AddMetric = std::function<void(std::string name, std::string_view unit,
                                     std::string_view about, const std::function<double()>& value)>;

/// Metrics of operators and tooling. `result` may be null: names only.
void resource_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                      const AddMetric& add);

}  // namespace packline::report
