#pragma once

#include "models/packaging/disruptions/level_profile.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/random_key.hpp"

#include <cstddef>
#include <span>
#include <vector>

// What no lot can influence is known when a replication starts: each logical process works out
// the same, so that permits and outages tie no areas. Pure functions of the line and the key.

namespace packline::packaging {

/// The state of a regime from `at` on.
struct RegimeChange {
    Time at;
    std::uint32_t state = 0;
};

/// How far stages have come.
struct StageRun {
    std::size_t stage = 0;        ///< the one that it stands at; behind the last: all are over
    std::uint32_t taken = 0;      ///< stages so far: numbers their draws
    Time at;                      ///< when the last of these was over
    std::uint32_t fails = 0;      ///< of these, those that failed
    bool denied = false;          ///< it never ends
    bool waits_for_lots = false;  ///< of the stage that it stands at
};

/// How a gate went.
struct GateRun {
    Time shuts;
    /// Never: denied, not within the longest time, or lots are still on their way.
    Time opens = Time::never();
    StageRun stages;
};

/// How an order of tools went. Never: denied, or a gate that never opens.
struct PlanRun {
    Time ordered;
    Time delivered = Time::never();  ///< on site
    Time installed = Time::never();  ///< works for its engineers
    Time ready = Time::never();      ///< may run production lots
    std::uint32_t fails = 0;         ///< of stages
    bool denied = false;
};

/// All gates, masks and plans of one replication up to its end. Those that wait for a condition are
/// as if it never held.
struct Timelines {
    std::vector<std::vector<RegimeChange>> regimes;
    std::vector<GateRun> gates;
    std::vector<LevelProfile> masks;
    std::vector<PlanRun> plans;
};

/// `lots_take`: by product, for those who want a guess of when gates open that wait for lots;
/// empty: these have not opened, nor what waits for them.
Timelines make_timelines(const LineSpec& line, RandomKey key, Time end,
                         std::span<const Duration> lots_take = {});

/// The lots of the stage that a gate stands at have ended; `lost`: not all of them came through.
void lots_have_ended(const GateSpec& gate, RandomKey key, Time now, bool lost,
                     const std::vector<std::vector<RegimeChange>>& regimes, GateRun& run);

/// Works out anew what waits for gate `opened`: the gates, into `changed` with it, and the plans.
void follow_gate(const LineSpec& line, RandomKey key, GateId opened, Timelines& timelines,
                 std::vector<GateId>& changed);

/// One run of a gate that shuts at `shuts`, when the gates that it waits for are known.
GateRun run_gate(const GateSpec& gate, const Timelines& before, RandomKey key, Time shuts,
                 std::span<const Duration> lots_take = {});

/// How long onset number `ordinal` of a mask lasts.
Duration mask_length(const MaskSpec& mask, RandomKey key, std::uint32_t ordinal);
/// Before this a mask that waits for a condition does not look at it.
Time mask_from(const MaskSpec& mask, RandomKey key);
/// Since when a budget is rationed.
Time rationed_from(const BudgetSpec& budget, RandomKey key);

/// State of the regime at `at`.
std::uint32_t state_at(const std::vector<RegimeChange>& regime, Time at);

/// The number that holds at `at`.
double number_at(const RegimeNumber& number, const std::vector<std::vector<RegimeChange>>& regimes,
                 Time at);

/// One value of a time that may depend on a regime [s -> us].
Duration sample_regime_time(const RegimeTime& time,
                            const std::vector<std::vector<RegimeChange>>& regimes, Time at,
                            Draws& draws);

}  // namespace packline::packaging
