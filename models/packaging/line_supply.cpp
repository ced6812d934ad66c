// The stock of materials: orders, deliveries, receipt, shelf life.

#include "models/packaging/line.hpp"
#include "sim/random/counts.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace packline::packaging {

bool Line::acts_here(MaterialId m) const {
    return tables_.spec.materials[m.index()].acts() &&
           processes_.process_of(tables_.material_entity(m).index()) == process_;
}

void Line::start_supply() {
    for (std::size_t i = 0; i < tables_.spec.materials.size(); ++i) {
        const MaterialId m = MaterialId::from_index(i);
        if (!acts_here(m)) {
            continue;
        }
        supply_.acting.push_back(m);
        const MaterialSpec& material = tables_.spec.materials[i];
        const SupplySpec& supply = material.supply;
        if (supply.kind == SupplySpec::Kind::interval) {
            schedule_due(m, Time{} + supply.first);
        } else if (supply.kind == SupplySpec::Kind::schedule && !supply.schedule.empty()) {
            schedule_due(m, supply.schedule.front().at);
        }
        for (const SupplySpec::Delivery& due : supply.on_order) {
            stock_.order(m, due.quantity);
            const EntityId entity = tables_.material_entity(m);
            send(entity, entity, due.at, Priority::arrive, LineEvent::supply_arrival,
                 supply_.send({m, false, due.quantity}));
        }
        plan_expiry(m, material.shelf_life);
    }
    review_supply();
}

void Line::schedule_due(MaterialId m, Time at) {
    const EntityId entity = tables_.material_entity(m);
    send(entity, entity, at, Priority::arrive, LineEvent::supply_due, m.value);
}

/// A delivery that nobody ordered: regular ones, or by a plan.
void Line::on_supply_due(MaterialId m) {
    const SupplySpec& supply = tables_.spec.materials[m.index()].supply;
    const std::uint32_t ordinal = supply_.of[m.index()].due++;
    if (supply.kind == SupplySpec::Kind::schedule) {
        if (ordinal + 1 < supply.schedule.size()) {
            schedule_due(m, supply.schedule[ordinal + 1].at);
        }
        deliver({m, false, supply.schedule[ordinal].quantity}, 0);
        return;
    }
    Draws gap{options_.key, tables_.identity().hash(tables_.material_entity(m)),
              Purpose::supply_interval, ordinal};
    // Two deliveries never meet: a gap of zero would never end.
    schedule_due(m, now() + std::max(sample_duration(supply.every, gap), Duration{1}));
    deliver({m, false, supply.quantity}, 0);
}

/// Orders what has come to its reorder point: whatever lowers a position asks for this.
void Line::review_supply() {
    for (const MaterialId m : supply_.acting) {
        if (const std::int64_t quantity = stock_.due_order(m); quantity > 0) {
            order_parts(m, quantity);
        }
    }
}

void Line::order_parts(MaterialId m, std::int64_t quantity) {
    stock_.order(m, quantity);
    const SupplySpec& supply = tables_.spec.materials[m.index()].supply;
    const auto there = static_cast<std::int64_t>(
        std::floor(static_cast<double>(quantity) * supply.second_share + 0.5));
    const std::uint32_t ordinal = supply_.of[m.index()].orders++;
    const EntityId entity = tables_.material_entity(m);
    const auto ship = [&](const Shipment& shipment, const RegimeTime& lead, Purpose purpose) {
        if (shipment.quantity == 0) {
            return;
        }
        Draws d{options_.key, tables_.identity().hash(entity), purpose, ordinal};
        const Duration takes = sample_regime_time(lead, disrupted_.timelines.regimes, now(), d);
        send(entity, entity, now() + std::max(takes, Duration{1}), Priority::arrive,
             LineEvent::supply_arrival, supply_.send(shipment));
    };
    ship({m, false, quantity - there}, supply.lead_time, Purpose::lead_time);
    ship({m, true, there}, supply.second_lead_time, Purpose::second_lead_time);
}

void Line::on_supply_arrival(std::uint32_t place) {
    const Shipment shipment = supply_.arrive(place);
    deliver(shipment, shipment.quantity);
}

/// A delivery is due; what disruptions leave of it comes.
void Line::deliver(const Shipment& due, std::int64_t ordered) {
    bool lost = false;
    const double level = supply_level(disrupted_, due.material, due.second, now(), lost);
    SupplyDesk::Held& held = supply_.of[due.material.index()].held[due.second ? 1 : 0];
    if (level >= 1.0) {
        receive(due.material, ordered, due.quantity);
        return;
    }
    held.credit += static_cast<double>(due.quantity) * level;
    const auto comes = static_cast<std::int64_t>(held.credit + 1e-9);
    held.credit -= static_cast<double>(comes);
    const std::int64_t rest = due.quantity - comes;
    if (lost) {
        stock_.lose(due.material, rest);
        receive(due.material, ordered, comes);  // the rest of an order is ordered anew
        return;
    }
    stock_.hold_back(due.material, rest, now());
    held.quantity += rest;
    held.ordered += ordered > 0 ? rest : 0;
    if (comes > 0) {
        receive(due.material, ordered > 0 ? comes : 0, comes);
    }
}

/// All that was held back comes, once nothing holds its supplier any more.
void Line::deliver_held(MaterialId m) {
    for (const bool second : {false, true}) {
        bool lost = false;
        SupplyDesk::Held& held = supply_.of[m.index()].held[second ? 1 : 0];
        if (held.quantity > 0 && supply_level(disrupted_, m, second, now(), lost) >= 1.0) {
            stock_.hold_back(m, -held.quantity, now());
            const SupplyDesk::Held all = std::exchange(held, {});
            receive(m, all.ordered, all.quantity);
        }
    }
}

/// Parts come, as far as they are allocated; the receipt looks at them, the rest is shelved. What
/// did not come of an order is ordered anew when the position says so.
void Line::receive(MaterialId m, std::int64_t ordered, std::int64_t due) {
    const MaterialSpec& material = tables_.spec.materials[m.index()];
    const std::int64_t comes = stock_.allocated(
        m, due, number_at(material.supply.allocation, disrupted_.timelines.regimes, now()));
    const std::int64_t quantity = stock_.find_room(m, comes);
    Draws d{options_.key, tables_.identity().hash(tables_.material_entity(m)),
            Purpose::supply_quality, supply_.of[m.index()].receipts++};
    std::ranges::fill(scratch_latent_, 0);
    // First what spoils a part, which the receipt may find; then sites on the wafers that stay.
    const auto of_sites = [&](const YieldSpec& y) {
        return material.sites > 0 && rules_.level(y.mechanism) == Level::site;
    };
    std::int64_t good = quantity;
    std::int64_t returned = 0;
    for (const YieldSpec& y : material.supply.incoming) {
        if (!of_sites(y)) {
            const std::int64_t bad = binomial(d, good, 1.0 - y.survive);
            const std::int64_t found = binomial(d, bad, material.supply.inspected);
            good -= bad;
            returned += found;
            scratch_latent_[y.mechanism.index()] += bad - found;
        }
    }
    const std::int64_t kept = quantity - returned;
    std::int64_t good_sites = kept * material.sites;
    for (const YieldSpec& y : material.supply.incoming) {
        if (of_sites(y)) {
            const std::int64_t bad = binomial(d, good_sites, 1.0 - y.survive);
            good_sites -= bad;
            scratch_latent_[y.mechanism.index()] += bad;
        }
    }
    const std::uint32_t price_state =
        material.price_regime.valid()
            ? state_at(disrupted_.timelines.regimes[material.price_regime.index()], now())
            : 0;
    stock_.receive(m, {ordered, quantity, returned, kept * material.sites, price_state},
                   scratch_latent_, now());
    trace_parts(TraceKind::receive, LotId::none(), m, kept);
    plan_expiry(m, material.shelf_life);
    serve_kits();
    review_supply();
}

/// Takes parts off the shelf, with their defects into `scratch_latent_`. Returns what the stock
/// does: sites that came with them. A pack that is opened for it ages from now on.
std::int64_t Line::take_parts(MaterialId m, std::int64_t n, Draws& draws) {
    std::ranges::fill(scratch_latent_, 0);
    const std::int64_t sites = stock_.take(m, n, scratch_latent_, draws, now());
    if (Time& open_until = supply_.of[m.index()].open_until; stock_.newly_open(m, open_until)) {
        plan_expiry(m, open_until - now());
    }
    return sites;
}

/// What has just been shelved, or opened, will expire if nobody takes it.
void Line::plan_expiry(MaterialId m, Duration life) {
    if (life > Duration{} && stock_.in_stock(m) > 0) {
        const EntityId entity = tables_.material_entity(m);
        send(entity, entity, now() + life, Priority::expire, LineEvent::parts_expire, m.value);
    }
}

void Line::expire_parts() {
    for (const MaterialId m : supply_.acting) {
        if (!tables_.spec.materials[m.index()].ages() || stock_.in_stock(m) == 0) {
            continue;
        }
        Draws d{options_.key, tables_.identity().hash(tables_.material_entity(m)),
                Purpose::shelf_life, supply_.of[m.index()].expiries};
        const std::int64_t n = stock_.expire(m, d, now());
        supply_.of[m.index()].expiries += n > 0 ? 1 : 0;
        trace_parts(TraceKind::discard, LotId::none(), m, n);
    }
}

}  // namespace packline::packaging
