#include "models/report/actuals.hpp"

#include "sim/base/errors.hpp"
#include "sim/stats/summary.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace packline::report {

std::vector<ActualComparison> compare_with_actual(
    const StudyResult& study, const std::vector<scenario::ActualFigure>& actuals) {
    std::vector<ActualComparison> out;
    for (const scenario::ActualFigure& figure : actuals) {
        const auto info = std::ranges::find(study.metrics, figure.metric, &MetricInfo::name);
        expect(info != study.metrics.end(), "the study has no such metric");
        const Summary s = summarise(study.values(figure.metric));
        // From the interval of the mean to that of one more run: sqrt(1 + 1/n) over sqrt(1/n).
        const double range = s.half_width * std::sqrt(static_cast<double>(s.n) + 1);
        out.push_back({.metric = figure.metric,
                       .unit = info->unit,
                       .actual = figure.value,
                       .mean = s.mean,
                       .range = range,
                       .within = std::abs(figure.value - s.mean) <= range});
    }
    return out;
}

std::string actuals_text(const std::vector<ActualComparison>& rows) {
    std::string out = fmt::format("\n  {:<36} {:>12} {:>24} {:>12}\n", "model against actual",
                                  "actual", "95 % of single runs", "difference");
    std::size_t within = 0;
    for (const ActualComparison& r : rows) {
        within += r.within ? 1 : 0;
        const std::string difference =
            r.actual == 0 ? "" : fmt::format("{:+.1f} %", 100 * (r.mean / r.actual - 1));
        const std::string range = std::isnan(r.range)
                                      ? fmt::format("{:.5g}", r.mean)
                                      : fmt::format("{:.5g} ± {:.3g}", r.mean, r.range);
        out += fmt::format("  {:<36} {:>12.5g} {:>24} {:>12}{}\n",
                           r.unit == "1" ? r.metric : fmt::format("{} [{}]", r.metric, r.unit),
                           r.actual, range, difference, r.within ? "" : "   outside");
    }
    return out +
           fmt::format("  {} of {} lie where the model would have them\n", within, rows.size());
}

}  // namespace packline::report
