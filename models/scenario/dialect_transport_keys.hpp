#pragma once

#include "models/scenario/dialect.hpp"

#include <array>

// The keys of vehicles: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kFleet{
    Key{"count", "count", kRequired, "vehicles"},
    Key{"capacity", "count", "1 lot", "lots of one way that a vehicle carries at once"},
    Key{"loading", "time", "0 s", "at the pick-up"},
    Key{"unloading", "time", "0 s", "at the end of the move"},
    Key{"empty", "time", "the way's", "empty move between two areas to a pick-up"},
    Key{"answers", "oldest or nearest", "oldest",
        "which call of the highest priority comes first; the nearest idle vehicle goes"},
    Key{"call_after", "duration", "0 s", "from a lot being ready to its call for a vehicle"},
    Key{"failures", "map", "none", "of each vehicle, wherever it is and whatever it does"},
    Key{"home", "area", "start of its first way",
        "where vehicles stand at the start; later where they set down their last load"},
};
inline constexpr std::array kVehicleFailure{
    Key{"mtbf", "time", kRequired, "from the last repair, or the start, to the failure"},
    Key{"mttr", "time", kRequired,
        "repair; the vehicle stands still and goes on where it was, lots wait in it"},
};

}  // namespace packline::scenario
