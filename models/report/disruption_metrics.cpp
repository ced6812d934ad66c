#include "models/report/disruption_metrics.hpp"

#include <fmt/format.h>
#include <string>

namespace packline::report {

namespace {

void plan_metrics(const std::string& plan, std::size_t p, const packaging::LineResult* result,
                  const AddMetric& add) {
    const std::string name = "plan." + plan;
    const auto date = [&](std::string_view key, std::string_view about,
                          const Time packaging::PlanRun::*at) {
        add(fmt::format("{}.{}", name, key), "d", about, [result, p, at] {
            const Time t = result->timelines.plans[p].*at;
            return t <= result->end ? as_double(t.us) / kDay : kNone;
        });
    };
    date("delivered", "when its tools are on site; nothing where not before the end",
         &packaging::PlanRun::delivered);
    date("ready", "when they start production; nothing where not before the end",
         &packaging::PlanRun::ready);
    add(name + ".came", "1", "1 where they start production before the end, else 0",
        [result, p] { return result->timelines.plans[p].ready <= result->end ? 1.0 : 0.0; });
}

}  // namespace

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
        add(name + ".fails", "1", "stages that failed", [result, g] {
            return as_double(std::int64_t{result->timelines.gates[g].stages.fails});
        });
    }
    for (std::size_t p = 0; p < spec.plans.size(); ++p) {
        if (!spec.plans[p].name.empty()) {
            plan_metrics(spec.plans[p].name, p, result, add);
        }
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
        add(name + ".held", "1",
            "stations whose next load waits until it fits in, mean over these readings; 0 without "
            "ration",
            [result, b] { return result->budgets[b].held; });
    }
    for (std::size_t m = 0; disrupted && m < spec.materials.size(); ++m) {
        if (spec.materials[m].supply.kind == packaging::SupplySpec::Kind::none) {
            continue;
        }
        const std::string name = "material." + spec.materials[m].name;
        add(name + ".held_back", "1", "parts due that suppliers may not deliver, mean over time",
            [result, m] { return result->materials[m].counted.held_back.mean(result->end); });
        add(name + ".never_came", "1", "parts due that a disruption made an end of",
            [result, m] { return as_double(result->materials[m].counted.never_came); });
    }
    for (std::size_t p = 0; disrupted && p < spec.products.size(); ++p) {
        const std::string name = "product." + spec.products[p].name;
        add(name + ".starts_held", "lots", "releases held back, mean over time",
            [result, p] { return result->statistics.products[p].starts_shut.mean(result->end); });
        add(name + ".diverted", "1", "releases that went to other products meanwhile",
            [result, p] { return as_double(result->statistics.products[p].diverted); });
        add(name + ".starts_lost", "1", "releases that were held back and never made",
            [result, p] { return as_double(result->statistics.products[p].starts_shut_lost); });
    }
}

}  // namespace packline::report
