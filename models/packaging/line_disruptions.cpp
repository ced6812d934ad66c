// Gates and masks: what stops tools, slows them, costs yield, holds releases and steps.
//
// What they do over time is known at the start (Timelines); an event at each change brings a
// station or product up to date. Every process works out the same, so they tie no areas.

#include "models/packaging/line.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace packline::packaging {

void Line::start_disruptions() {
    const LineSpec& line = tables_.spec;
    disrupted_.held_starts.resize(line.products.size());
    if (line.gates.empty() && line.masks.empty() && line.plans.empty()) {
        return;
    }
    disrupted_.all = make_disruptions(line, disrupted_.timelines);
    disrupted_.start_credit.assign(line.products.size(), 0.0);
    disrupted_.reentry.resize(line.products.size());
    disrupted_.reentering.assign(line.products.size(), false);
    for (std::uint32_t d = 0; d < disrupted_.all.size(); ++d) {
        add_acting(d);
    }
    for (std::size_t g = 0; g < line.gates.size(); ++g) {
        for (const ScopeSpec::Step& s : line.gates[g].scope.steps) {
            gates_.steps.push_back({tables_.index(s.route, s.step), GateId::from_index(g)});
        }
    }
    for (std::uint32_t i = 0; i < disrupted_.acting.size(); ++i) {
        if (disrupted_.acting[i].here) {
            act(i);
        }
    }
    start_gates();
}

void Line::add_acting(std::uint32_t index) {
    const Disruption& d = disrupted_.all[index];
    for (const ScopeSpec::Tools& t : d.scope->tools) {
        Acting a{.disruption = index, .here = belongs_here(t.station), .station = t.station};
        a.first_tool = tables_.first_tool(t.station) + t.first;
        a.stops.resize(t.count);
        if (d.effect == MaskEffect::yield) {
            disrupted_.costing_yield.push_back(
                static_cast<std::uint32_t>(disrupted_.acting.size()));
        }
        disrupted_.acting.push_back(std::move(a));
    }
    for (const ProductId p : d.scope->products) {
        disrupted_.holding_starts.push_back(static_cast<std::uint32_t>(disrupted_.acting.size()));
        Duration& reentry = disrupted_.reentry[p.index()];
        reentry = std::max(reentry, d.reentry);
        const std::size_t entity = tables_.product_entity(p).index();
        disrupted_.acting.push_back(
            {.disruption = index, .here = processes_.process_of(entity) == process_, .product = p});
    }
    for (const ScopeSpec::Supplier& s : d.scope->suppliers) {
        disrupted_.holding_supply.push_back(static_cast<std::uint32_t>(disrupted_.acting.size()));
        disrupted_.acting.push_back({.disruption = index,
                                     .here = acts_here(s.material),
                                     .material = s.material,
                                     .second_source = s.second});
    }
    add_groups(index);
}

void Line::add_groups(std::uint32_t index) {
    const std::vector<OperatorGroupId>& groups = disrupted_.all[index].scope->groups;
    for (const OperatorGroupId g : groups) {
        const PersonsAlike persons = persons_alike(tables_.spec, groups, g);
        disrupted_.acting.push_back({.disruption = index,
                                     .here = watches_.homes->of_group[g.index()] == process_,
                                     .group = g,
                                     .persons_before = persons.before,
                                     .persons_alike = persons.all,
                                     .coming = persons.all});
    }
}

/// Brings one station, product, supplier or group up to date with a disruption, and plans the next
/// look at it.
void Line::act(std::uint32_t index) {
    Acting& a = disrupted_.acting[index];
    const Disruption& d = disrupted_.all[a.disruption];
    a.level = level_at(d.profile, now());
    EntityId entity = staffing_.entity;
    if (a.station.valid()) {
        entity = tables_.station_entity(a.station);
        act_on_tools(index);
    } else if (a.product.valid()) {
        entity = tables_.product_entity(a.product);
        release_held(a.product);
    } else if (a.material.valid()) {
        entity = tables_.material_entity(a.material);
        deliver_held(a.material);
    } else {
        a.coming = running_now(d, a.persons_alike, now());
        act_on_people(a.group);
    }
    const auto n = a.group.valid() ? a.persons_alike : static_cast<std::uint32_t>(a.stops.size());
    const Time next = next_look(d, n, now());
    ++a.epoch;
    if (next != Time::never()) {
        const bool held = a.product.valid() || a.material.valid();
        send(entity, entity, next, held ? Priority::resume : Priority::shift, LineEvent::disruption,
             index, a.epoch);
    }
}

/// Those who can do the same are counted together; groups that are named later lose theirs first.
void Line::act_on_people(OperatorGroupId group) {
    const std::uint32_t persons = tables_.spec.operators[group.index()].persons;
    std::uint32_t present = persons;
    for (const Acting& a : disrupted_.acting) {
        if (a.group == group) {
            const std::uint32_t left = a.coming - std::min(a.coming, a.persons_before);
            present = std::min(present, left);
        }
    }
    operators_.set_present(group, present, now());
    serve_short();
}

void Line::act_on_tools(std::uint32_t index) {
    Acting& a = disrupted_.acting[index];
    const Disruption& d = disrupted_.all[a.disruption];
    const auto tools = static_cast<std::uint32_t>(a.stops.size());
    if (d.effect == MaskEffect::speed) {
        for (std::uint32_t t = 0; t < tools; ++t) {
            set_pace(a.first_tool + t);
        }
        return;
    }
    if (d.effect != MaskEffect::capacity) {
        return;
    }
    for (std::uint32_t t = 0; t < tools; ++t) {
        const Time end = ends_by(d, t, tools, now());
        if (std::exchange(a.stops[t].ends_by, end) != end) {
            set_end(a.first_tool + t);
        }
        set_stopped(index, t, !tool_runs(d, t, tools, now()));
    }
}

void Line::set_stopped(std::uint32_t index, std::uint32_t number, bool stopped) {
    Acting& a = disrupted_.acting[index];
    const Disruption& d = disrupted_.all[a.disruption];
    ToolStop& stop = a.stops[number];
    if (stop.stopped == stopped) {
        return;
    }
    const std::uint32_t t = a.first_tool + number;
    Tool& tool = tools_[t];
    stop.stopped = stopped;
    ++stop.epoch;
    if (stopped) {
        ++tool.closed;
        if (d.has_grace && d.grace == Duration{}) {
            grace_over(index, number);
        } else if (d.has_grace) {
            send(tool.entity, tool.entity, now() + d.grace, Priority::shift, LineEvent::grace_over,
                 (std::uint64_t{number} << 32) | index, stop.epoch);
        }
    } else {
        --tool.closed;
        tool.cut = static_cast<std::uint16_t>(tool.cut - (stop.cut ? 1 : 0));
        stop.cut = false;
    }
    settle(t);
}

/// What is inside the tool has had its time.
void Line::grace_over(std::uint32_t index, std::uint32_t number) {
    Acting& a = disrupted_.acting[index];
    const std::uint32_t tool = a.first_tool + number;
    a.stops[number].cut = true;
    ++tools_[tool].cut;
    interrupt_loads(tool, disrupted_.all[a.disruption].inside);
    settle(tool);
}

/// A tool is as fast as all that slows it allows, for operations that start from now on.
void Line::set_pace(std::uint32_t tool) {
    double pace = 1.0;
    for (const Acting& a : disrupted_.acting) {
        if (disrupted_.all[a.disruption].effect == MaskEffect::speed && a.holds(tool)) {
            pace *= a.level;
        }
    }
    tools_[tool].pace = pace;
}

/// What is started on a tool ends before the first announced stop.
void Line::set_end(std::uint32_t tool) {
    Time end = Time::never();
    for (const Acting& a : disrupted_.acting) {
        if (a.station.valid() && a.holds(tool)) {
            end = std::min(end, a.stops[tool - a.first_tool].ends_by);
        }
    }
    tools_[tool].ends_by = end;
}

/// Whether the lot, once started, would by the mean time of its operation be ready before an
/// announced stop of the tool.
bool Line::ends_in_time(const Tool& tool, const WaitingLot& waiting) const {
    return tool.ends_by == Time::never() ||
           now() + at_speed(waiting.facts.operation, tool.speed * tool.pace) <= tool.ends_by;
}

/// Takes what the masks on a tool cost. False where nothing is left of the lot.
bool Line::survives_disruptions(LotId lot, std::uint32_t tool) {
    for (const std::uint32_t i : disrupted_.costing_yield) {
        const Acting& a = disrupted_.acting[i];
        const Disruption& d = disrupted_.all[a.disruption];
        if (a.level >= 1.0 || !a.holds(tool)) {
            continue;
        }
        const StepTable& step = step_of(lot);
        const std::array<YieldSpec, 1> loss{{{d.mechanism, a.level, false, 0.0}}};
        const StepDraws own{options_.key, combine(combine(lots_[lot].key, step.hash), d.hash),
                            lots_[lot].loops};
        if (!spoil(lot, loss, own)) {
            return false;
        }
    }
    return true;
}

// Releases.

/// True where the release is held back or lost. Of a share, exactly every so-manieth goes on.
bool Line::shut_out(ProductId product, const ReleaseSpec::Entry* entry) {
    constexpr double kSlack = 1e-9;
    bool lost = false;
    double& credit = disrupted_.start_credit[product.index()];
    credit += starts_level(disrupted_, product, now(), lost);
    if (credit >= 1.0 - kSlack) {
        credit -= 1.0;
        return false;
    }
    ProductStatistics& s = statistics_.products[product.index()];
    // A card that nothing starts with would never come back.
    if (lost && tables_.source(tables_.source_of(product)).spec->kind != ReleaseKind::cards) {
        ++s.starts_shut_lost;
    } else {
        disrupted_.held_starts[product.index()].push_back(entry);
        s.starts_shut.add(now(), 1);
    }
    return true;
}

/// Releases all that waited, once nothing holds the product any more; or where they come back one
/// by one the first of them, and plans the next.
void Line::release_held(ProductId product) {
    bool lost = false;
    std::vector<const ReleaseSpec::Entry*>& waiting = disrupted_.held_starts[product.index()];
    if (waiting.empty() || disrupted_.reentering[product.index()] ||
        starts_level(disrupted_, product, now(), lost) < 1.0) {
        return;
    }
    const Duration gap = disrupted_.reentry[product.index()];
    const auto now_free =
        waiting.begin() + (gap > Duration{} ? 1 : static_cast<std::ptrdiff_t>(waiting.size()));
    const std::vector<const ReleaseSpec::Entry*> held{waiting.begin(), now_free};
    waiting.erase(waiting.begin(), now_free);
    if (!waiting.empty()) {
        disrupted_.reentering[product.index()] = true;
        const EntityId entity = tables_.product_entity(product);
        send(entity, entity, now() + gap, Priority::arrive, LineEvent::reenter, product.value);
    }
    for (const ReleaseSpec::Entry* entry : held) {
        statistics_.products[product.index()].starts_shut.add(now(), -1);
        release_lot(product, entry);
    }
}

}  // namespace packline::packaging
