// What must hold in every run: conservation of orders, items, sites and parts, Little's law as
// an equality of integers, tool states that add up to the time, and no deadlock.

#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"

#include <fmt/format.h>

namespace packline::packaging {

void Line::finish(Time end) {
    for (Tool& tool : tools_) {
        tool.in_state[static_cast<std::size_t>(tool.state)] += end - tool.state_since;
        tool.state_since = end;
        StationStatistics& s = station_statistics(tool.station);
        for (std::size_t i = 0; i < kToolStates; ++i) {
            s.in_state[i] += tool.in_state[i];
        }
    }
    statistics_.wip.add_level(statistics_.wip_level, statistics_.wip_since, end);
    statistics_.wip_since = end;
    check_balance();
    check_parts();
    check_states(end);
    check_little(end);
}

void Line::check_balance() const {
    const Balance& b = statistics_.balance;
    Loss inside;
    std::int64_t orders = 0;
    for (std::size_t i = 0; i < lots_.slots(); ++i) {
        const LotId lot = LotId::from_index(i);
        if (lots_[lot].state != LotState::gone) {
            inside.items += lots_.population(lot).items;
            inside.sites += lots_.population(lot).sites;
        }
    }
    for (const Order& order : orders_) {
        orders += order.alive > 0 ? 1 : 0;
    }
    expect(b.orders_released == b.orders_ended + orders, "lots are not conserved");
    expect(b.created.items + b.singulated_sites == b.shipped.items + b.stocked.items +
                                                       b.scrapped.items + b.singulated_items +
                                                       inside.items,
           "items are not conserved");
    expect(b.created.sites == b.shipped.sites + b.stocked.sites + b.scrapped.sites + inside.sites,
           "sites are not conserved");
}

void Line::check_parts() const {
    for (std::size_t i = 0; i < tables_.spec.materials.size(); ++i) {
        const MaterialId m = MaterialId::from_index(i);
        expect(stock_.unlimited(m) || stock_.received(m) == stock_.taken(m) + stock_.in_stock(m),
               "parts are not conserved");
    }
}

void Line::check_states(Time end) const {
    const Duration window = end - statistics_.window_start;
    for (const Tool& tool : tools_) {
        Duration sum{};
        for (const Duration d : tool.in_state) {
            sum += d;
        }
        expect(sum == window, "the states of a tool do not add up to the time");
    }
}

/// Little's law with sojourns clipped to the window is an equality, not an estimate.
/// Source: Stidham 1974, "A last word on L = lambda W".
void Line::check_little(Time end) const {
    Int128 sojourn = statistics_.sojourn;
    for (const Order& order : orders_) {
        if (order.alive > 0) {
            sojourn += (end - std::max(order.released, statistics_.window_start)).us;
        }
    }
    Int128 integral = 0;
    for (const ProductStatistics& p : statistics_.products) {
        integral += p.wip.integral(end);
    }
    expect(integral == sojourn, "Little's law does not hold");
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
