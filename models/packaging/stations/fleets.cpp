#include "models/packaging/stations/fleets.hpp"

#include <algorithm>

namespace packline::packaging {

Fleets::Fleets(const std::vector<FleetSpec>& fleets) {
    for (const FleetSpec& f : fleets) {
        Fleet fleet;
        fleet.rule = f.rule;
        fleet.vehicles.resize(f.vehicles);
        for (Vehicle& v : fleet.vehicles) {
            v.area = f.home;
        }
        fleets_.push_back(std::move(fleet));
    }
}

void Fleets::call(FleetId fleet, const Call& call) {
    std::vector<Call>& calls = fleets_[fleet.index()].calls;
    const auto later = [&](const Call& c) { return c.priority > call.priority; };
    calls.insert(std::ranges::find_if(calls, later), call);
}

bool Fleets::vehicle_idle(FleetId fleet) const {
    return std::ranges::any_of(fleets_[fleet.index()].vehicles,
                               [](const Vehicle& v) { return v.doing == Doing::idle; });
}

Fleets::Call Fleets::take_at(FleetId fleet, std::size_t place) {
    std::vector<Call>& calls = fleets_[fleet.index()].calls;
    const Call out = calls[place];
    calls.erase(calls.begin() + static_cast<std::ptrdiff_t>(place));
    return out;
}

std::optional<Fleets::Call> Fleets::take(FleetId fleet, AreaId from, AreaId to) {
    const std::vector<Call>& calls = fleets_[fleet.index()].calls;
    const auto same = [&](const Call& c) { return c.from == from && c.to == to; };
    const auto it = std::ranges::find_if(calls, same);
    if (it == calls.end()) {
        return std::nullopt;
    }
    return take_at(fleet, static_cast<std::size_t>(it - calls.begin()));
}

void Fleets::now_does(FleetId id, std::uint32_t v, Doing doing, Time now) {
    Fleet& fleet = fleets_[id.index()];
    Vehicle& vehicle = fleet.vehicles[v];
    const Duration spent = now - vehicle.since;
    fleet.statistics.loaded += vehicle.doing == Doing::loaded ? spent : Duration{};
    fleet.statistics.empty += vehicle.doing == Doing::empty ? spent : Duration{};
    fleet.statistics.down += vehicle.doing == Doing::down ? spent : Duration{};
    // One that goes on after a repair is at the move it was at.
    const bool picks_up = vehicle.doing != Doing::loaded && vehicle.doing != Doing::down;
    fleet.statistics.moves += doing == Doing::loaded && picks_up ? 1 : 0;
    vehicle.doing = doing;
    vehicle.since = now;
}

void Fleets::fail(FleetId id, std::uint32_t v, Time now, Time repaired) {
    Vehicle& one = vehicle(id, v);
    one.before = one.doing;
    one.there = one.there + (repaired - now);
    ++one.epoch;
    ++one.failures;
    ++fleets_[id.index()].statistics.failures;
    now_does(id, v, Doing::down, now);
}

void Fleets::repaired(FleetId id, std::uint32_t v, Time now) {
    now_does(id, v, vehicle(id, v).before, now);
}

void Fleets::picked_up(FleetId fleet, const Call& call, Time now) {
    FleetStatistics& s = fleets_[fleet.index()].statistics;
    ++s.lots;
    s.wait.add(now - call.since);
}

void Fleets::reset_statistics(Time now) {
    for (Fleet& fleet : fleets_) {
        for (Vehicle& v : fleet.vehicles) {
            v.since = v.doing == Doing::idle ? v.since : now;
        }
        fleet.statistics = {};
    }
}

void Fleets::close(Time end) {
    for (std::size_t f = 0; f < fleets_.size(); ++f) {
        for (std::uint32_t v = 0; v < fleets_[f].vehicles.size(); ++v) {
            const Doing doing = fleets_[f].vehicles[v].doing;
            if (doing != Doing::idle) {
                now_does(FleetId::from_index(f), v, doing, end);
            }
        }
    }
}

}  // namespace packline::packaging
