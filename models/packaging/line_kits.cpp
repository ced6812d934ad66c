// Parts of assembly: kit orders, who waits for them, what is placed, what goes back.

#include "models/packaging/line.hpp"
#include "models/packaging/lots/assembly.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace packline::packaging {

namespace {

/// Bad sites of a lot that are still there to be filled.
std::int64_t dead_sites(const Population& p) {
    return p.singulated ? 0 : p.items * p.positions - p.sites;
}

bool assembles(const StepSpec& step) { return !step.components.empty(); }

/// Of which a partial kit must consist.
std::int64_t least_sets(std::int64_t sets, double fill) {
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(sets) * fill - 1e-9));
}

}  // namespace

void Line::need(const ComponentSpec& c, std::int64_t items, bool per_set) {
    auto n = std::ranges::find(needs_, c.material, &MaterialStock::Need::material);
    if (n == needs_.end()) {
        n = needs_.insert(needs_.end(), {c.material, 0, 0});
    }
    n->per_set += per_set ? c.per_site : 0;
    n->fixed += c.per_item * items;
}

/// Orders the parts of all steps from `from` on that take them from stock at release.
void Line::order_kit(OrderId id, StepIndex from) {
    Order& order = orders_[id.index()];
    const ProductSpec& product = tables_.spec.products[order.product.index()];
    const std::span<const KitLine> lines = tables_.kit_lines(product.route);
    order.kit_items = product.items;
    order.kit_from = from;
    if (lines.empty() || lines.back().step < from) {
        return;
    }
    order.kit = Order::Kit::waiting;
    needs_.clear();
    double fill = 1.0;
    for (const KitLine& line : lines) {
        if (line.step < from) {
            continue;
        }
        need(*line.component, product.items, true);
        fill = std::min(fill, tables_.step(line.step).spec->kit_fill);
    }
    const std::int64_t sets = product.items * tables_.nominal_sites(order.product);
    stock_.request({.claim = {id, LotId::none()},
                    .priority = order.priority,
                    .sets = sets,
                    .least = least_sets(sets, fill)},
                   needs_);
    review_supply();
    serve_kits();
}

/// True where the lot itself needs parts at this step: it queues as soon as they are reserved.
bool Line::order_own_kit(LotId id) {
    const StepSpec& spec = *step_of(id).spec;
    LotDetail& detail = lots_.detail(id);
    const Population& p = detail.population;
    const bool at_step = spec.kit == KitOrder::at_step;
    const std::int64_t dead = spec.dummies.empty() ? 0 : dead_sites(p);
    if (!at_step && dead == 0) {
        return false;
    }
    needs_.clear();
    for (const ComponentSpec& c : spec.components) {
        if (at_step) {
            need(c, p.items, true);
        }
    }
    for (const ComponentSpec& c : spec.dummies) {
        need({c.material, 0, c.per_site}, dead, false);
    }
    detail.kit_items = at_step ? p.items : 0;
    detail.kit_dead = dead;
    const std::int64_t sets = !at_step             ? 0
                              : spec.positions > 0 ? p.items * spec.positions
                                                   : p.sites;
    Lot& lot = lots_[id];
    lot.state = LotState::short_of_parts;
    lot.since = now();
    stock_.request({.claim = {lot.order, id},
                    .priority = lot.priority,
                    .sets = sets,
                    .least = least_sets(sets, spec.kit_fill),
                    .lots = 1},
                   needs_);
    review_supply();
    serve_kits();
    return true;
}

void Line::serve_kits() {
    expire_parts();
    while (const std::optional<MaterialStock::Served> kit = stock_.reserve_next(now())) {
        if (kit->claim.lot.valid()) {
            const LotId lot = kit->claim.lot;
            lots_.detail(lot).has_kit = true;
            lots_.detail(lot).kit_sites = kit->sets;
            wait_since(lot, TimePart::wait_parts);
            enter_queue(lot);
            continue;
        }
        reserved(kit->claim.order, kit->sets);
    }
}

/// The kit of an order is there: its lots that stand at assembly go on.
void Line::reserved(OrderId id, std::int64_t sets) {
    Order& order = orders_[id.index()];
    order.kit = Order::Kit::reserved;
    const ProductSpec& product = tables_.spec.products[order.product.index()];
    const std::span<const KitLine> lines = tables_.kit_lines(product.route);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ledger_[id][i] =
            lines[i].step < order.kit_from ? 0 : lines[i].component->parts(product.items, sets);
    }
    LotId lot = std::exchange(order.waiting, LotId::none());
    while (lot.valid()) {
        const LotId next = std::exchange(lots_[lot].next, LotId::none());
        wait_since(lot, TimePart::wait_parts);
        enter_with_kit(lot);
        lot = next;
    }
}

/// The lot stands at its step with its carriers: are its parts there?
void Line::enter_with_carriers(LotId id) {
    const StepSpec& spec = *step_of(id).spec;
    Order& order = orders_[lots_[id].order.index()];
    if (assembles(spec) && spec.kit == KitOrder::at_release && order.kit == Order::Kit::waiting) {
        Lot& lot = lots_[id];
        lot.state = LotState::short_of_parts;
        lot.since = now();
        lot.next = order.waiting;
        order.waiting = id;
        stock_.lot_waits({lot.order, LotId::none()}, 1, now());
        return;
    }
    enter_with_kit(id);
}

void Line::enter_with_kit(LotId lot) {
    if (!assembles(*step_of(lot).spec) || !order_own_kit(lot)) {
        enter_queue(lot);
    }
}

/// The lot goes elsewhere if it waits at its step: it leaves the queue and gives back a kit of its
/// own, or no longer stands in line for carriers or a kit and keeps what it has.
void Line::stop_waiting(LotId lot) {
    if (lots_[lot].state == LotState::queued) {
        take_from_queue(step_of(lot).station, lot);
        return_own_kit(lot, *step_of(lot).spec, 0, 0);
        return;
    }
    if (lots_[lot].state != LotState::short_of_parts) {
        return;
    }
    wait_since(lot, TimePart::wait_parts);
    const CarrierPoolId pool = step_of(lot).spec->takes_carrier;
    if (pool.valid() && lots_.detail(lot).carriers == 0) {
        carriers_.withdraw(pool, lot);
        serve_carriers(pool);  // those behind may need less
        return;
    }
    const OrderId order = lots_[lot].order;
    if (stock_.withdraw({order, lot}, now())) {
        serve_kits();  // likewise
        return;
    }
    LotId* link = &orders_[order.index()].waiting;
    while (*link != lot) {
        link = &lots_[*link].next;
    }
    *link = std::exchange(lots_[lot].next, LotId::none());
    stock_.lot_waits({order, LotId::none()}, -1, now());
}

/// Of what is reserved for the lot alone, a child takes that of its items.
void Line::share_kit(LotId parent, LotId child, std::int64_t items_before) {
    LotDetail& from = lots_.detail(parent);
    if (!from.has_kit) {
        return;
    }
    LotDetail& to = lots_.detail(child);
    const std::int64_t items = to.population.items;
    to.has_kit = true;
    to.kit_items = std::min(from.kit_items, items);
    to.kit_sites = to.population.positions > 0 ? std::min(from.kit_sites, to.population.sites)
                                               : from.kit_sites * items / items_before;
    to.kit_dead = std::min(from.kit_dead, dead_sites(to.population));
    from.kit_items -= to.kit_items;
    from.kit_sites -= to.kit_sites;
    from.kit_dead -= to.kit_dead;
}

/// What was reserved for the lot alone goes back, but for what it has just placed.
void Line::return_own_kit(LotId lot, const StepSpec& spec, std::int64_t items, std::int64_t sites) {
    LotDetail& detail = lots_.detail(lot);
    if (!std::exchange(detail.has_kit, false)) {
        return;
    }
    const std::int64_t more_items = std::exchange(detail.kit_items, 0) - items;
    const std::int64_t more_sites = std::exchange(detail.kit_sites, 0) - sites;
    const std::int64_t dead = std::exchange(detail.kit_dead, 0);
    bool any = false;
    const auto give_back = [&](MaterialId material, std::int64_t n) {
        stock_.give_back(material, n);
        any = any || n > 0;
    };
    if (spec.kit == KitOrder::at_step) {
        for (const ComponentSpec& c : spec.components) {
            give_back(c.material, c.parts(more_items, more_sites));
        }
    }
    for (const ComponentSpec& c : spec.dummies) {
        give_back(c.material, c.per_site * dead);
    }
    if (any) {
        serve_kits();
    }
}

/// Components that nobody of the order will need any more.
void Line::return_kit(OrderId id) {
    Order& order = orders_[id.index()];
    if (order.kit == Order::Kit::reserved) {
        const RouteId route = tables_.spec.products[order.product.index()].route;
        bool any = false;
        const std::span<const KitLine> lines = tables_.kit_lines(route);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            any = give_back_line(id, i, 0) || any;
        }
        if (any) {
            serve_kits();
        }
    }
}

/// Keeps `keep` parts of a line of the order's kit; true where some went back.
bool Line::give_back_line(OrderId id, std::size_t line, std::int64_t keep) {
    const RouteId route = tables_.spec.products[orders_[id.index()].product.index()].route;
    std::int64_t& left = ledger_[id][line];
    if (left <= keep) {
        return false;
    }
    stock_.give_back(tables_.kit_lines(route)[line].component->material, left - keep);
    left = keep;
    return true;
}

/// Takes the kit out of stock and puts it on the items; a site is bad if any part of it is.
void Line::place_components(LotId lot) {
    const StepTable& step = step_of(lot);
    const StepSpec& spec = *step.spec;
    Population& p = lots_.population(lot);
    Order& order = orders_[lots_[lot].order.index()];
    const std::int64_t dead = std::min(lots_.detail(lot).kit_dead, dead_sites(p));
    if (spec.positions > 0) {
        expect(p.positions == 0, "a lot is assembled twice: no way may lead back to assembly");
        p.sites = sites_to_place(lot, step);
        p.positions = spec.positions;
        statistics_.balance.created.sites += p.sites;
        order.kit_items -= p.items;
    }
    std::uint32_t index = 0;
    for (const ComponentSpec& c : spec.components) {
        place(lot, step, c, index++);
    }
    for (const ComponentSpec& c : spec.dummies) {
        Draws d = draws(lot, step)(Purpose::kit, index);
        take_parts(c.material, c.per_site * dead, d);
        if (statistics_.ledger.on()) {
            statistics_.ledger.place(lots_[lot].product, lots_[lot].step, index, c.per_site * dead);
        }
        ++index;
        trace_parts(TraceKind::consume, lot, c.material, c.per_site * dead);
    }
    lots_.detail(lot).kit_dead -= lots_.detail(lot).has_kit ? dead : 0;
    return_own_kit(lot, spec, p.items, p.sites);
    trim_kit(lot, step);
}

/// Sites for which there are parts: all positions, or those of a partial kit.
std::int64_t Line::sites_to_place(LotId lot, const StepTable& step) {
    const Population& p = lots_.population(lot);
    const std::int64_t all = p.items * step.spec->positions;
    if (step.spec->kit == KitOrder::at_step) {
        return std::min(all, lots_.detail(lot).kit_sites);
    }
    const Order& order = orders_[lots_[lot].order.index()];
    const std::span<const KitLine> lines = tables_.kit_lines(step.route);
    std::size_t i = step.kit_line;
    while (lines[i].component->per_site == 0) {
        ++i;
    }
    const std::int64_t left = ledger_[lots_[lot].order][i] / lines[i].component->per_site;
    if (order.alive == 1) {
        return std::min(all, left);
    }
    return std::min({all, left, (left * p.items + order.kit_items - 1) / order.kit_items});
}

/// Joins one kind of part.
void Line::place(LotId lot, const StepTable& step, const ComponentSpec& c, std::uint32_t index) {
    Population& p = lots_.population(lot);
    Draws d = draws(lot, step)(Purpose::kit, index);
    const std::int64_t n = c.parts(p.items, p.sites);
    if (step.spec->kit == KitOrder::at_release) {
        ledger_[lots_[lot].order][step.kit_line + index] -= n;
    }
    const std::int64_t sites = take_parts(c.material, n, d);
    if (statistics_.ledger.on()) {
        statistics_.ledger.place(lots_[lot].product, lots_[lot].step, index, n);
    }
    trace_parts(TraceKind::consume, lot, c.material, n);
    const std::int64_t positions = tables_.spec.materials[c.material.index()].sites;
    if (positions > 0) {
        const std::int64_t before = p.sites;
        const bool brought = p.positions == 0;
        const Loss loss = join_wafers(rules_, counts(lot), {positions, sites, scratch_latent_}, d);
        statistics_.balance.created.sites += brought ? p.sites - before : 0;
        book(lot, c.lost_to.index(), loss);
    } else if (c.per_item > 0) {
        attach_to_items(rules_, counts(lot), scratch_latent_, d);
    } else {
        rules_.attach(counts(lot), scratch_latent_, c.per_site, d);
    }
}

/// What the order reserved and no longer needs: the rest of this step once all its lots have
/// passed, and at later steps the parts of sites that are lost by now.
void Line::trim_kit(LotId lot, const StepTable& step) {
    const OrderId id = lots_[lot].order;
    const Order& order = orders_[id.index()];
    if (order.alive > 1 || order.kit != Order::Kit::reserved) {
        return;
    }
    const Population& p = lots_.population(lot);
    bool any = false;
    const std::span<const KitLine> lines = tables_.kit_lines(step.route);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const StepTable& other = tables_.step(lines[i].step);
        const bool later = lines[i].step > lots_[lot].step;
        if (later && p.positions == 0 && other.spec->positions == 0) {
            continue;  // its sites come with a step in between
        }
        const std::int64_t sites = p.positions > 0 ? p.sites : p.items * other.spec->positions;
        any = give_back_line(id, i, later ? lines[i].component->parts(p.items, sites) : 0) || any;
    }
    if (any) {
        serve_kits();
    }
}

}  // namespace packline::packaging
