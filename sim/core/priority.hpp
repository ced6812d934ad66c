#pragma once

#include <cstdint>

namespace packline {

/// Which of two simultaneous events comes first: the lower one. All that frees capacity or
/// brings work happens before anything is decided, so that a decision sees the whole instant
/// and does not depend on names.
enum class Priority : std::uint8_t {
    complete = 0,     ///< an operation ends; a completion at the instant of a failure counts
    arrive = 1,       ///< work is released or delivered
    repair = 2,       ///< a tool is up again
    failure = 3,      ///< a tool breaks down
    maintenance = 4,  ///< maintenance falls due
    shift = 5,        ///< a calendar opens or closes
    resume = 6,       ///< what was held goes on, unless something else holds it from now on
    dispatch = 8,     ///< what starts next is decided
    expire = 9,       ///< a limit passes: a start at the limit is still in time
};

}  // namespace packline
