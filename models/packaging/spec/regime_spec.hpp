#pragma once

#include "models/packaging/spec/ids.hpp"
#include "sim/random/distribution.hpp"

#include <string>
#include <vector>

// Markets and other regimes, and values that depend on them.

namespace packline::packaging {

/// A market or a regime that goes from state to state: what lead times and durations depend on.
struct RegimeSpec {
    struct State {
        std::string name;
        Distribution lasts;  ///< [s]
        bool for_ever = false;
    };
    std::string name;
    std::vector<State> states;  ///< in this order, then from the start again
};

/// A time that may differ by the state of a regime at the moment it begins.
struct RegimeTime {
    Distribution otherwise;  ///< [s]; where there is no regime
    RegimeId regime;
    std::vector<Distribution> by_state;  ///< [s]; with a regime
};

/// A number that may differ by the state of a regime: a share, a price.
struct RegimeNumber {
    double otherwise = 1.0;  ///< where there is no regime
    RegimeId regime;
    std::vector<double> by_state;  ///< with a regime

    /// In the first state, which is the one at the start.
    double at_start() const { return by_state.empty() ? otherwise : by_state.front(); }
};

}  // namespace packline::packaging
