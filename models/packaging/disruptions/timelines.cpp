#include "models/packaging/disruptions/timelines.hpp"

#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

/// Loops that long are denials: what comes after is beyond any horizon.
constexpr std::uint32_t kMostStages = 10'000;
/// Onsets of one mask: a bound on what a pattern of short gaps can cost.
constexpr std::uint32_t kMostOnsets = 1'000'000;

std::vector<RegimeChange> regime_run(const RegimeSpec& spec, RandomKey key, Time end) {
    std::vector<RegimeChange> out;
    const std::uint64_t hash = hash_name("regime:" + spec.name);
    Time at;
    for (std::uint32_t i = 0; at < end && i < kMostOnsets; ++i) {
        const auto state = static_cast<std::uint32_t>(i % spec.states.size());
        out.push_back({at, state});
        if (spec.states[state].for_ever) {
            break;
        }
        Draws d{key, hash, Purpose::regime_time, i};
        at = at + std::max(sample_duration(spec.states[state].lasts, d), Duration{1});
    }
    return out;
}

LevelProfile mask_run(const MaskSpec& spec, RandomKey key, Time end) {
    if (spec.when.kind != ConditionSpec::Kind::none) {
        return {};
    }
    const std::uint64_t hash = hash_name("mask:" + spec.name);
    LevelProfile profile;
    Time onset = mask_from(spec, key);
    const std::uint32_t most = !spec.repeats ? 1 : spec.most > 0 ? spec.most : kMostOnsets;
    for (std::uint32_t i = 0; i < most && onset < end; ++i) {
        const Time over = onset + mask_length(spec, key, i);
        add_disruption(profile, onset, over, spec.level, spec.recovery);
        Draws gap{key, hash, Purpose::mask_onset, i + 1};
        onset = over + std::max(sample_duration(spec.every, gap), Duration{1});
    }
    return profile;
}

}  // namespace

GateRun run_gate(const GateSpec& spec, const Timelines& before, RandomKey key, Time shuts) {
    const std::uint64_t hash = hash_name("gate:" + spec.name);
    Draws onset{key, hash, Purpose::gate_onset, 0};
    GateRun run;
    run.shuts = shuts;
    sample_duration(spec.shuts, onset);
    Time at = std::max(run.shuts, Time{} + sample_duration(spec.begins, onset));
    run.opens = Time::never();
    for (const GateId g : spec.after) {
        const Time opens = before.gates[g.index()].opens;
        if (opens == Time::never()) {
            return run;
        }
        at = std::max(at, opens);
    }
    std::size_t stage = 0;
    for (std::uint32_t i = 0; stage < spec.stages.size() && i < kMostStages; ++i) {
        const GateStage& s = spec.stages[stage];
        Draws takes{key, hash, Purpose::gate_stage, i};
        at = at + sample_regime_time(s.takes, before.regimes, at, takes);
        Draws result{key, hash, Purpose::gate_result, i};
        if (result.uniform() < s.denied) {
            run.denied = true;
            return run;
        }
        if (result.uniform() < s.fails) {
            ++run.fails;
            stage = s.back_to;
        } else {
            ++stage;
        }
    }
    run.opens = stage == spec.stages.size() ? at : Time::never();
    return run;
}

Time mask_from(const MaskSpec& mask, RandomKey key) {
    Draws first{key, hash_name("mask:" + mask.name), Purpose::mask_onset, 0};
    return Time{} + sample_duration(mask.from, first);
}

Duration mask_length(const MaskSpec& mask, RandomKey key, std::uint32_t ordinal) {
    Draws lasts{key, hash_name("mask:" + mask.name), Purpose::mask_length, ordinal};
    return std::max(sample_duration(mask.lasts, lasts), Duration{1});
}

std::uint32_t state_at(const std::vector<RegimeChange>& regime, Time at) {
    const auto next = std::ranges::upper_bound(regime, at, {}, &RegimeChange::at);
    return next == regime.begin() ? 0 : (next - 1)->state;
}

Duration sample_regime_time(const RegimeTime& time,
                            const std::vector<std::vector<RegimeChange>>& regimes, Time at,
                            Draws& draws) {
    if (!time.regime.valid()) {
        return sample_duration(time.otherwise, draws);
    }
    return sample_duration(time.by_state[state_at(regimes[time.regime.index()], at)], draws);
}

Timelines make_timelines(const LineSpec& line, RandomKey key, Time end) {
    Timelines out;
    for (const RegimeSpec& r : line.regimes) {
        out.regimes.push_back(regime_run(r, key, end));
    }
    for (const GateSpec& g : line.gates) {
        if (g.when.kind != ConditionSpec::Kind::none) {
            out.gates.push_back({.shuts = Time::never(), .opens = Time{}});
            continue;
        }
        Draws onset{key, hash_name("gate:" + g.name), Purpose::gate_onset, 0};
        out.gates.push_back(run_gate(g, out, key, Time{} + sample_duration(g.shuts, onset)));
    }
    for (const MaskSpec& m : line.masks) {
        out.masks.push_back(mask_run(m, key, end));
    }
    return out;
}

}  // namespace packline::packaging
