#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"
#include "sim/experiment/results.hpp"

#include <string>
#include <vector>

namespace packline::report {

/// The figures of merit of a line, in a fixed order: what `--json`, the result file and
/// `packline describe metrics` call them. Names are stable: scripts rely on them.
std::vector<MetricInfo> line_metrics(const packaging::LineTables& tables);

std::vector<std::string> line_metric_names(const packaging::LineTables& tables);

/// Their values in one replication, in the order of `line_metrics`; NaN where there is nothing
/// to average (no lot was shipped).
std::vector<double> line_metric_values(const packaging::LineTables& tables,
                                       const packaging::LineResult& result);

/// The series of a line: lots in process (mean over each bucket), good units out per day.
std::vector<SeriesInfo> line_series();
std::vector<std::vector<double>> line_series_values(const packaging::LineResult& result);

/// Names of metrics with `*` for what the line names itself, for people:
/// "station.*.productive".
std::vector<MetricInfo> metric_patterns();

}  // namespace packline::report
