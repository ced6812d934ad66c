// Lots between areas that do not go on their own: vehicles that are called, and departures by a
// timetable. From the call to the pick-up, and until the departure, a lot waits for a vehicle and
// stands aside: it blocks no tool, and has its place before the next station already.

#include "models/packaging/line.hpp"
#include "models/packaging/stations/calendar.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

void Line::wait_for_transport(LotId id, StepIndex step, const Way& way) {
    Lot& lot = lots_[id];
    lot.state = LotState::awaiting_vehicle;
    lot.since = now();
    lots_.detail(id).bound_for = step;
    if (way.fleet.valid()) {
        const Duration later = tables_.spec.fleets[way.fleet.index()].call_after;
        if (later == Duration{}) {
            call_vehicle(way.fleet, id);
        } else {
            send_vehicle_event(way.fleet, id.value, VehicleEvent::call, now() + later,
                               Priority::arrive);
        }
        return;
    }
    std::vector<LotId>& waiting = departures_[way.shipping].waiting;
    const auto later = [&](LotId other) { return lots_[other].priority > lot.priority; };
    waiting.insert(std::ranges::find_if(waiting, later), id);
    request_departure(way.shipping);
}

// Vehicles.

void Line::send_vehicle_event(FleetId fleet, std::uint32_t vehicle, VehicleEvent what, Time at,
                              Priority priority) {
    const EntityId entity = tables_.fleet_entity(fleet);
    const std::uint64_t payload =
        (static_cast<std::uint64_t>(what) << 56) | (std::uint64_t{fleet.value} << 32) | vehicle;
    std::uint16_t epoch = 0;
    if (what == VehicleEvent::pick_up || what == VehicleEvent::set_down) {
        fleets_.vehicle(fleet, vehicle).there = at;
        epoch = fleets_.vehicle(fleet, vehicle).epoch;
    }
    send(entity, entity, at, priority, LineEvent::vehicle, payload, epoch);
}

/// False for the end of a move that a failure has put off.
bool Line::vehicle_event_live(std::uint64_t payload, std::uint16_t epoch) const {
    const auto what = static_cast<VehicleEvent>(payload >> 56);
    return (what != VehicleEvent::pick_up && what != VehicleEvent::set_down) ||
           fleets_.vehicle(FleetId{static_cast<std::uint32_t>(payload >> 32) & 0xffffffU},
                           static_cast<std::uint32_t>(payload))
                   .epoch == epoch;
}

void Line::on_vehicle(std::uint64_t payload) {
    const FleetId fleet{static_cast<std::uint32_t>(payload >> 32) & 0xffffffU};
    const auto vehicle = static_cast<std::uint32_t>(payload);
    switch (static_cast<VehicleEvent>(payload >> 56)) {
        case VehicleEvent::decide:
            send_vehicles(fleet);
            break;
        case VehicleEvent::pick_up:
            pick_up(fleet, vehicle);
            break;
        case VehicleEvent::set_down:
            set_down(fleet, vehicle);
            break;
        case VehicleEvent::call:
            call_vehicle(fleet, LotId{vehicle});
            break;
        case VehicleEvent::fail:
            fail_vehicle(fleet, vehicle);
            break;
        case VehicleEvent::repaired:
            fleets_.repaired(fleet, vehicle, now());
            plan_vehicle_failure(fleet, vehicle);
            request_vehicles(fleet);
            break;
    }
}

void Line::start_vehicles() {
    for (std::size_t f = 0; f < tables_.spec.fleets.size(); ++f) {
        const FleetId fleet = FleetId::from_index(f);
        const FleetSpec& spec = tables_.spec.fleets[f];
        const bool here = processes_.process_of(tables_.fleet_entity(fleet).index()) == process_;
        for (std::uint32_t v = 0; here && spec.fails && v < spec.vehicles; ++v) {
            plan_vehicle_failure(fleet, v);
        }
    }
}

void Line::plan_vehicle_failure(FleetId fleet, std::uint32_t index) {
    Draws d = vehicle_draws(fleet, index, Purpose::time_to_failure,
                            fleets_.vehicle(fleet, index).failures);
    const Duration up = sample_duration(tables_.spec.fleets[fleet.index()].time_between, d);
    send_vehicle_event(fleet, index, VehicleEvent::fail, now() + std::max(up, Duration{1}),
                       Priority::failure);
}

/// It stands still with what it carries; the end of its move comes as much later.
void Line::fail_vehicle(FleetId fleet, std::uint32_t index) {
    Fleets::Vehicle& vehicle = fleets_.vehicle(fleet, index);
    Draws d = vehicle_draws(fleet, index, Purpose::repair_time, vehicle.failures);
    const Time up = now() + sample_duration(tables_.spec.fleets[fleet.index()].repair, d);
    const Fleets::Doing doing = vehicle.doing;
    fleets_.fail(fleet, index, now(), up);
    if (doing == Fleets::Doing::empty) {
        send_vehicle_event(fleet, index, VehicleEvent::pick_up, vehicle.there, Priority::dispatch);
    } else if (doing == Fleets::Doing::loaded) {
        send_vehicle_event(fleet, index, VehicleEvent::set_down, vehicle.there, Priority::arrive);
    }
    send_vehicle_event(fleet, index, VehicleEvent::repaired, up, Priority::repair);
}

void Line::call_vehicle(FleetId fleet, LotId lot) {
    fleets_.call(fleet, {.lot = lot,
                         .from = step_of(lot).area,
                         .to = tables_.step(lots_.detail(lot).bound_for).area,
                         .priority = lots_[lot].priority,
                         .since = lots_[lot].since});
    request_vehicles(fleet);
}

void Line::request_vehicles(FleetId fleet) {
    if (fleets_.decision_pending(fleet) || fleets_.calls(fleet).empty() ||
        !fleets_.vehicle_idle(fleet)) {
        return;
    }
    fleets_.set_decision_pending(fleet, true);
    send_vehicle_event(fleet, 0, VehicleEvent::decide, now(), Priority::dispatch);
}

/// Idle vehicles go to those who called.
void Line::send_vehicles(FleetId fleet) {
    fleets_.set_decision_pending(fleet, false);
    const FleetSpec& spec = tables_.spec.fleets[fleet.index()];
    const auto way = [&](AreaId a, AreaId b) {
        return spec.has_empty ? &spec.empty : tables_.transfer(a, b);
    };
    const auto distance = [&](AreaId a, AreaId b) {
        return a == b ? Duration{} : from_seconds(way(a, b)->mean());
    };
    while (const auto answer = fleets_.choose(fleet, distance)) {
        Fleets::Vehicle& vehicle = fleets_.vehicle(fleet, answer->vehicle);
        vehicle.call = fleets_.take_at(fleet, answer->call);
        ++vehicle.trips;
        Duration time{};
        if (vehicle.area != vehicle.call.from) {
            Draws d = vehicle_draws(fleet, answer->vehicle, Purpose::vehicle_empty, vehicle.trips);
            time = sample_duration(*way(vehicle.area, vehicle.call.from), d);
        }
        vehicle.area = vehicle.call.from;
        fleets_.now_does(fleet, answer->vehicle, Fleets::Doing::empty, now());
        send_vehicle_event(fleet, answer->vehicle, VehicleEvent::pick_up, now() + time,
                           Priority::dispatch);
    }
}

Draws Line::vehicle_draws(FleetId fleet, std::uint32_t v, Purpose purpose,
                          std::uint32_t nth) const {
    const std::uint64_t hash = tables_.identity().hash(tables_.fleet_entity(fleet));
    return Draws{options_.key, combine(hash, v), purpose, nth};
}

/// The vehicle takes the lot that called it, and others that go the same way as far as they fit.
void Line::pick_up(FleetId fleet, std::uint32_t index) {
    const FleetSpec& spec = tables_.spec.fleets[fleet.index()];
    Fleets::Vehicle& vehicle = fleets_.vehicle(fleet, index);
    const LotId lead = vehicle.call.lot;
    const StepTable& to = tables_.step(lots_.detail(lead).bound_for);
    Draws move = draws(lead, to)(Purpose::transfer_time);
    Draws handling = vehicle_draws(fleet, index, Purpose::vehicle_handling, vehicle.trips);
    const Duration loading = sample_duration(spec.loading, handling);
    const Duration unloading = sample_duration(spec.unloading, handling);
    const Duration time = std::max(
        sample_duration(*tables_.transfer(vehicle.call.from, vehicle.call.to), move), seconds(1));
    vehicle.first = lead;
    start_travel(lead);
    fleets_.picked_up(fleet, vehicle.call, now());
    LotId last = lead;
    for (std::int64_t n = 1; n < spec.capacity; ++n) {
        const auto more = fleets_.take(fleet, vehicle.call.from, vehicle.call.to);
        if (!more) {
            break;
        }
        lots_[last].next = more->lot;
        last = more->lot;
        start_travel(last);
        fleets_.picked_up(fleet, *more, now());
    }
    lots_[last].next = LotId::none();
    const Time there = now() + loading + time + unloading;
    for (LotId lot = lead; lot.valid(); lot = lots_[lot].next) {
        if (step_of(lot).looked_out_for) {
            look_out_for(lot, there);
        }
    }
    fleets_.now_does(fleet, index, Fleets::Doing::loaded, now());
    send_vehicle_event(fleet, index, VehicleEvent::set_down, there, Priority::arrive);
}

/// The wait ends, the lot is under way to where it is bound for.
void Line::start_travel(LotId lot) {
    wait_since(lot, TimePart::wait_vehicle);
    trace(TraceKind::depart, lot);
    lots_[lot].state = LotState::travelling;
    lots_[lot].step = lots_.detail(lot).bound_for;
}

void Line::set_down(FleetId fleet, std::uint32_t index) {
    Fleets::Vehicle& vehicle = fleets_.vehicle(fleet, index);
    vehicle.area = vehicle.call.to;
    fleets_.now_does(fleet, index, Fleets::Doing::idle, now());
    for (LotId lot = vehicle.first; lot.valid();) {
        const LotId next = lots_[lot].next;
        lots_[lot].next = LotId::none();
        wait_since(lot, TimePart::transport);
        enter(lot, lots_[lot].step);
        lot = next;
    }
    request_vehicles(fleet);
}

// Departures.

void Line::request_departure(std::uint32_t way) {
    WayDepartures& s = departures_[way];
    if (s.pending || s.waiting.empty()) {
        return;
    }
    s.pending = true;
    const DepartureSpec& spec = tables_.shipping(way).spec->departs;
    const Time from = s.departed ? std::max(now(), s.last + Duration{1}) : now();
    const Time at = spec.calendar.valid()
                        ? next_opening(tables_.spec.calendars[spec.calendar.index()], from)
                        : next_on_grid(spec.first, spec.every, from);
    const EntityId entity = tables_.shipping(way).entity;
    send(entity, entity, at, Priority::dispatch, LineEvent::departure, way);
}

/// All who wait leave together, as far as they fit, and arrive together.
void Line::on_departure(std::uint32_t way) {
    WayDepartures& s = departures_[way];
    const Shipping& shipping = tables_.shipping(way);
    s.pending = false;
    s.departed = true;
    s.last = now();
    Draws d{options_.key, tables_.identity().hash(shipping.entity), Purpose::shipment_time,
            s.ordinal++};
    const Duration time = std::max(sample_duration(shipping.spec->time, d), seconds(1));
    const std::size_t most =
        shipping.spec->departs.lots == 0
            ? s.waiting.size()
            : std::min(s.waiting.size(), static_cast<std::size_t>(shipping.spec->departs.lots));
    for (std::size_t i = 0; i < most; ++i) {
        const LotId lot = s.waiting[i];
        const StepIndex step = lots_.detail(lot).bound_for;
        const StepTable& to = tables_.step(step);
        if (!belongs_here(to.station)) {
            wait_since(lot, TimePart::wait_vehicle);
            trace(TraceKind::depart, lot);
            send_away(lot, step, now() + time);
            continue;
        }
        const EntityId from = tables_.station_entity(step_of(lot).station);
        start_travel(lot);
        if (to.looked_out_for) {
            look_out_for(lot, now() + time);
        }
        send(from, tables_.station_entity(to.station), now() + time, Priority::arrive,
             LineEvent::arrive, lots_.handle(lot));
    }
    s.waiting.erase(s.waiting.begin(), s.waiting.begin() + static_cast<std::ptrdiff_t>(most));
    request_departure(way);
}

}  // namespace packline::packaging
