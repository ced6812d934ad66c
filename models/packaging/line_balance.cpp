// What is inside, for the checks of conservation, and no deadlock.

#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>
#include <fmt/format.h>

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

/// A lot has just run short of carriers: are all who hold them waiting for each other?
void Line::check_deadlock(LotId lot) {
    waits_ = WaitGraph{lots_.slots()};
    std::vector<WaitGraph::Node> holders;
    for (std::size_t i = 0; i < lots_.slots(); ++i) {
        const LotId waiter = LotId::from_index(i);
        const Lot& w = lots_[waiter];
        holders.clear();
        if (w.state == LotState::short_of_parts &&
            earliest_deadline(waiter, w.step) != Time::never()) {
            continue;  // a queue-time limit ends this wait
        }
        if (w.state == LotState::joining) {
            for (std::size_t k = 0; k < lots_.slots(); ++k) {
                const Lot& other = lots_[LotId::from_index(k)];
                if (other.state != LotState::gone && other.order == w.order && k != i &&
                    other.state != LotState::joining) {
                    holders.push_back(static_cast<WaitGraph::Node>(k));
                }
            }
        } else if (w.state == LotState::short_of_parts && lots_.detail(waiter).carriers == 0 &&
                   lots_.detail(waiter).carrier_pool.valid()) {
            const CarrierPoolId pool = lots_.detail(waiter).carrier_pool;
            for (std::size_t k = 0; k < lots_.slots(); ++k) {
                const LotId holder = LotId::from_index(k);
                if (lots_[holder].state != LotState::gone && lots_.detail(holder).carriers > 0 &&
                    lots_.detail(holder).carrier_pool == pool) {
                    holders.push_back(static_cast<WaitGraph::Node>(k));
                }
            }
        } else {
            continue;
        }
        if (!holders.empty()) {
            waits_.block(static_cast<WaitGraph::Node>(i), holders);
        }
    }
    const std::vector<WaitGraph::Node> cycle = waits_.deadlock(lot.value);
    if (cycle.empty()) {
        return;
    }
    std::string who;
    for (const WaitGraph::Node node : cycle) {
        const Lot& l = lots_[LotId{node}];
        who += fmt::format("{}a lot of '{}' at step '{}'", who.empty() ? "" : ", ",
                           tables_.spec.products[l.product.index()].name,
                           tables_.step(l.step).spec->name);
    }
    const CarrierPoolId pool = lots_.detail(lot).carrier_pool;
    throw ModelError(fmt::format("deadlock: all that hold carriers wait for each other ({})", who),
                     tables_.spec.carriers[pool.index()].name, now().us);
}

}  // namespace packline::packaging
