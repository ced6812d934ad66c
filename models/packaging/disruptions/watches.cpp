#include "models/packaging/disruptions/watches.hpp"

#include <algorithm>

namespace packline::packaging {

Verdict Watch::judge(bool holds, Time now, Time acts) const {
    if (active) {
        return holds ? Verdict::nothing : Verdict::ends;
    }
    const bool used_up = most > 0 && onsets >= most;
    return holds && !used_up && now >= from && acts >= busy_until ? Verdict::begins
                                                                  : Verdict::nothing;
}

const ConditionSpec& condition_of(const LineSpec& line, std::size_t disruption) {
    return disruption < line.gates.size() ? line.gates[disruption].when
                                          : line.masks[disruption - line.gates.size()].when;
}

bool has_watches(const LineSpec& line) {
    const auto waits = [](const auto& d) { return d.when.kind != ConditionSpec::Kind::none; };
    return !line.budgets.empty() || std::ranges::any_of(line.gates, waits) ||
           std::ranges::any_of(line.masks, waits);
}

}  // namespace packline::packaging
