#pragma once

#include "models/packaging/disruptions/level_profile.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/random_key.hpp"

#include <cstddef>
#include <vector>

// What no lot can influence is known when a replication starts: each logical process works out
// the same, so that permits and outages tie no areas. Pure functions of the line and the key.

namespace packline::packaging {

/// The state of a regime from `at` on.
struct RegimeChange {
    Time at;
    std::uint32_t state = 0;
};

/// How a gate went.
struct GateRun {
    Time shuts;
    Time opens;               ///< never: denied, or not within the longest time
    std::uint32_t fails = 0;  ///< stages that failed
    bool denied = false;
};

/// All gates and masks of one replication up to its end. Those that wait for a condition are as if
/// it never held.
struct Timelines {
    std::vector<std::vector<RegimeChange>> regimes;
    std::vector<GateRun> gates;
    std::vector<LevelProfile> masks;
};

Timelines make_timelines(const LineSpec& line, RandomKey key, Time end);

/// One run of a gate that shuts at `shuts`, when the gates that it waits for are known.
GateRun run_gate(const GateSpec& gate, const Timelines& before, RandomKey key, Time shuts);

/// How long onset number `ordinal` of a mask lasts.
Duration mask_length(const MaskSpec& mask, RandomKey key, std::uint32_t ordinal);
/// Before this a mask that waits for a condition does not look at it.
Time mask_from(const MaskSpec& mask, RandomKey key);

/// State of the regime at `at`.
std::uint32_t state_at(const std::vector<RegimeChange>& regime, Time at);

/// One value of a time that may depend on a regime [s -> us].
Duration sample_regime_time(const RegimeTime& time,
                            const std::vector<std::vector<RegimeChange>>& regimes, Time at,
                            Draws& draws);

}  // namespace packline::packaging
