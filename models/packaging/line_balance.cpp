// What is inside, for the checks of conservation.

#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

void Line::close(Time end) {
    statistics_.wip.add_level(statistics_.wip_level, statistics_.wip_since, end);
    statistics_.wip_since = end;
    check_parts();
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

void Line::check_parts() const {
    for (std::size_t i = 0; i < tables_.spec.materials.size(); ++i) {
        const MaterialId m = MaterialId::from_index(i);
        expect(stock_.unlimited(m) || stock_.received(m) == stock_.taken(m) + stock_.in_stock(m),
               "parts are not conserved");
    }
}

}  // namespace packline::packaging
