#include "models/packaging/disruptions/gate_desk.hpp"

#include <algorithm>

namespace packline::packaging {

Time gates_open(const GateDesk& gates, const Timelines& timelines, StepIndex step, Time now) {
    Time opens = now;
    for (const GatedStep& g : gates.steps) {
        const GateRun& run = timelines.gates[g.gate.index()];
        if (g.step == step && run.shuts <= now && now < run.opens) {
            opens = std::max(opens, run.opens);
        }
    }
    return opens;
}

bool gate_holds(const GateDesk& gates, const Timelines& timelines, ProductId product,
                StepIndex step, Time now) {
    return !gates.steps.empty() && gates_open(gates, timelines, step, now) != now &&
           (gates.qualifies.empty() || !gates.qualifies[product.index()].valid());
}

ProductId diverted(GateDesk& gates, const DisruptionState& state, ProductId product, Time now) {
    constexpr double kSlack = 1e-9;
    for (GateDesk::Diversion& d : gates.diversions) {
        const auto open = [&](GateId g) { return state.timelines.gates[g.index()].opens <= now; };
        if (d.spec->from != product || !std::ranges::all_of(d.spec->after, open) ||
            level_at(state.all[d.disruption].profile, now) >= 1.0) {
            continue;
        }
        d.credit += d.spec->share;
        if (d.credit >= 1.0 - kSlack) {
            d.credit -= 1.0;
            return d.spec->to;
        }
    }
    return product;
}

}  // namespace packline::packaging
