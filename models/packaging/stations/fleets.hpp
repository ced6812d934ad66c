#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/int128.hpp"
#include "sim/stats/tally.hpp"
#include "sim/stats/time_integral.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace packline::packaging {

/// What a fleet did since the end of the warm-up, summed over its vehicles.
struct FleetStatistics {
    Duration loaded;  ///< loading, loaded move, unloading
    Duration empty;   ///< on the way to a pick-up
    Duration down;    ///< failed
    std::int64_t failures = 0;
    std::int64_t moves = 0;
    std::int64_t lots = 0;
    Tally wait;  ///< of lots, from the call to the pick-up
};

/// What an event of a fleet or one of its vehicles is about.
enum class VehicleEvent : std::uint8_t { decide, pick_up, set_down, call, fail, repaired };

/// Lots that wait for the departures of one way.
struct WayDepartures {
    std::vector<LotId> waiting;  ///< first come within priority
    std::uint32_t ordinal = 0;   ///< of the next departure that takes somebody
    bool pending = false;        ///< it is on its way
    bool departed = false;
    Time last;  ///< departure, where there was one
};

/// Vehicles that carry lots between areas: where they are and who waits for them. A vehicle
/// stays where it set down its last load. Pure decisions; Line makes events of them.
class Fleets {
public:
    enum class Doing : std::uint8_t { idle, empty, loaded, down };

    struct Call {
        LotId lot;
        AreaId from;
        AreaId to;
        std::uint8_t priority = 5;
        Time since;
    };
    struct Vehicle {
        AreaId area;  ///< where it is, or goes to
        Doing doing = Doing::idle;
        Time since;  ///< it does this
        std::uint32_t trips = 0;
        std::uint32_t failures = 0;
        Doing before = Doing::idle;  ///< while down: what it goes on with
        Time there;                  ///< end of what it does, unless it fails before
        std::uint16_t epoch = 0;     ///< of the event that tells of this end
        Call call;                   ///< that it answers
        LotId first;                 ///< of the lots that it carries, through Lot::next
    };
    struct Answer {
        std::uint32_t vehicle = 0;
        std::size_t call = 0;  ///< place in `calls()`
    };

    explicit Fleets(const std::vector<FleetSpec>& fleets);

    /// The lot stands in line, first come within priority.
    void call(FleetId fleet, const Call& call);
    std::span<const Call> calls(FleetId fleet) const { return fleets_[fleet.index()].calls; }
    bool vehicle_idle(FleetId fleet) const;

    /// Which vehicle goes to which call. The oldest call of the highest priority is answered by
    /// the vehicle that is nearest to it; with VehicleRule::nearest the pair of a vehicle and a
    /// call of that priority that are nearest to each other. `distance(a, b)` is the mean time of
    /// an empty move; of equals the oldest call and the vehicle idle longest.
    template <class Distance>
    std::optional<Answer> choose(FleetId fleet, Distance distance) const;

    /// Takes the next call of this way off the line, if any.
    std::optional<Call> take(FleetId fleet, AreaId from, AreaId to);
    Call take_at(FleetId fleet, std::size_t place);

    Vehicle& vehicle(FleetId fleet, std::uint32_t v) { return fleets_[fleet.index()].vehicles[v]; }
    const Vehicle& vehicle(FleetId fleet, std::uint32_t v) const {
        return fleets_[fleet.index()].vehicles[v];
    }
    /// Books what the vehicle did so far and notes what it does now.
    void now_does(FleetId fleet, std::uint32_t vehicle, Doing doing, Time now);
    void picked_up(FleetId fleet, const Call& call, Time now);
    /// The vehicle stands still until `repaired`; what it does lasts as much longer.
    void fail(FleetId fleet, std::uint32_t vehicle, Time now, Time repaired);
    void repaired(FleetId fleet, std::uint32_t vehicle, Time now);
    bool decision_pending(FleetId fleet) const { return fleets_[fleet.index()].pending; }
    void set_decision_pending(FleetId fleet, bool pending) {
        fleets_[fleet.index()].pending = pending;
    }

    const FleetStatistics& statistics(FleetId fleet) const {
        return fleets_[fleet.index()].statistics;
    }
    void reset_statistics(Time now);
    /// Books up to the end.
    void close(Time end);

private:
    struct Fleet {
        VehicleRule rule = VehicleRule::oldest;
        std::vector<Vehicle> vehicles;
        std::vector<Call> calls;
        bool pending = false;
        FleetStatistics statistics;
    };
    std::vector<Fleet> fleets_;
};

template <class Distance>
std::optional<Fleets::Answer> Fleets::choose(FleetId id, Distance distance) const {
    const Fleet& fleet = fleets_[id.index()];
    std::optional<Answer> best;
    Duration best_distance;
    for (std::size_t c = 0; c < fleet.calls.size(); ++c) {
        const Call& call = fleet.calls[c];
        if (c > 0 &&
            (fleet.rule == VehicleRule::oldest || call.priority != fleet.calls[0].priority)) {
            break;
        }
        for (std::uint32_t v = 0; v < fleet.vehicles.size(); ++v) {
            const Vehicle& vehicle = fleet.vehicles[v];
            if (vehicle.doing != Doing::idle) {
                continue;
            }
            const Duration d = distance(vehicle.area, call.from);
            const bool same_call = best && best->call == c;
            const bool longer_idle = same_call && d == best_distance &&
                                     vehicle.since < fleet.vehicles[best->vehicle].since;
            if (!best || d < best_distance || longer_idle) {
                best = Answer{v, c};
                best_distance = d;
            }
        }
    }
    return best;
}

}  // namespace packline::packaging
