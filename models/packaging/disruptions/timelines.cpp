#include "models/packaging/disruptions/timelines.hpp"

#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>
#include <span>

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

/// Stages one after the other, and back where one fails.
class Walk {
public:
    Walk(std::uint64_t hash, const std::vector<std::vector<RegimeChange>>& regimes, RandomKey key)
        : hash_{hash}, regimes_{regimes}, key_{key} {}

    /// Goes on to the end of the last stage, or to one of lots. `lots_take`: see make_timelines.
    void go_on(std::span<const GateStage> stages, std::span<const Duration> lots_take,
               StageRun& run) const {
        while (run.stage < stages.size() && !run.denied && run.taken < kMostStages) {
            const GateStage& stage = stages[run.stage];
            if (stage.lots > 0 && lots_take.empty()) {
                run.waits_for_lots = true;
                return;
            }
            if (stage.lots > 0) {
                run.at = run.at + lots_take[stage.lots_of.index()];
            }
            finish(stage, false, run);
        }
    }

    /// The time and the result of a stage.
    void finish(const GateStage& stage, bool lost, StageRun& run) const {
        Draws takes{key_, hash_, Purpose::gate_stage, run.taken};
        run.at = run.at + sample_regime_time(stage.takes, regimes_, run.at, takes);
        Draws result{key_, hash_, Purpose::gate_result, run.taken++};
        run.denied = result.uniform() < stage.denied;
        const bool fails = result.uniform() < stage.fails || lost;
        if (fails && !run.denied) {
            ++run.fails;
            run.stage = stage.back_to;
        } else if (!run.denied) {
            ++run.stage;
        }
    }

private:
    std::uint64_t hash_;
    const std::vector<std::vector<RegimeChange>>& regimes_;
    RandomKey key_;
};

std::uint64_t gate_hash(const GateSpec& gate) { return hash_name("gate:" + gate.name); }

Time end_of(std::span<const GateStage> stages, const StageRun& run) {
    return run.stage == stages.size() ? run.at : Time::never();
}

/// When the last of these gates opens, not before `at`.
Time all_open(const std::vector<GateId>& gates, const Timelines& before, Time at) {
    for (const GateId g : gates) {
        at = std::max(at, before.gates[g.index()].opens);
    }
    return at;
}

/// The date from which a gate that waits for no condition is shut.
Time shuts_at(const GateSpec& spec, RandomKey key) {
    Draws onset{key, gate_hash(spec), Purpose::gate_onset, 0};
    return Time{} + sample_duration(spec.shuts, onset);
}

PlanRun plan_run(const PlanSpec& spec, const Timelines& before, RandomKey key) {
    const std::uint64_t hash = hash_name("plan:" + spec.name);
    Draws date{key, hash, Purpose::gate_onset, 0};
    PlanRun run;
    run.ordered = Time{} + sample_duration(spec.ordered, date);
    StageRun so_far;
    const auto through = [&](const std::vector<GateStage>& stages, Time at) {
        so_far.stage = 0;
        so_far.at = at;
        if (at == Time::never()) {
            return at;
        }
        Walk{hash, before.regimes, key}.go_on(stages, {}, so_far);
        return end_of(stages, so_far);
    };
    run.delivered = through(spec.to_the_site, run.ordered);
    run.installed = through(spec.installation, all_open(spec.after, before, run.delivered));
    run.ready = through(spec.qualification, run.installed);
    run.fails = so_far.fails;
    run.denied = so_far.denied;
    return run;
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

GateRun run_gate(const GateSpec& spec, const Timelines& before, RandomKey key, Time shuts,
                 std::span<const Duration> lots_take) {
    Draws onset{key, gate_hash(spec), Purpose::gate_onset, 0};
    GateRun run;
    run.shuts = shuts;
    sample_duration(spec.shuts, onset);
    const Time begins = std::max(run.shuts, Time{} + sample_duration(spec.begins, onset));
    run.stages.at = all_open(spec.after, before, begins);
    if (run.stages.at != Time::never()) {
        Walk{gate_hash(spec), before.regimes, key}.go_on(spec.stages, lots_take, run.stages);
        run.opens = end_of(spec.stages, run.stages);
    }
    return run;
}

Time mask_from(const MaskSpec& mask, RandomKey key) {
    Draws first{key, hash_name("mask:" + mask.name), Purpose::mask_onset, 0};
    return Time{} + sample_duration(mask.from, first);
}

Time rationed_from(const BudgetSpec& budget, RandomKey key) {
    Draws from{key, hash_name("budget:" + budget.name), Purpose::mask_onset, 0};
    return Time{} + sample_duration(budget.from, from);
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

double number_at(const RegimeNumber& number, const std::vector<std::vector<RegimeChange>>& regimes,
                 Time at) {
    return number.regime.valid() ? number.by_state[state_at(regimes[number.regime.index()], at)]
                                 : number.otherwise;
}

Timelines make_timelines(const LineSpec& line, RandomKey key, Time end,
                         std::span<const Duration> lots_take) {
    Timelines out;
    for (const RegimeSpec& r : line.regimes) {
        out.regimes.push_back(regime_run(r, key, end));
    }
    for (const GateSpec& g : line.gates) {
        if (g.when.kind != ConditionSpec::Kind::none) {
            out.gates.push_back({.shuts = Time::never(), .opens = Time{}, .stages = {}});
            continue;
        }
        out.gates.push_back(run_gate(g, out, key, shuts_at(g, key), lots_take));
    }
    for (const MaskSpec& m : line.masks) {
        out.masks.push_back(mask_run(m, key, end));
    }
    for (const PlanSpec& p : line.plans) {
        out.plans.push_back(plan_run(p, out, key));
    }
    return out;
}

void lots_have_ended(const GateSpec& gate, RandomKey key, Time now, bool lost,
                     const std::vector<std::vector<RegimeChange>>& regimes, GateRun& run) {
    const Walk walk{gate_hash(gate), regimes, key};
    run.stages.waits_for_lots = false;
    run.stages.at = now;
    walk.finish(gate.stages[run.stages.stage], lost, run.stages);
    walk.go_on(gate.stages, {}, run.stages);
    run.opens = end_of(gate.stages, run.stages);
}

void follow_gate(const LineSpec& line, RandomKey key, GateId opened, Timelines& timelines,
                 std::vector<GateId>& changed) {
    changed.push_back(opened);
    const auto waited = [&](const std::vector<GateId>& after) {
        return std::ranges::any_of(
            after, [&](GateId g) { return std::ranges::find(changed, g) != changed.end(); });
    };
    for (std::size_t g = opened.index() + 1; g < line.gates.size(); ++g) {
        const GateSpec& gate = line.gates[g];
        if (gate.when.kind == ConditionSpec::Kind::none && waited(gate.after)) {
            timelines.gates[g] = run_gate(gate, timelines, key, shuts_at(gate, key));
            changed.push_back(GateId::from_index(g));
        }
    }
    for (std::size_t p = 0; p < line.plans.size(); ++p) {
        if (waited(line.plans[p].after)) {
            timelines.plans[p] = plan_run(line.plans[p], timelines, key);
        }
    }
}

}  // namespace packline::packaging
