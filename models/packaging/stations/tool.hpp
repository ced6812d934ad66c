#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/stations/progress.hpp"
#include "sim/base/time.hpp"
#include "sim/core/identity.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline::packaging {

using ToolId = Id<struct ToolTag>;  ///< among the tools of all stations

/// What a tool is doing, finer than the six states of SEMI E10, which they add up to.
enum class ToolState : std::uint8_t {
    productive,
    setup,  ///< E10: scheduled down
    standby,
    assist,       ///< E10: unscheduled down
    failure,      ///< E10: unscheduled down
    maintenance,  ///< E10: scheduled down
    non_scheduled,
    blocked,        ///< E10: standby; what is finished cannot leave
    engineering,    ///< works on engineering or qualification lots alone
    operator_wait,  ///< E10: standby; a lot waits in it or before it and nobody is there
    crew_wait,      ///< E10: unscheduled down; nobody is there for its assist or repair
};
inline constexpr std::size_t kToolStates = 11;

/// How long a tool of this speed takes for what takes `time` at speed 1. Requires: speed > 0.
constexpr Duration at_speed(Duration time, double speed) {
    return speed == 1.0 ? time : from_seconds(to_seconds(time) / speed);
}

inline constexpr std::uint32_t kNoToolSet = ~std::uint32_t{0};

/// One tool. What stops it is counted apart, so that stops may overlap.
struct Tool {
    StationId station;
    std::uint32_t number = 0;        ///< in its station, from 0
    std::uint32_t set = kNoToolSet;  ///< among the sets of all stations
    double speed = 1;
    EntityId entity;
    std::uint64_t hash = 0;  ///< of its name: keys its failures and repairs
    FamilyId setup;          ///< what it is set up for; none: nothing yet
    std::uint32_t run = 0;   ///< lots of that family since it was set up for it
    ProgressClock clock;
    MilestoneId milestones;
    LoadId loads;  ///< inside, in order of entry
    std::uint16_t loads_inside = 0;
    std::uint32_t slots_taken = 0;        ///< of a rack that lots enter all at once
    std::uint16_t engineering_loads = 0;  ///< of these, without a production lot
    std::uint16_t epoch = 0;              ///< of the pending progress event
    Time progress_at = Time::never();
    bool progress_fails = false;   ///< what it tells of: a busy-clock failure, or a milestone
    Time idle_since;               ///< end of its last load (entrance, where loads follow on)
    std::uint16_t closed = 0;      ///< gates and masks because of which it starts nothing
    std::uint16_t cut = 0;         ///< of these, those that stop what is inside as well
    double pace = 1.0;             ///< speed of operations that start now
    Time ends_by = Time::never();  ///< it starts nothing that would end later (notice)
    std::uint8_t failing = 0;      ///< repairs going on
    std::uint8_t assists = 0;      ///< of these, assists
    std::uint16_t sites_down = 0;  ///< of a test cell
    Duration setup_mark;           ///< start of the setup that is under way, or of the last one
    bool entrance_free = true;
    bool in_setup = false;
    bool installed = true;
    bool qualifying = false;            ///< not installed for production, but works for engineers
    bool offered = false;               ///< stands in its station's list of tools that can start
    std::uint32_t maintenance_due = 0;  ///< bit m: MaintenanceSpec m waits
    std::uint32_t maintenance_overdue = 0;  ///< bit m: its window has passed
    std::int8_t maintenance_running = -1;   ///< index, or -1
    std::uint16_t finished_inside = 0;      ///< lots that are finished and have not left
    Duration blocked_clock;                 ///< time in state blocked since the start
    ToolState state = ToolState::standby;
    Time state_since;
    std::array<Duration, kToolStates> in_state{};
};

}  // namespace packline::packaging
