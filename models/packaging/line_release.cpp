// Lots enter the line, with their kit orders; orders end. When they do is in line_starts.cpp.

#include "models/packaging/line.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::packaging {

/// Releases a lot, unless a gate or mask holds it back or diverts it.
void Line::start_lot(ProductId wanted, const ReleaseSpec::Entry* entry) {
    const ProductId product =
        gates_.diversions.empty() ? wanted : diverted(gates_, disrupted_, wanted, now());
    statistics_.products[wanted.index()].diverted += product == wanted ? 0 : 1;
    if (disrupted_.holding_starts.empty() || !shut_out(product, entry)) {
        release_lot(product, entry);
    }
}

OrderId Line::new_order() {
    if (free_orders_.empty()) {
        orders_.emplace_back();
        return OrderId::from_index(orders_.size() - 1);
    }
    const OrderId order = free_orders_.back();
    free_orders_.pop_back();
    return order;
}

OrderId Line::open_order(ProductId product, std::uint8_t priority) {
    const OrderId order = new_order();
    orders_[order.index()] = Order{.product = product,
                                   .released = now(),
                                   .alive = 1,
                                   .priority = priority,
                                   .kit_from = {},
                                   .waiting = {}};
    ++statistics_.balance.orders_released;
    statistics_.change_wip(product, 1, now());
    return order;
}

void Line::release_lot(ProductId product, const ReleaseSpec::Entry* entry) {
    const ProductSpec& spec = tables_.spec.products[product.index()];
    const auto priority = static_cast<std::uint8_t>(
        entry != nullptr && entry->priority >= 0 ? entry->priority : spec.priority);
    const LotId id = lots_.create();
    const std::uint32_t number = ++releases_.lots[product.index()];
    Lot& lot = lots_[id];
    lot.key = combine(tables_.identity().hash(tables_.product_entity(product)), number);
    lot.since = now();
    lot.born = now();
    lot.order = open_order(product, priority);
    orders_[lot.order.index()].key = lot.key;
    lot.product = product;
    lot.step = tables_.first_step(product);
    lot.priority = priority;
    if (entry != nullptr && entry->has_due) {
        lot.due = entry->due;
    } else if (spec.has_due) {
        lot.due = now() + spec.due;
    }
    orders_[lot.order.index()].number = number;
    orders_[lot.order.index()].due = lot.due;
    Population& p = lots_.population(id);
    p.items = spec.items;
    p.positions = spec.sites;
    p.sites = spec.items * spec.sites;
    p.passes[0] = static_cast<std::uint32_t>(spec.items);
    bring_defects(id, spec);

    ++statistics_.products[product.index()].released;
    statistics_.balance.created.items += p.items;
    statistics_.balance.created.sites += p.sites;
    if (options_.trace != nullptr) {
        names_.resize(lots_.slots());
        names_[id.index()] = fmt::format("{}#{}", spec.name, number);
    }
    trace(TraceKind::release, id);
    order_kit(lots_[id].order, tables_.first_step(product));
    const StepIndex first = tables_.first_step(product);
    if (tables_.step(first).buffer.valid()) {
        wait_for_place(id, first, tables_.source(tables_.source_of(product)).spec->lost_when_full);
    } else {
        enter(id, first);
    }
}

/// What lots bring with them from outside is latent until somebody looks.
void Line::bring_defects(LotId id, const ProductSpec& product) {
    const StepDraws draws{options_.key, lots_[id].key, 0};
    Population& p = lots_.population(id);
    const std::int64_t before =
        static_cast<std::int64_t>(releases_.lots[lots_[id].product.index()] - 1) * product.items *
        product.sites;
    for (std::size_t i = 0; i < product.incoming.size(); ++i) {
        YieldSpec incoming = product.incoming[i];
        incoming.survive = survive_after(incoming, now(), before);
        const auto index = static_cast<std::uint32_t>(i);
        Draws d = draws(Purpose::incoming_quality, index);
        const std::int64_t n = rules_.spoil(counts(id), incoming, p.items, d, draws.items(index));
        lots_.latent(id)[incoming.mechanism.index()] += n;
        (rules_.level(incoming.mechanism) == Level::site ? p.bad_sites : p.bad_items) += n;
    }
}

/// `where`: the station of the last lot.
void Line::end_order(OrderId id, StationId where) {
    const Order order = orders_[id.index()];
    free_orders_.push_back(id);
    sampling_.forget(id);
    ProductStatistics& s = statistics_.products[order.product.index()];
    const ProductSpec& product = tables_.spec.products[order.product.index()];
    if (order.lost) {
        ++s.lost;
        --s.released;
    } else {
        s.nominal_sites += product.items * tables_.nominal_sites(order.product);
        s.scrapped += order.shipped ? 0 : 1;
    }
    if (options_.orders != nullptr && !order.lost) {
        options_.orders->push_back(record_of(order, now()));
    }
    ++statistics_.balance.orders_ended;
    statistics_.sojourn += (now() - std::max(order.released, statistics_.window_start)).us;
    statistics_.change_wip(order.product, -1, now());
    if (order.kit == Order::Kit::waiting) {
        stock_.withdraw({id, LotId::none()}, now());
        serve_kits();  // those behind may need less
    } else {
        return_kit(id);
    }
    if (!gates_.qualifies.empty()) {
        gate_lot_ended(order.product, order.shipped);
    }
    return_card(order.product, where);
    if (product.release.units > 0) {
        const EntityId entity = tables_.product_entity(order.product);
        send(entity, entity, now(), Priority::arrive, LineEvent::replenish, order.product.value);
    }
}
}  // namespace packline::packaging
