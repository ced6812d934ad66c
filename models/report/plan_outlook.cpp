#include "models/report/plan_outlook.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/disruptions/timelines.hpp"

#include <algorithm>

namespace packline::report {

namespace {

constexpr std::uint32_t kDraws = 1000;

double day_of(Time at) { return to_seconds(at - Time{}) / 86'400; }

/// The least of which a share is not above. Requires: not empty; sorted.
double quantile(const std::vector<double>& days, double share) {
    const auto rank = static_cast<std::size_t>(share * static_cast<double>(days.size()));
    return days[std::min(rank, days.size() - 1)];
}

}  // namespace

std::vector<PlanOutlook> plan_outlook(const packaging::LineSpec& line) {
    const std::vector<Duration> lots_take = packaging::critical_paths(line);
    std::vector<std::vector<double>> ordered(line.plans.size());
    std::vector<std::vector<double>> ready(line.plans.size());
    for (std::uint32_t i = 0; i < kDraws && !line.plans.empty(); ++i) {
        const packaging::Timelines t = make_timelines(line, {line.experiment.seed, i},
                                                      Time{} + line.experiment.horizon, lots_take);
        for (std::size_t p = 0; p < t.plans.size(); ++p) {
            ordered[p].push_back(day_of(t.plans[p].ordered));
            if (t.plans[p].ready != Time::never()) {
                ready[p].push_back(day_of(t.plans[p].ready));
            }
        }
    }
    std::vector<PlanOutlook> out;
    for (std::size_t p = 0; p < line.plans.size(); ++p) {
        const packaging::PlanSpec& plan = line.plans[p];
        if (plan.name.empty()) {
            continue;
        }
        const packaging::ScopeSpec::Tools& tools = plan.scope.tools.front();
        PlanOutlook& o = out.emplace_back();
        o.plan = plan.name;
        o.station = line.stations[tools.station.index()].name;
        o.tools = tools.count;
        std::ranges::sort(ordered[p]);
        std::ranges::sort(ready[p]);
        o.ordered_day = quantile(ordered[p], 0.5);
        o.never = 1.0 - static_cast<double>(ready[p].size()) / kDraws;
        if (!ready[p].empty()) {
            o.ready_day = quantile(ready[p], 0.5);
            o.ready_day_90 = quantile(ready[p], 0.9);
        }
    }
    return out;
}

}  // namespace packline::report
