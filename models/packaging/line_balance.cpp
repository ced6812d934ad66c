// What is inside, for the checks of conservation.

#include "models/packaging/ledger/unit_count.hpp"
#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

void Line::close(Time end) {
    statistics_.wip.add_level(statistics_.wip_level, statistics_.wip_since, end);
    statistics_.wip_since = end;
    fleets_.close(end);
    hold_lots(statistics_.ledger, tables_, lots_, 1);
    check_parts();
    if (options_.orders != nullptr) {
        for (const Order& order : orders_) {
            if (order.alive > 0) {
                options_.orders->push_back(record_of(order, Time::never()));
            }
        }
    }
}

LineInventory Line::inventory(Time now) const {
    LineInventory inside;
    for (std::size_t i = 0; i < lots_.slots(); ++i) {
        const LotId lot = LotId::from_index(i);
        if (lots_[lot].state != LotState::gone) {
            inside.lots.items += lots_.population(lot).items;
            inside.lots.sites += lots_.population(lot).sites;
        }
    }
    for (const Order& order : orders_) {
        if (order.alive > 0) {
            ++inside.orders;
            inside.sojourn += (now - std::max(order.released, statistics_.window_start)).us;
        }
    }
    return inside;
}

/// Parts are conserved, and each reservation is known to the order or lot that holds it.
void Line::check_parts() {
    std::vector<std::int64_t> reserved(tables_.spec.materials.size(), 0);
    for (std::size_t o = 0; o < orders_.size(); ++o) {
        const Order& order = orders_[o];
        if (order.alive > 0 && order.kit == Order::Kit::reserved) {
            const RouteId route = tables_.spec.products[order.product.index()].route;
            const std::span<const KitLine> lines = tables_.kit_lines(route);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                reserved[lines[i].component->material.index()] +=
                    ledger_[OrderId::from_index(o)][i];
            }
        }
    }
    for (std::size_t i = 0; i < lots_.slots(); ++i) {
        const LotId lot = LotId::from_index(i);
        const LotDetail& detail = lots_.detail(lot);
        if (lots_[lot].state == LotState::gone || !detail.has_kit) {
            continue;
        }
        const StepSpec& step = *step_of(lot).spec;
        for (const ComponentSpec& c : step.components) {
            reserved[c.material.index()] +=
                step.kit == KitOrder::at_step ? c.parts(detail.kit_items, detail.kit_sites) : 0;
        }
        for (const ComponentSpec& c : step.dummies) {
            reserved[c.material.index()] += c.per_site * detail.kit_dead;
        }
    }
    for (std::size_t i = 0; i < reserved.size(); ++i) {
        const MaterialId m = MaterialId::from_index(i);
        if (!stock_.unlimited(m)) {
            expect(stock_.balance(m).left() == stock_.in_stock(m), "parts are not conserved");
            expect(stock_.reserved(m) == reserved[i], "parts are reserved for nobody");
        }
    }
}

}  // namespace packline::packaging
