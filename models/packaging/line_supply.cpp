// The stock of materials: orders, deliveries, receipt, shelf life.

#include "models/packaging/line.hpp"
#include "sim/random/counts.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>
#include <cmath>

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
        acting_.push_back(m);
        const SupplySpec& supply = tables_.spec.materials[i].supply;
        if (supply.kind == SupplySpec::Kind::interval) {
            schedule_due(m, Time{} + supply.first);
        } else if (supply.kind == SupplySpec::Kind::schedule && !supply.schedule.empty()) {
            schedule_due(m, supply.schedule.front().at);
        }
        plan_expiry(m);
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
    const std::uint32_t ordinal = supply_ordinal_[m.index()];
    if (supply.kind == SupplySpec::Kind::schedule) {
        if (ordinal + 1 < supply.schedule.size()) {
            schedule_due(m, supply.schedule[ordinal + 1].at);
        }
        receive(m, 0, supply.schedule[ordinal].quantity);
        return;
    }
    Draws gap{options_.key, tables_.identity().hash(tables_.material_entity(m)),
              Purpose::supply_interval, ordinal};
    // Two deliveries never meet: a gap of zero would never end.
    schedule_due(m, now() + std::max(sample_duration(supply.every, gap), Duration{1}));
    receive(m, 0, supply.quantity);
}

/// Orders what has come to its reorder point: whatever lowers a position asks for this.
void Line::review_supply() {
    for (const MaterialId m : acting_) {
        if (const std::int64_t quantity = stock_.due_order(m); quantity > 0) {
            order_parts(m, quantity);
        }
    }
}

void Line::order_parts(MaterialId m, std::int64_t quantity) {
    stock_.order(m, quantity);
    const double second = tables_.spec.materials[m.index()].supply.second_share;
    const auto there =
        static_cast<std::int64_t>(std::floor(static_cast<double>(quantity) * second + 0.5));
    const std::uint32_t ordinal = order_ordinal_[m.index()]++;
    const SupplyTerms& terms = stock_.terms(m);
    const EntityId entity = tables_.material_entity(m);
    const auto ship = [&](std::int64_t parts, const Distribution& lead, Purpose purpose) {
        if (parts == 0) {
            return;
        }
        Draws d{options_.key, tables_.identity().hash(entity), purpose, ordinal};
        std::uint32_t place = 0;
        if (free_shipments_.empty()) {
            place = static_cast<std::uint32_t>(shipments_.size());
            shipments_.emplace_back();
        } else {
            place = free_shipments_.back();
            free_shipments_.pop_back();
        }
        shipments_[place] = {m, parts};
        send(entity, entity, now() + std::max(sample_duration(lead, d), Duration{1}),
             Priority::arrive, LineEvent::supply_arrival, place);
    };
    ship(quantity - there, terms.lead_time, Purpose::lead_time);
    ship(there, terms.second_lead_time, Purpose::second_lead_time);
}

void Line::on_supply_arrival(std::uint32_t place) {
    const Shipment shipment = shipments_[place];
    free_shipments_.push_back(place);
    receive(shipment.material, shipment.quantity, shipment.quantity);
}

/// Parts come, as far as they are allocated; the receipt looks at them, the rest is shelved. What
/// did not come of an order is ordered anew when the position says so.
void Line::receive(MaterialId m, std::int64_t ordered, std::int64_t due) {
    const MaterialSpec& material = tables_.spec.materials[m.index()];
    const std::int64_t quantity = stock_.allocated(m, due);
    Draws d{options_.key, tables_.identity().hash(tables_.material_entity(m)),
            Purpose::supply_quality, supply_ordinal_[m.index()]++};
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
    stock_.receive(m, {ordered, quantity, returned, kept * material.sites}, scratch_latent_, now());
    trace_parts(TraceKind::receive, LotId::none(), m, kept);
    plan_expiry(m);
    serve_kits();
    review_supply();
}

/// What has just been shelved will expire if nobody takes it.
void Line::plan_expiry(MaterialId m) {
    const Duration life = tables_.spec.materials[m.index()].shelf_life;
    if (life > Duration{} && stock_.in_stock(m) > 0) {
        const EntityId entity = tables_.material_entity(m);
        send(entity, entity, now() + life, Priority::expire, LineEvent::parts_expire, m.value);
    }
}

void Line::expire_parts() {
    for (const MaterialId m : acting_) {
        if (tables_.spec.materials[m.index()].shelf_life == Duration{} || stock_.in_stock(m) == 0) {
            continue;
        }
        Draws d{options_.key, tables_.identity().hash(tables_.material_entity(m)),
                Purpose::shelf_life, expiry_ordinal_[m.index()]};
        const std::int64_t n = stock_.expire(m, d, now());
        expiry_ordinal_[m.index()] += n > 0 ? 1 : 0;
        trace_parts(TraceKind::discard, LotId::none(), m, n);
    }
}

}  // namespace packline::packaging
