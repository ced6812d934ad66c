// Lots between stations: transport, joins, sampling, carriers, kits, queue, the end.

#include "models/packaging/line.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

/// Books the time since the lot's state began.
void Line::wait_since(LotId lot, TimePart part) {
    lots_.detail(lot).spent[static_cast<std::size_t>(part)] += now() - lots_[lot].since;
    lots_[lot].since = now();
}

void Line::move_on(LotId lot) {
    const StepIndex next = step_of(lot).next;
    if (next.valid()) {
        go(lot, next);
    } else {
        finish_route(lot, tables_.spec.products[lots_[lot].product.index()].makes);
    }
}

void Line::jump_back(LotId lot, StepIndex step) {
    ++lots_[lot].loops;
    drop_clocks_after(lot, step);
    go(lot, step);
}

void Line::go(LotId lot, StepIndex step) {
    if (tables_.step(step).buffer.valid()) {
        wait_for_place(lot, step, false);
    } else {
        depart(lot, step);
    }
}

/// The lot leaves where it is; there is room for it where it goes.
void Line::depart(LotId id, StepIndex step) {
    const StepTable& from = step_of(id);
    const StepTable& to = tables_.step(step);
    if (buffers_.any() && lots_.detail(id).place_at != to.station) {
        leave_place(id);
    }
    const Distribution* transfer = tables_.transfer(from.area, to.area);
    if (transfer == nullptr) {
        enter(id, step);
        return;
    }
    if (const Way& way = tables_.way(from.area, to.area); way.waits()) {
        wait_for_transport(id, step, way);
        return;
    }
    Draws d = draws(id, to)(Purpose::transfer_time);
    // A transfer takes at least a second: the areas' lookahead rests on it.
    const Duration time = std::max(sample_duration(*transfer, d), seconds(1));
    if (!belongs_here(to.station)) {
        send_away(id, step, now() + time);
        return;
    }
    Lot& lot = lots_[id];
    lot.state = LotState::travelling;
    lot.since = now();
    lot.step = step;
    if (to.looked_out_for) {
        look_out_for(id, now() + time);
    }
    send(tables_.station_entity(from.station), tables_.station_entity(to.station), now() + time,
         Priority::arrive, LineEvent::arrive, lots_.handle(id));
}

/// The lot is where `step` is done.
void Line::enter(LotId lot, StepIndex step) {
    for (;;) {
        lots_[lot].step = step;
        if (lots_[lot].join.valid() && joins_[lots_[lot].join].step == step) {
            lot = join_arrive(lot);
            if (!lot.valid()) {
                return;
            }
            continue;  // the merged lot may have an outer join here
        }
        change_layer(lot, step);
        if (sampled(lot, step)) {
            try_step(lot);
            return;
        }
        trace(TraceKind::skip, lot);
        stop_clocks(lot, step);
        const StepIndex next = tables_.step(step).next;
        if (!next.valid()) {
            finish_route(lot, tables_.spec.products[lots_[lot].product.index()].makes);
            return;
        }
        if (tables_.step(next).area != tables_.step(step).area || buffers_.any()) {
            go(lot, next);
            return;
        }
        step = next;
    }
}

/// The lot is to be worked on, unless something that has run out takes it elsewhere or a gate holds
/// it.
void Line::try_step(LotId lot) {
    if (expose(lot, lots_[lot].step) ||
        (lots_.detail(lot).clocks_in_use > 0 && act_on_expired(lot)) ||
        (!gates_.steps.empty() && held_by_gate(lot))) {
        return;
    }
    enter_gated(lot);
}

/// No gate holds the lot before its step.
void Line::enter_gated(LotId lot) {
    const StepTable& table = step_of(lot);
    if (table.enters_at_once) {
        enqueue(lot);
        return;
    }
    const CarrierPoolId pool = table.spec->takes_carrier;
    if (pool.valid() && lots_.detail(lot).carriers == 0) {
        const std::int64_t n = lots_.population(lot).items;
        lots_.detail(lot).carrier_pool = pool;
        lots_[lot].since = now();
        if (!carriers_.take(pool, lot, lots_[lot].priority, n, now())) {
            lots_[lot].state = LotState::short_of_parts;
            check_deadlock(lot);
            return;
        }
        lots_.detail(lot).carriers = n;
    }
    enter_with_carriers(lot);
}

/// Splits a lot that may use several tools, then queues.
void Line::enter_queue(LotId lot) {
    const StepTable& table = step_of(lot);
    const LoadSpec& load = tables_.spec.stations[table.station.index()].load;
    const std::int64_t items = lots_.population(lot).items;
    // Trays of units that loads count: whole trays go apart.
    const std::int64_t most = table.spec->most(load);
    const std::int64_t sites = lots_.population(lot).sites;
    const bool of_sites = load.counted_in == Level::site && sites != items;
    const std::int64_t pieces = of_sites ? sites : items;
    const std::int64_t loads = load.counted_in == Level::lot ? items : (pieces + most - 1) / most;
    const std::int64_t parts = std::min<std::int64_t>(table.spec->split, loads);
    if (parts <= 1) {
        enqueue(lot);
        return;
    }
    const std::int64_t per_load = load.counted_in == Level::lot ? 1 : most;
    const std::int64_t size =
        of_sites ? (items + parts - 1) / parts : (loads + parts - 1) / parts * per_load;
    std::vector<LotId> members;  // rare: once per split lot
    while (lots_.population(lot).items > size) {
        const LotId child = split_off(lot);
        share_with(lot, child, size);
        watch_floor_life(child);
        members.push_back(child);
    }
    members.push_back(lot);
    open_join(members, table.next, static_cast<std::uint32_t>(members.size()));
    for (const LotId member : members) {
        enqueue(member);
    }
}

void Line::change_layer(LotId lot, StepIndex step) {
    LotDetail& detail = lots_.detail(lot);
    const std::uint32_t layer = tables_.step(step).layer;
    if (detail.layer != layer) {
        detail.layer = layer;
        detail.repeats = 0;
        detail.population.passes = {};
        detail.population.passes[0] = static_cast<std::uint32_t>(detail.population.items);
    }
}

bool Line::sampled(LotId lot, StepIndex step) {
    if (tables_.step(step).sample == SampleSpec::Kind::all) {
        return true;
    }
    const SampleSpec& sample = tables_.step(step).spec->sample;
    const Lot& record = lots_[lot];
    switch (sample.kind) {
        case SampleSpec::Kind::lot_share: {
            // Parts of a lot that pass in the same round draw alike.
            const std::uint64_t key = orders_[record.order.index()].key;
            Draws d = StepDraws{options_.key, combine(key, tables_.step(step).hash),
                                record.loops}(Purpose::sample_choice);
            return d.uniform() < sample.share;
        }
        case SampleSpec::Kind::every_nth:
            return sampling_.every_nth(static_cast<std::uint32_t>(sample.count), record, step,
                                       in_parts(lot));
        case SampleSpec::Kind::skip_lot:
            return sampling_.skip_lot(sample.qualify, static_cast<std::uint32_t>(sample.count),
                                      record, step, in_parts(lot));
        case SampleSpec::Kind::expired:
            return floor_life_over(lot, step);
        case SampleSpec::Kind::rejected:
            return lots_.detail(lot).rejected;
        default:
            return true;
    }
}

/// The lot leaves the line: into stock, or shipped where `into` is none.
void Line::finish_route(LotId id, MaterialId into) {
    if (into.valid() && tables_.spec.materials[into.index()].sites == 0 &&
        !lots_.population(id).singulated) {
        singulate(id);  // parts in stock are counted one by one
    }
    const Lot lot = lots_[id];
    const LotDetail& detail = lots_.detail(id);
    const Population& p = detail.population;
    const ProductSpec& product = tables_.spec.products[lot.product.index()];
    ProductStatistics& s = product_statistics(id);
    const Time released = orders_[lot.order.index()].released;
    ++s.shipped;
    if (!tables_.placed(lot.step).empty()) {
        count_used_parts(id);
    }
    s.good_sites += p.sites;
    s.escaped_sites += p.bad_sites;
    for (std::size_t m = 0; m < s.escaped.size(); ++m) {
        s.escaped[m] += of_sites(id, MechanismId::from_index(m)) ? lots_.latent(id)[m] : 0;
    }
    if (!orders_[lot.order.index()].initial) {
        s.cycle_time.add(now() - released);
        s.cycle_times.add(now() - released);
        for (std::size_t i = 0; i < kTimeParts; ++i) {
            s.spent[i] += detail.spent[i].us;
        }
    }
    if (lot.due != Time::never()) {
        ++s.with_due_lots;
        if (now() <= lot.due) {
            ++s.on_time_lots;
            s.on_time_sites += p.sites;
        } else {
            s.late_sites += p.sites;
        }
    }
    orders_[lot.order.index()].shipped = true;
    orders_[lot.order.index()].good += p.sites;
    if (product.release.units > 0) {
        finish_units(lot.product, p.sites);
    }
    if (into.valid()) {
        statistics_.balance.stocked.items += p.items;
        statistics_.balance.stocked.sites += p.sites;
        stock_.add(into, p.items, p.sites, lots_.latent(id), now());
        trace(TraceKind::stock, id);
    } else {
        statistics_.balance.shipped.items += p.items;
        statistics_.balance.shipped.sites += p.sites;
        if (product.lot_class == LotClass::production) {
            statistics_.output.add_count(p.sites, now());
        }
        trace(TraceKind::ship, id);
    }
    end_lot(id);
    if (into.valid()) {
        plan_expiry(into, tables_.spec.materials[into.index()].shelf_life);
        serve_kits();
    }
}

/// The record ceases: what it holds goes back, who waits for it is told.
void Line::end_lot(LotId id) {
    const Lot lot = lots_[id];
    free_carriers(id, lots_.detail(id).carriers);
    return_own_kit(id, *step_of(id).spec, 0, 0);
    if (buffers_.any()) {
        leave_place(id);
    }
    lots_.release(id);
    Order& order = orders_[lot.order.index()];
    --order.alive;
    if (order.alive == 0) {
        end_order(lot.order, tables_.step(lot.step).station);
    }
    if (lot.join.valid()) {
        join_member_gone(lot.join, 1);
    }
}

/// All that is left of the lot is lost.
void Line::scrap_lot(LotId lot, std::size_t why) {
    const Population& p = lots_.population(lot);
    book(lot, why, {p.items, p.sites});
    lots_.population(lot).items = 0;
    lots_.population(lot).sites = 0;
    end_lot(lot);
}

void Line::free_carriers(LotId lot, std::int64_t n) {
    if (n == 0) {
        return;
    }
    const CarrierPoolId pool = lots_.detail(lot).carrier_pool;
    lots_.detail(lot).carriers -= n;
    const StepTable& step = step_of(lot);
    Draws d = draws(lot, step)(Purpose::carrier_return);
    carriers_empty(pool, n, tables_.station_entity(step.station), d);
}

/// `n` carriers are free at this station and go back to where they are taken, some by the wash.
void Line::carriers_empty(CarrierPoolId pool, std::int64_t n, EntityId where, Draws& d) {
    const CarrierPoolSpec& spec = tables_.spec.carriers[pool.index()];
    const bool travel = spec.returns.mean() > 0;
    const Duration way = travel ? sample_duration(spec.returns, d) : Duration{};
    const auto back_in = [&](std::int64_t carriers, Duration time) {
        carriers_.send_back(pool, carriers);
        send(where, where, now() + time, Priority::arrive, LineEvent::carrier_back,
             (static_cast<std::uint64_t>(carriers) << 24) | std::uint64_t{pool.value});
    };
    const std::int64_t washed = carriers_.due_for_wash(pool, n);
    if (washed > 0) {
        back_in(washed, way + sample_duration(spec.wash, d));
    }
    if (n == washed) {
        return;
    }
    if (travel) {
        back_in(n - washed, way);
        return;
    }
    carriers_.give_back(pool, n - washed, now());
    serve_carriers(pool);
}

/// Empty carriers are where they are taken again.
void Line::carriers_back(std::uint64_t payload) {
    const CarrierPoolId pool{static_cast<std::uint32_t>(payload & 0xffffffU)};
    const auto n = static_cast<std::int64_t>(payload >> 24);
    carriers_.send_back(pool, -n);
    carriers_.give_back(pool, n, now());
    serve_carriers(pool);
}

void Line::serve_carriers(CarrierPoolId pool) {
    for (LotId next = carriers_.serve_next(pool, now()); next.valid();
         next = carriers_.serve_next(pool, now())) {
        lots_.detail(next).carriers = lots_.population(next).items;
        wait_since(next, TimePart::wait_parts);
        enter_with_carriers(next);
    }
    for (const StationId station : tables_.filled_from(pool)) {
        request_dispatch(station);
    }
}

}  // namespace packline::packaging
