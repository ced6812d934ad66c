#pragma once

#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <algorithm>

namespace packline {

/// One value of a distribution of seconds as a duration; never below zero.
inline Duration sample_duration(const Distribution& seconds, Draws& draws) {
    return from_seconds(std::clamp(seconds.sample(draws), 0.0, kLongestInputSeconds));
}

}  // namespace packline
