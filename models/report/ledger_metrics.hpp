#pragma once

#include "models/report/metric_list.hpp"
#include "sim/experiment/results.hpp"

#include <array>
#include <string>

namespace packline::report {

/// What things cost; nothing for a line without prices.
void ledger_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                    const AddMetric& add);

/// Kinds of cost that a line can have at all.
std::array<bool, packaging::kCostKinds> cost_kinds(const packaging::LineSpec& line);

/// `costs.csv` of a study: what was spent by product, step and kind; empty without prices.
std::string costs_csv(const StudyResult& study);

}  // namespace packline::report
