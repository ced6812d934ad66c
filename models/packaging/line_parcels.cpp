// Lots between logical processes: they leave one with all that is known of them, and enter another.

#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>
#include <utility>

namespace packline::packaging {

bool Line::belongs_here(StationId station) const {
    return processes_.process_of(tables_.station_entity(station).index()) == process_;
}

/// What a lot leaves behind would tie the processes: line_processes sees that there is nothing.
void Line::send_away(LotId id, StepIndex step, Time at) {
    const EntityId from = tables_.station_entity(step_of(id).station);
    const EntityId to = tables_.station_entity(tables_.step(step).station);
    const OrderId order = lots_[id].order;
    return_kit(order);
    expect(orders_[order.index()].alive == 1 && !lots_[id].join.valid() &&
               lots_.detail(id).carriers == 0 && lots_.detail(id).clocks_in_use == 0,
           "a lot leaves its process in parts, with carriers or with a queue-time clock");

    std::uint64_t payload = 0;
    Parcel& parcel = parcels_.send(parcels_.channel(process_, processes_.process_of(to.index())),
                                   engine_->executes(to), payload);
    parcel.lot = lots_[id];
    parcel.lot.since = now();
    parcel.lot.step = step;
    parcel.detail = lots_.detail(id);
    parcel.latent.assign(lots_.latent(id).begin(), lots_.latent(id).end());
    parcel.kept_tools.assign(lots_.kept_tools(id).begin(), lots_.kept_tools(id).end());
    parcel.order = orders_[order.index()];
    if (options_.trace != nullptr) {
        parcel.name = names_[id.index()];
    }
    lots_.release(id);
    sampling_.forget(order);
    orders_[order.index()].alive = 0;
    free_orders_.push_back(order);
    send(from, to, at, Priority::arrive, LineEvent::deliver, payload);
}

void Line::on_deliver(std::uint64_t payload) {
    Parcel& parcel = parcels_.arrived(payload);
    const LotId id = lots_.create();
    const OrderId order = new_order();
    orders_[order.index()] = parcel.order;
    const std::uint32_t generation = lots_[id].generation;
    lots_[id] = parcel.lot;
    lots_[id].generation = generation;
    lots_[id].order = order;
    lots_[id].state = LotState::travelling;
    lots_.detail(id) = parcel.detail;
    std::ranges::copy(parcel.latent, lots_.latent(id).begin());
    std::ranges::copy(parcel.kept_tools, lots_.kept_tools(id).begin());
    if (options_.trace != nullptr) {
        names_.resize(lots_.slots());
        names_[id.index()] = std::move(parcel.name);
    }
    const StepIndex step = parcel.lot.step;
    parcels_.remove(payload);
    wait_since(id, TimePart::transport);
    enter(id, step);
}

}  // namespace packline::packaging
