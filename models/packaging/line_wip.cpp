// Lots that stand in the line when the run starts, and tools that are down.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"
#include "models/packaging/lot_history.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <vector>

namespace packline::packaging {

/// All lots are there before anything happens, so that cards, caps and carriers know them.
void Line::start_wip() {
    for (const InitialToolSpec& state : tables_.spec.tool_states) {
        if (!belongs_here(state.station)) {
            continue;
        }
        const std::uint32_t index = tables_.first_tool(state.station) + state.tool;
        for (const InitialKit& kit : state.kits) {
            tooling_.put_on(index, kit.kit, kit.uses);
        }
        if (state.down > Duration{}) {
            Tool& tool = tools_[index];
            ++tool.failing;
            trace(TraceKind::down, LotId::none(), &tool);
            send(tool.entity, tool.entity, now() + state.down, Priority::repair,
                 LineEvent::up_again, index);
            settle(index);
        }
    }
    const auto join = [&](LotId lot, const InitialLotSpec& initial, bool stated) {
        const EntityId entity = tables_.station_entity(step_of(lot).station);
        const auto number = static_cast<std::uint64_t>(&initial - tables_.spec.wip.data()) + 1;
        send(entity, entity, now() + initial.arrives, Priority::arrive, LineEvent::initial_lot,
             (stated ? number : 0) << 32 | lot.value);
    };
    struct First {
        LotId lot;
        const InitialLotSpec* initial;
    };
    std::map<std::uint32_t, First> in_tools;  // of the lots in each
    for (const InitialLotSpec& initial : tables_.spec.wip) {
        const ProductSpec& product = tables_.spec.products[initial.product.index()];
        const StationId station = tables_.step(tables_.index(product.route, initial.step)).station;
        if (!belongs_here(station)) {
            continue;
        }
        const LotId lot = stand_in_line(initial);
        if (initial.tool < 0) {
            join(lot, initial, !initial.clocks.empty());
        } else {
            in_tools.try_emplace(
                tables_.first_tool(station) + static_cast<std::uint32_t>(initial.tool),
                First{lot, &initial});
        }
    }
    for (const auto& [tool, first] : in_tools) {
        join(first.lot, *first.initial, true);
    }
}

/// The visit goes on: what was drawn of it has been done in part, and the tool has been set up for
/// it. Lots whose kits are elsewhere stand before the tool instead.
void Line::stand_in_tool_at_start(std::uint32_t index, std::span<const LotId> lots,
                                  Duration began) {
    Tool& tool = tools_[index];
    const StepTable& step = step_of(lots.front());
    if (!station_of(tool).kits.empty()) {
        mount_tooling(index, step);
    }
    const std::uint32_t run = tool.run;
    const FamilyId before = tool.setup;
    tool.setup = step.setup.valid() ? step.setup : before;
    start_load(index, lots);
    tool.setup = step.setup.valid() ? station_of(tool).spec->setup.kept(step.setup) : before;
    tool.run = std::max(run, tool.run - run);
    agenda_.hasten(tool.milestones, began, tool.clock.at(now()));
    schedule_progress(index);
}

/// What earlier steps have made of the lot is in it, with what it holds of carriers and what is
/// stated of its history. Of defects that nobody knows of it has those that are stated.
LotId Line::stand_in_line(const InitialLotSpec& initial) {
    const ProductSpec& product = tables_.spec.products[initial.product.index()];
    const auto priority =
        static_cast<std::uint8_t>(initial.priority >= 0 ? initial.priority : product.priority);
    const LotId id = lots_.create();
    Lot& lot = lots_[id];
    lot.key = combine(tables_.identity().hash(tables_.product_entity(initial.product)),
                      hash_name(initial.name));
    lot.since = now();
    lot.born = now();
    lot.order = open_order(initial.product, priority);
    lot.product = initial.product;
    lot.step = tables_.index(product.route, initial.step);
    lot.priority = priority;
    lot.due = initial.has_due ? initial.due : product.has_due ? now() + product.due : Time::never();
    Order& order = orders_[lot.order.index()];
    order.key = lot.key;
    order.due = lot.due;
    order.initial = true;

    const NominalCounts n = counts_before(tables_.spec, product, initial.step, initial.items);
    Population& p = lots_.population(id);
    p.items = n.items;
    p.sites = initial.sites > 0 ? initial.sites : n.sites;
    p.positions = n.items > 0 ? n.sites / n.items : 0;
    p.singulated = n.singulated;
    p.passes[0] = static_cast<std::uint32_t>(p.items);
    lots_.detail(id).layer = step_of(id).spec->layer;
    restore_history(tables_, initial, now(), lots_, id);
    statistics_.balance.created.items += p.items;
    statistics_.balance.created.sites += p.sites;
    if (options_.trace != nullptr) {
        names_.resize(lots_.slots());
        names_[id.index()] = fmt::format("{}#{}", product.name, initial.name);
    }
    if (const CarrierPoolId pool = carriers_held_before(tables_.spec, product, initial.step);
        pool.valid()) {
        lots_.detail(id).carrier_pool = pool;
        lots_.detail(id).carriers = p.items;
        carriers_.take(pool, id, priority, p.items, now());
    }
    order_kit(lots_[id].order, lots_[id].step);
    return id;
}

/// Limits run that began at steps behind the lot and end at this one or a later one. `stated`: what
/// is known of it, from 1; 0: no clocks, so that these run from the start.
void Line::run_clocks_at_start(LotId id, std::size_t stated) {
    const StepIndex here{tables_.main_position(lots_[id].step)};
    for (std::uint32_t i = 0; i < tables_.limits(); ++i) {
        const QueueLimit& limit = tables_.limit(i);
        const bool over = limit.to == here && lots_.detail(id).retest_pass > 0;
        if (tables_.step(limit.from).route != step_of(id).route || limit.from >= here ||
            limit.to < here || over) {
            continue;
        }
        Duration since = now() - Time{};  // on its way until now
        if (stated > 0) {
            for (const InitialClock& c : tables_.spec.wip[stated - 1].clocks) {
                const StepIndex from = tables_.index(step_of(id).route, c.from);
                since += from == limit.from ? c.since : Duration{};
            }
        }
        start_clock(id, i, since);
    }
}

/// It has been chosen for its step where that is sampled. With those that are in the same tool it
/// is worked on; where their kits are elsewhere they stand before it.
void Line::join_queue_at_start(LotId id, std::size_t stated) {
    const bool in_tool = stated > 0 && tables_.spec.wip[stated - 1].tool >= 0;
    if (in_tool) {
        const InitialLotSpec& first = tables_.spec.wip[stated - 1];
        const StationId station = step_of(id).station;
        std::vector<LotId> lots;
        for (std::size_t i = 0; i < tables_.spec.wip.size(); ++i) {
            const InitialLotSpec& other = tables_.spec.wip[i];
            const RouteId route = tables_.spec.products[other.product.index()].route;
            if (other.tool != first.tool ||
                tables_.step(tables_.index(route, other.step)).station != station) {
                continue;
            }
            const std::uint64_t key =
                combine(tables_.identity().hash(tables_.product_entity(other.product)),
                        hash_name(other.name));
            for (std::size_t k = 0; k < lots_.slots(); ++k) {
                const LotId lot = LotId::from_index(k);
                if (lots_[lot].state != LotState::gone && lots_[lot].key == key) {
                    run_clocks_at_start(lot, i + 1);
                    lots.push_back(lot);
                }
            }
        }
        const std::uint32_t tool =
            tables_.first_tool(station) + static_cast<std::uint32_t>(first.tool);
        if (!tooling_.missing(tool, step_of(id).spec->tooling).valid()) {
            stand_in_tool_at_start(tool, lots, first.began);
            return;
        }
        for (const LotId lot : lots) {
            try_step(lot);
        }
        return;
    }
    wait_since(id, TimePart::transport);
    run_clocks_at_start(id, stated);
    if (lots_.detail(id).retest_pass > 0) {
        enqueue(id);  // the first pass has been let in
    } else if (step_of(id).buffer.valid()) {
        wait_for_place(id, lots_[id].step, false);
    } else {
        try_step(id);
    }
}

}  // namespace packline::packaging
