#pragma once

#include "models/packaging/spec/yield_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <string>

namespace packline::packaging {

/// A tool that drifts unseen: from then on its lots get more defects, until somebody finds it.
struct ExcursionSpec {
    std::string name;    ///< unique in the station; keys its random stream
    Distribution after;  ///< from a repair (or the start) to the drift [s]
    double per_lot = 0;  ///< instead of `after`: chance that a lot finds the tool drifted
    YieldSpec yield;     ///< of lots that the drifting tool makes
    bool found_in_time = false;
    Distribution found_after;  ///< from the drift to its detection [s], with found_in_time
    std::string watch;         ///< step whose finds are watched; empty: none
    double threshold = 0;      ///< mean share of finds above which the tool is stopped
    std::uint32_t lots = 1;    ///< over which the mean is taken, of one tool
    Distribution repair;       ///< [s]
    bool screens = false;      ///< lots that the drifting tool made are rejected when it is found
};

/// Lots that a control chart can look back on.
inline constexpr std::uint32_t kChartLots = 32;

}  // namespace packline::packaging
