#pragma once

#include "sim/random/distribution.hpp"
#include "sim/random/draws.hpp"

namespace packline::test {

// Choices of those who make up lines at random.

/// One of least, ..., most, all alike.
inline int pick(Draws& draws, int least, int most) {
    return least + static_cast<int>(draws.uniform() * (most - least + 1));
}

inline bool chance(Draws& draws, double p) { return draws.uniform() < p; }

/// So many minutes on average, constant or exponential.
inline Distribution minutes_of(Draws& draws, int least, int most) {
    const double s = 60.0 * pick(draws, least, most);
    return chance(draws, 0.5) ? Distribution::constant(s) : Distribution::exponential(s);
}

}  // namespace packline::test
