#pragma once

#include "models/report/metric_list.hpp"
#include "sim/experiment/results.hpp"

#include <string>
#include <vector>

namespace packline::report {

/// Money month by month, of the line and of each site; nothing for a line without prices.
void money_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                   const AddMetric& add);

/// `money.csv` of a study: site, month and figure; empty without prices.
std::string money_csv(const StudyResult& study);

/// For people: what came in and went out by month, and the cash in hand. Empty without prices and
/// for a run of one month.
std::string money_text(const StudyResult& study, const std::string& currency);

/// A figure of the whole line in each month: one row per month, values by replication.
std::vector<std::vector<double>> money_by_month(const StudyResult& study,
                                                const std::string& figure);

/// Months of the run that share a row where a table of all would be long: first and last, from 1.
struct MonthSpan {
    std::size_t first = 1;
    std::size_t last = 1;
    std::string text() const;
};
std::vector<MonthSpan> month_spans(std::size_t months);

/// What amounts are told in: thousands or millions where they are large.
struct MoneyScale {
    double unit = 1;
    std::string name;
};
MoneyScale money_scale(double most, const std::string& currency);

}  // namespace packline::report
