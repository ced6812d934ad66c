// Gates that wait for lots of the line itself, and what waits for them in turn: tools that are
// ordered, other gates, releases that go elsewhere meanwhile.

#include "models/packaging/line.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace packline::packaging {

void Line::start_gates() {
    const LineSpec& line = tables_.spec;
    const auto by_lots = [](const GateStage& s) { return s.lots > 0; };
    for (std::size_t g = 0; g < line.gates.size(); ++g) {
        if (std::ranges::any_of(line.gates[g].stages, by_lots)) {
            gates_.lots.resize(line.gates.size());
            gates_.qualifies.assign(line.products.size(), GateId::none());
        }
        await_gate_lots(GateId::from_index(g));
    }
    const auto divert = [&](std::size_t disruption, const std::vector<DiversionSpec>& diversions) {
        for (const DiversionSpec& d : diversions) {
            gates_.diversions.push_back({static_cast<std::uint32_t>(disruption), &d});
        }
    };
    for (std::size_t g = 0; g < line.gates.size(); ++g) {
        divert(g, line.gates[g].diversions);
    }
    for (std::size_t m = 0; m < line.masks.size(); ++m) {
        divert(line.gates.size() + m, line.masks[m].diversions);
    }
}

/// The next stage of a gate is one of lots: they are released when it begins.
void Line::await_gate_lots(GateId gate) {
    const StageRun& run = disrupted_.timelines.gates[gate.index()].stages;
    if (!run.waits_for_lots) {
        return;
    }
    const EntityId entity =
        tables_.product_entity(tables_.spec.gates[gate.index()].stages[run.stage].lots_of);
    if (processes_.process_of(entity.index()) == process_) {
        send(entity, entity, run.at, Priority::arrive, LineEvent::gate_lots, gate.value);
    }
}

void Line::on_gate_lots(GateId gate) {
    const std::size_t stage = disrupted_.timelines.gates[gate.index()].stages.stage;
    const GateStage& spec = tables_.spec.gates[gate.index()].stages[stage];
    gates_.lots[gate.index()] = {.on_their_way = spec.lots};
    gates_.qualifies[spec.lots_of.index()] = gate;
    for (std::uint32_t i = 0; i < spec.lots; ++i) {
        release_lot(spec.lots_of, nullptr);
    }
}

/// `came_through`: something of the lot has shipped.
void Line::gate_lot_ended(ProductId product, bool came_through) {
    const GateId gate = gates_.qualifies[product.index()];
    if (!gate.valid()) {
        return;
    }
    GateDesk::Lots& lots = gates_.lots[gate.index()];
    lots.lost = lots.lost || !came_through;
    if (--lots.on_their_way == 0) {
        const EntityId entity = tables_.product_entity(product);
        send(entity, entity, now(), Priority::arrive, LineEvent::gate_goes_on, gate.value);
    }
}

void Line::on_gate_goes_on(GateId gate) {
    GateRun& run = disrupted_.timelines.gates[gate.index()];
    const GateSpec& spec = tables_.spec.gates[gate.index()];
    gates_.qualifies[spec.stages[run.stages.stage].lots_of.index()] = GateId::none();
    lots_have_ended(spec, options_.key, now(), gates_.lots[gate.index()].lost,
                    disrupted_.timelines.regimes, run);
    await_gate_lots(gate);
    if (run.opens != Time::never()) {
        follow(gate);
    }
}

/// The day on which a gate opens is known now: for what it shuts, and for all that waits for it.
void Line::follow(GateId gate) {
    const LineSpec& line = tables_.spec;
    std::vector<GateId> changed;
    follow_gate(line, options_.key, gate, disrupted_.timelines, changed);
    std::vector<Disruption> anew = make_disruptions(line, disrupted_.timelines);
    const auto has_changed = [&](GateId g) {
        return std::ranges::find(changed, g) != changed.end();
    };
    for (const GateId g : changed) {
        await_gate_lots(g);
    }
    const std::size_t first_ramp = line.gates.size() + line.masks.size();
    const auto is_new = [&](std::size_t d) {
        return d >= first_ramp || has_changed(GateId::from_index(d));
    };
    for (std::size_t d = 0; d < anew.size(); ++d) {
        if (is_new(d)) {
            disrupted_.all[d].profile = std::move(anew[d].profile);
        }
    }
    for (std::uint32_t i = 0; i < disrupted_.acting.size(); ++i) {
        if (disrupted_.acting[i].here && is_new(disrupted_.acting[i].disruption)) {
            act(i);
        }
    }
    for (std::size_t p = 0; p < line.plans.size(); ++p) {
        if (std::ranges::any_of(line.plans[p].after, has_changed)) {
            start_plan(p);
        }
    }
    std::vector<std::uint64_t> held;
    held.swap(gates_.held);
    for (const std::uint64_t handle : held) {
        const LotId lot = lots_.resolve(handle);
        if (lot.valid()) {
            let_go(lot);
        }
    }
}

void Line::let_go(LotId lot) {
    const Time opens = gates_open(gates_, disrupted_.timelines, lots_[lot].step, now());
    if (opens == Time::never()) {
        gates_.held.push_back(lots_.handle(lot));
        return;
    }
    const EntityId entity = tables_.station_entity(step_of(lot).station);
    send(entity, entity, opens, Priority::arrive, LineEvent::gate_opens, lots_.handle(lot));
}

/// True where a gate holds the lot before its step.
bool Line::held_by_gate(LotId lot) {
    if (!gate_holds(gates_, disrupted_.timelines, lots_[lot].product, lots_[lot].step, now())) {
        return false;
    }
    lots_[lot].state = LotState::gated;
    lots_[lot].since = now();
    trace(TraceKind::hold, lot);
    let_go(lot);
    return true;
}

// Tools that come by a plan.

/// What comes later, or never.
void Line::start_plan(std::size_t plan) {
    const PlanRun& run = disrupted_.timelines.plans[plan];
    const ScopeSpec::Tools& planned = tables_.spec.plans[plan].scope.tools.front();
    if (run.ready == Time{} || !belongs_here(planned.station)) {
        return;
    }
    for (std::uint32_t t = 0; t < planned.count; ++t) {
        const std::uint32_t index = tables_.first_tool(planned.station) + planned.first + t;
        Tool& tool = tools_[index];
        tool.installed = false;
        tool.qualifying = run.installed <= now();
        const auto later = [&](Time at, LineEvent what) {
            send(tool.entity, tool.entity, at, Priority::shift, what, index);
        };
        if (run.installed > now() && run.installed < run.ready) {
            later(run.installed, LineEvent::qualify);
        }
        if (run.ready != Time::never()) {
            later(run.ready, LineEvent::install);
        }
    }
}

/// A tool that comes later is new: its clocks start when it may produce. Before that it may be busy
/// with lots of its engineers.
void Line::on_install(std::uint32_t tool, bool for_production) {
    tools_[tool].installed = for_production;
    tools_[tool].qualifying = !for_production;
    if (for_production) {
        tools_[tool].idle_since = now();
        start_tool_stops(tool);
    }
    settle(tool);
}

}  // namespace packline::packaging
