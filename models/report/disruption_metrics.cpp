#include "models/report/disruption_metrics.hpp"

#include <fmt/format.h>
#include <string>

namespace packline::report {

void disruption_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                        const AddMetric& add) {
    const packaging::LineSpec& spec = tables.spec;
    const bool disrupted = !spec.gates.empty() || !spec.masks.empty();
    for (std::size_t g = 0; g < spec.gates.size(); ++g) {
        const std::string name = "gate." + spec.gates[g].name;
        const auto open = [result, g] { return result->timelines.gates[g].opens; };
        add(name + ".opens", "d", "when it opens; nothing where not before the end",
            [result, open] { return open() <= result->end ? as_double(open().us) / kDay : kNone; });
        add(name + ".open", "1", "1 where it opens before the end, else 0",
            [result, open] { return open() <= result->end ? 1.0 : 0.0; });
        add(name + ".fails", "1", "stages that failed",
            [result, g] { return as_double(std::int64_t{result->timelines.gates[g].fails}); });
    }
    for (std::size_t m = 0; m < spec.masks.size(); ++m) {
        add(fmt::format("mask.{}.level", spec.masks[m].name), "1", "what it leaves, mean over time",
            [result, m] {
                return packaging::mean_level(result->timelines.masks[m], result->start,
                                             result->end);
            });
    }
    for (std::size_t b = 0; b < spec.budgets.size(); ++b) {
        const std::string name = "budget." + spec.budgets[b].name;
        add(name + ".peak", "1",
            "largest use of its time that was read since it is in force, over the limit",
            [result, b] { return result->budgets[b].peak; });
        add(name + ".broken", "1", "share of these readings at or above the limit",
            [result, b] { return result->budgets[b].broken; });
    }
    for (std::size_t p = 0; disrupted && p < spec.products.size(); ++p) {
        const std::string name = "product." + spec.products[p].name;
        add(name + ".starts_held", "lots", "releases held back, mean over time",
            [result, p] { return result->statistics.products[p].starts_shut.mean(result->end); });
        add(name + ".starts_lost", "1", "releases that were held back and never made",
            [result, p] { return as_double(result->statistics.products[p].starts_shut_lost); });
    }
}

}  // namespace packline::report
