// Lots that stand in the line when the run starts.

#include "models/packaging/line_wip.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/lot_history.hpp"
#include "sim/base/hash.hpp"

#include <fmt/format.h>
#include <map>

namespace packline::packaging {

void Line::start_wip() { LineStarter{*this}.start(); }

void Line::join_queue_at_start(LotId id, std::size_t stated) {
    LineStarter{*this}.join_queue(id, stated);
}

void LineStarter::start() {
    for (const InitialToolSpec& state : tables_.spec.tool_states) {
        if (line_.belongs_here(state.station)) {
            set_tool(state);
        }
    }
    const auto join = [&](LotId lot, const InitialLotSpec& initial, bool stated) {
        const EntityId entity = tables_.station_entity(line_.step_of(lot).station);
        const auto number = static_cast<std::uint64_t>(&initial - tables_.spec.wip.data()) + 1;
        line_.send(entity, entity, line_.now() + initial.arrives, Priority::arrive,
                   LineEvent::initial_lot, (stated ? number : 0) << 32 | lot.value);
    };
    struct First {
        LotId lot;
        const InitialLotSpec* initial;
    };
    std::map<std::uint32_t, First> in_tools;  // of the lots in each
    for (const InitialLotSpec& initial : tables_.spec.wip) {
        const ProductSpec& product = tables_.spec.products[initial.product.index()];
        const StationId station = tables_.step(tables_.index(product.route, initial.step)).station;
        if (!line_.belongs_here(station)) {
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

/// What earlier steps have made of the lot is in it, with what it holds of carriers and what is
/// stated of its history. Of defects that nobody knows of it has those that are stated.
LotId LineStarter::stand_in_line(const InitialLotSpec& initial) {
    const ProductSpec& product = tables_.spec.products[initial.product.index()];
    const auto priority =
        static_cast<std::uint8_t>(initial.priority >= 0 ? initial.priority : product.priority);
    const LotId id = line_.lots_.create();
    Lot& lot = line_.lots_[id];
    lot.key = combine(tables_.identity().hash(tables_.product_entity(initial.product)),
                      hash_name(initial.name));
    lot.since = line_.now();
    lot.born = line_.now();
    lot.order = line_.open_order(initial.product, priority);
    lot.product = initial.product;
    lot.step = tables_.index(product.route, initial.step);
    lot.priority = priority;
    lot.due = initial.has_due   ? initial.due
              : product.has_due ? line_.now() + product.due
                                : Time::never();
    Order& order = line_.orders_[lot.order.index()];
    order.key = lot.key;
    order.due = lot.due;
    order.initial = true;

    const NominalCounts n = counts_before(tables_.spec, product, initial.step, initial.items);
    Population& p = line_.lots_.population(id);
    p.items = n.items;
    p.sites = initial.sites > 0 ? initial.sites : n.sites;
    p.positions = n.items > 0 ? n.sites / n.items : 0;
    p.singulated = n.singulated;
    p.passes[0] = static_cast<std::uint32_t>(p.items);
    line_.lots_.detail(id).layer = line_.step_of(id).spec->layer;
    restore_history(tables_, initial, line_.now(), line_.lots_, id);
    line_.statistics_.balance.created.items += p.items;
    line_.statistics_.balance.created.sites += p.sites;
    if (line_.options_.trace != nullptr) {
        line_.names_.resize(line_.lots_.slots());
        line_.names_[id.index()] = fmt::format("{}#{}", product.name, initial.name);
    }
    hold_carriers(id, initial);
    line_.order_kit(line_.lots_[id].order, line_.lots_[id].step);
    return id;
}

void LineStarter::hold_carriers(LotId id, const InitialLotSpec& initial) {
    const HeldCarriers held = carriers_at_start(tables_.spec, initial);
    if (held.pool.valid()) {
        line_.lots_.detail(id).carrier_pool = held.pool;
        line_.lots_.detail(id).carriers = held.n;
        line_.carriers_.take(held.pool, id, line_.lots_[id].priority, held.n, line_.now());
    }
}

/// Limits run that began at steps behind the lot and end at this one or a later one; those of
/// which no clock is stated from the start on.
void LineStarter::run_clocks(LotId id, const InitialLotSpec* stated) {
    const StepIndex here{tables_.main_position(line_.lots_[id].step)};
    const RouteId route = line_.step_of(id).route;
    for (std::uint32_t i = 0; i < tables_.limits(); ++i) {
        const QueueLimit& limit = tables_.limit(i);
        const bool over = limit.to == here && line_.lots_.detail(id).retest_pass > 0;
        if (tables_.step(limit.from).route != route || limit.from >= here || limit.to < here ||
            over) {
            continue;
        }
        Duration since = line_.now() - Time{};  // on its way until now
        if (stated != nullptr) {
            for (const InitialClock& c : stated->clocks) {
                since += tables_.index(route, c.from) == limit.from ? c.since : Duration{};
            }
        }
        line_.start_clock(id, i, since);
    }
}

/// It has been chosen for its step where that is sampled. With those that are in the same tool it
/// is worked on; where their kits are elsewhere they stand before it.
void LineStarter::join_queue(LotId id, std::size_t stated) {
    const InitialLotSpec* initial = stated > 0 ? &tables_.spec.wip[stated - 1] : nullptr;
    if (initial != nullptr && initial->tool >= 0) {
        const std::vector<StatedLot> lots = lots_in_tool_of(*initial);
        for (const StatedLot& l : lots) {
            run_clocks(l.lot, l.spec);
        }
        const StepTable& step = line_.step_of(id);
        const std::uint32_t tool =
            tables_.first_tool(step.station) + static_cast<std::uint32_t>(initial->tool);
        if (!line_.tooling_.missing(tool, step.spec->tooling).valid()) {
            stand_in_tool(tool, lots);
            return;
        }
        for (const StatedLot& l : lots) {
            line_.try_step(l.lot);
        }
        return;
    }
    line_.wait_since(id, TimePart::transport);
    run_clocks(id, initial);
    if (line_.lots_.detail(id).retest_pass > 0) {
        line_.enqueue(id);  // the first pass has been let in
    } else if (line_.step_of(id).buffer.valid()) {
        line_.wait_for_place(id, line_.lots_[id].step, false);
    } else {
        line_.try_step(id);
    }
}

}  // namespace packline::packaging
