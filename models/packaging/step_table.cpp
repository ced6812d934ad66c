// What each visit looks up of a step, and what lots keep in mind between steps.

#include "models/packaging/line_tables.hpp"

#include <algorithm>

namespace packline::packaging {

void StepTable::copy(const StepSpec& s) {
    setup = s.setup;
    layer = s.layer;
    sample = s.sample.kind;
    assembles = !s.components.empty();
    enters_at_once = !s.takes_carrier.valid() && !assembles && s.split == 1;
    ends_at_once = !assembles && s.yields.empty() && !s.inspects && !s.inspection.again.offline &&
                   !s.reworks && !s.frees_carrier.valid() && !s.singulates && s.bins.empty() &&
                   !s.dry && s.hold.probability <= 0.0;
    leaves_whole = s.sublot == 0;
    retests = s.inspects && s.inspection.retests > 0;
}

/// Steps on one and the same tool share a place for it: a chain is followed from its first step on.
void LineTables::build_kept_tools(std::size_t r) {
    const RouteSpec& route = spec.routes[r];
    std::uint32_t chains = 0;
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        if (const StepId earlier = route.steps[i].same_tool_as; earlier.valid()) {
            StepTable& first = steps_[route_offset_[r] + earlier.index()];
            first.kept_tool = first.kept_tool == StepTable::kNotKept ? chains++ : first.kept_tool;
            steps_[route_offset_[r] + i].kept_tool = first.kept_tool;
        }
    }
    kept_tools_ = std::max<std::size_t>(kept_tools_, chains);
}

void LineTables::build_limits() {
    for (std::size_t s = 0; s < steps_.size(); ++s) {
        const RouteId route = steps_[s].route;
        for (const QueueTimeSpec& q : steps_[s].spec->queue_times) {
            limits_.push_back(
                {&q, index(route, q.from), StepIndex::from_index(s), index(route, q.repeat_from)});
        }
    }
    for (std::size_t s = 0; s < steps_.size(); ++s) {
        steps_[s].first_limit = static_cast<std::uint32_t>(limits_started_.size());
        for (std::uint32_t i = 0; i < limits_.size(); ++i) {
            if (limits_[i].from.index() == s) {
                limits_started_.push_back(i);
            }
        }
        steps_[s].limits =
            static_cast<std::uint32_t>(limits_started_.size()) - steps_[s].first_limit;
        steps_[s].ends_at_once = steps_[s].ends_at_once && steps_[s].limits == 0;
    }
}

}  // namespace packline::packaging
