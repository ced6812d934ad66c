// When lots start: intervals, schedules, mixes, CONWIP cards, caps, orders of customers.

#include "models/packaging/line.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

void Line::start_sources() {
    for (std::size_t i = 0; i < tables_.sources(); ++i) {
        const ReleaseSource& source = tables_.source(i);
        releases_.mixes.emplace_back(source.shares);
        if (processes_.process_of(source.entity.index()) != process_) {
            continue;
        }
        const ReleaseSpec& release = *source.spec;
        if (!release.rates.empty()) {
            schedule_release(i, time_of_amount(release.rates, Time{} + release.first, 0.0));
        } else if (release.kind == ReleaseKind::interval || release.kind == ReleaseKind::cards) {
            schedule_release(i, Time{} + release.first);
        } else if (release.kind == ReleaseKind::schedule && !release.schedule.empty()) {
            schedule_release(i, release.schedule.front().at);
        }
    }
}

/// `at` never: a rate that ends.
void Line::schedule_release(std::size_t source, Time at) {
    if (at == Time::never()) {
        return;
    }
    const EntityId entity = tables_.source(source).entity;
    send(entity, entity, at, Priority::arrive, LineEvent::release, source);
}

void Line::on_release(std::size_t index) {
    const ReleaseSource& source = tables_.source(index);
    const ReleaseSpec& release = *source.spec;
    const std::uint32_t ordinal = releases_.releases[index]++;
    if (release.kind == ReleaseKind::schedule) {
        const ReleaseSpec::Entry& entry = release.schedule[ordinal];
        if (ordinal + 1 < release.schedule.size()) {
            schedule_release(index, release.schedule[ordinal + 1].at);
        }
        start_lots(index, entry.lots, &entry);
        return;
    }
    if (release.kind == ReleaseKind::cards) {
        // All cards are free at first but those of lots that are there, then each comes back alone.
        const auto held = static_cast<std::uint32_t>(std::ranges::count_if(
            tables_.spec.wip,
            [&](const InitialLotSpec& w) { return tables_.source_of(w.product) == index; }));
        start_lots(index, ordinal > 0 ? 1 : release.cards - std::min(held, release.cards), nullptr);
        return;
    }
    Draws gap{options_.key, tables_.identity().hash(source.entity), Purpose::interarrival, ordinal};
    // Two releases of one source never meet: a gap of zero would never end.
    if (release.rates.empty()) {
        schedule_release(index,
                         now() + std::max(sample_duration(release.interval, gap), Duration{1}));
    } else {
        const Time next = time_of_amount(release.rates, now(), release.interval.sample(gap));
        schedule_release(index, std::max(next, now() + Duration{1}));
    }
    if (release.units > 0) {
        take_customer_order(source.products.front());
    } else {
        start_lots(index, release.lots, nullptr);
    }
}

void Line::start_lots(std::size_t source, std::uint32_t lots, const ReleaseSpec::Entry* entry) {
    for (std::uint32_t i = 0; i < lots; ++i) {
        if (capped(source) || releases_.waiting[source] > 0) {
            hold_start(source);
        } else {
            start_lot(next_product(source), entry);
        }
    }
}

ProductId Line::next_product(std::size_t index) {
    const ReleaseSource& source = tables_.source(index);
    if (source.products.size() == 1) {
        return source.products.front();
    }
    std::size_t next = 0;
    if (source.at_random) {
        std::uint32_t released = 0;  // by this source so far: the ordinal of the draw
        for (const ProductId p : source.products) {
            released += releases_.lots[p.index()] + releases_.refused[p.index()];
        }
        Draws d{options_.key, tables_.identity().hash(source.entity), Purpose::mix_choice,
                released};
        next = releases_.mixes[index].at(d.uniform());
    } else {
        next = releases_.mixes[index].next_in_turn();
    }
    return source.products[next];
}

/// In process, or as good as: of a start that a gate or mask holds back it is only the day that
/// is not known.
std::int64_t Line::lots_started(ProductId product) const {
    return statistics_.products[product.index()].wip.level() +
           static_cast<std::int64_t>(disrupted_.held_starts[product.index()].size());
}

// Caps.

/// Whether the level that the source looks at lets no lot start now.
bool Line::capped(std::size_t index) const {
    const ReleaseSource& source = tables_.source(index);
    const ReleaseCap& cap = source.spec->cap;
    if (cap.most == 0) {
        return false;
    }
    if (cap.station.valid()) {
        return static_cast<std::int64_t>(stations_[cap.station.index()].queue.size()) >= cap.most;
    }
    std::int64_t level = 0;
    for (const ProductId p : source.products) {
        level += lots_started(p);
    }
    return level >= cap.most;
}

void Line::hold_start(std::size_t index) {
    const ReleaseSource& source = tables_.source(index);
    if (source.spec->cap.lose) {
        const std::size_t product = next_product(index).index();
        ++releases_.refused[product];
        ++statistics_.products[product].starts_lost;
        return;
    }
    if (releases_.waiting[index]++ == 0) {
        const Duration reads = source.spec->cap.reads;
        const Time next = Time{} + reads * (now().us / reads.us + 1);
        send(source.entity, source.entity, next, Priority::arrive, LineEvent::start_held, index);
    }
}

/// At a stated tick: what was held back starts as far as the cap lets it.
void Line::on_start_held(std::size_t index) {
    const ReleaseSource& source = tables_.source(index);
    while (releases_.waiting[index] > 0 && !capped(index)) {
        --releases_.waiting[index];
        const ProductId product = next_product(index);
        ++statistics_.products[product.index()].starts_held;
        start_lot(product, nullptr);
    }
    if (releases_.waiting[index] > 0) {
        send(source.entity, source.entity, now() + source.spec->cap.reads, Priority::arrive,
             LineEvent::start_held, index);
    }
}

// CONWIP.

/// The card of a lot that has ended goes back to where lots start: at once, which ties the areas,
/// or after a stated time, which their processes may use as lookahead.
void Line::return_card(ProductId product, StationId where) {
    const std::size_t index = tables_.source_of(product);
    const ReleaseSource& source = tables_.source(index);
    if (source.spec->kind != ReleaseKind::cards) {
        return;
    }
    const Duration latency = source.spec->card_return;
    send(latency == Duration{} ? source.entity : tables_.station_entity(where), source.entity,
         now() + latency, Priority::arrive, LineEvent::release, index);
}

// Orders of customers.

void Line::take_customer_order(ProductId product) {
    const ProductSpec& spec = tables_.spec.products[product.index()];
    releases_.books[product.index()].place(spec.release.units, now(),
                                           spec.has_due ? now() + spec.due : Time::never());
    fill_customer_orders(product);
    on_replenish(product);
}

void Line::finish_units(ProductId product, std::int64_t units) {
    releases_.books[product.index()].finish(units);
    fill_customer_orders(product);
}

void Line::fill_customer_orders(ProductId product) {
    OrderBook& book = releases_.books[product.index()];
    ProductStatistics& s = statistics_.products[product.index()];
    CustomerOrder filled;
    while (book.fill_next(filled)) {
        ++s.orders_filled;
        s.orders_on_time += now() <= filled.due ? 1 : 0;
        s.order_time.add(now() - filled.placed);
    }
    s.backlog.set(now(), book.backlog());
    s.surplus.set(now(), book.stock());
}

/// Starts what the orders still need beyond what is in process.
void Line::on_replenish(ProductId product) {
    const ReleaseSpec& release = tables_.spec.products[product.index()].release;
    const std::int64_t lots =
        lots_to_start(releases_.books[product.index()].backlog(), lots_started(product),
                      tables_.units_per_lot(product), release.expected_yield);
    for (std::int64_t i = 0; i < lots; ++i) {
        start_lot(product, nullptr);
    }
}

}  // namespace packline::packaging
