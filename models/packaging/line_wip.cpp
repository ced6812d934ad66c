// Lots that stand in the line when the run starts, and tools that are down.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"
#include "sim/base/hash.hpp"

#include <fmt/format.h>

namespace packline::packaging {

/// All lots are there before anything happens, so that cards, caps and carriers know them.
void Line::start_wip() {
    for (const InitialToolSpec& state : tables_.spec.tool_states) {
        if (state.down > Duration{} && belongs_here(state.station)) {
            const std::uint32_t index = tables_.first_tool(state.station) + state.tool;
            Tool& tool = tools_[index];
            ++tool.failing;
            trace(TraceKind::down, LotId::none(), &tool);
            send(tool.entity, tool.entity, now() + state.down, Priority::repair,
                 LineEvent::up_again, index);
            settle(index);
        }
    }
    for (const InitialLotSpec& initial : tables_.spec.wip) {
        const ProductSpec& product = tables_.spec.products[initial.product.index()];
        if (belongs_here(tables_.step(tables_.index(product.route, initial.step)).station)) {
            stand_in_line(initial);
        }
    }
}

/// What earlier steps have made of the lot is in it, with what it holds of carriers and with the
/// queue-time limits that run; these run from the start. It has no defects that nobody knows of.
void Line::stand_in_line(const InitialLotSpec& initial) {
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
    p.sites = n.sites;
    p.positions = n.items > 0 ? n.sites / n.items : 0;
    p.singulated = n.singulated;
    p.passes[0] = static_cast<std::uint32_t>(p.items);
    lots_.detail(id).layer = step_of(id).spec->layer;
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
    const EntityId entity = tables_.station_entity(step_of(id).station);
    send(entity, entity, now(), Priority::arrive, LineEvent::initial_lot, id.value);
}

/// Limits run that began at steps behind the lot and end at this one or a later one. It has been
/// chosen for its step where that is sampled.
void Line::join_queue_at_start(LotId id) {
    const StepIndex here{tables_.main_position(lots_[id].step)};
    for (std::uint32_t i = 0; i < tables_.limits(); ++i) {
        const QueueLimit& limit = tables_.limit(i);
        if (tables_.step(limit.from).route == step_of(id).route && limit.from < here &&
            limit.to >= here) {
            start_clock(id, i);
        }
    }
    if (step_of(id).buffer.valid()) {
        wait_for_place(id, lots_[id].step, false);
    } else {
        try_step(id);
    }
}

}  // namespace packline::packaging
