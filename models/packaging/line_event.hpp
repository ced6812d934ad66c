#pragma once

#include <cstdint>

namespace packline::packaging {

/// Kinds of events of a line. Part of the fingerprint: never renumber.
enum class LineEvent : std::uint16_t {
    release = 1,
    arrive,
    progress,
    failure,
    repair,
    maintenance_due,
    maintenance_window,
    maintenance_end,
    shift,
    dispatch,
    batch_time_out,
    expire,
    unhold,
    deliver,
    staff = 20,      ///< operators are given to those who wait for them
    operator_shift,  ///< of a group
    operator_week,   ///< who had used up the hours of a week is back
    tooling_back,    ///< refurbished or bought
    install = 25,    ///< a tool starts production
    start_held,
    replenish,
    drift = 35,
    drift_found,
    floor_life,
    drift_repaired,
    admit = 45,
    settle_claims = 46,
    supply_due = 40,  ///< regular and scheduled deliveries
    supply_arrival,   ///< of what was ordered
    parts_expire,
    vehicle = 47,
    departure = 48,
    carrier_back = 49,
    disruption = 50,  ///< the level of a gate or mask at a station or product
    grace_over,
    gate_opens,        ///< for a lot held before a step
    read_meters,       ///< of a budget
    budget_use,        ///< what was read, told to its home
    judge,             ///< a condition is looked at
    condition,         ///< what begins or ends by it
    ration_left,       ///< what stations may still use of a budget, told to its home
    ration_asked,      ///< by a station whose next load needs more
    ration_given,      ///< to a station, until the next
    initial_lot = 60,  ///< stands in the line when the run starts
    qualify,           ///< a tool that came works for its engineers
    gate_lots,         ///< those that a gate waits for are released
    gate_goes_on,      ///< they have ended
    up_again,          ///< a tool that was down at the start
    look_again = 70,   ///< at a load that waits for a lot to come
    reenter = 75,      ///< the next start that a gate or mask had held back
};

}  // namespace packline::packaging
