#include "models/packaging/disruptions/disruption.hpp"

#include "sim/base/hash.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

/// How many of so many tools run at all at this level.
std::uint32_t tools_in_use(const Disruption& d, std::uint32_t tools, double level) {
    const RunningTools running = running_tools(tools, level, d.duty);
    return running.whole + (running.on > Duration{} ? 1 : 0);
}

/// The next change at which fewer than `limit` of so many tools run that ran before; never where
/// there is none up to `until`.
Time next_stop(const Disruption& d, std::uint32_t limit, std::uint32_t tools, Time now,
               Time until) {
    std::uint32_t in_use = tools_in_use(d, tools, level_at(d.profile, now));
    for (LevelChange c = next_change(d.profile, now); c.at <= until && c.at != Time::never();
         c = next_change(d.profile, c.at)) {
        const std::uint32_t left = tools_in_use(d, tools, c.level);
        if (left < in_use && left < limit) {
            return c.at;
        }
        in_use = left;
    }
    return Time::never();
}

/// New tools come to full speed and yield step by step.
void add_ramps(const PlanSpec& plan, Time ready, std::vector<Disruption>& out) {
    const auto ramp = [&](MaskEffect effect, double level) {
        if (level < 1.0) {
            Disruption d{.effect = effect,
                         .scope = &plan.scope,
                         .hash = hash_name("plan:" + plan.name),
                         .mechanism = plan.mechanism};
            if (ready != Time::never()) {
                add_disruption(d.profile, ready, ready, level, plan.ramp);
            }
            out.push_back(std::move(d));
        }
    };
    ramp(MaskEffect::speed, plan.ramp_speed);
    ramp(MaskEffect::yield, plan.ramp_yield);
}

/// What all of these disruptions leave of what `meant` tells.
template <class Meant>
double level_left_of(const DisruptionState& state, const std::vector<std::uint32_t>& acting,
                     Time now, bool& lost, Meant meant) {
    double level = 1.0;
    lost = false;
    for (const std::uint32_t i : acting) {
        const Acting& a = state.acting[i];
        if (meant(a)) {
            level *= level_left(state.all[a.disruption], now, lost);
        }
    }
    return level;
}

}  // namespace

PersonsAlike persons_alike(const LineSpec& line, const std::vector<OperatorGroupId>& groups,
                           OperatorGroupId group) {
    const OperatorGroupSpec& spec = line.operators[group.index()];
    PersonsAlike out;
    for (const OperatorGroupId other : groups) {
        const OperatorGroupSpec& o = line.operators[other.index()];
        const bool alike = o.skills == spec.skills && o.area == spec.area;
        out.all += alike ? o.persons : 0;
        out.before += alike && other.index() < group.index() ? o.persons : 0;
    }
    return out;
}

double level_left(const Disruption& disruption, Time now, bool& lost) {
    const double level = level_at(disruption.profile, now);
    lost = lost || (level < 1.0 && disruption.held_are_lost);
    return level;
}

std::vector<Disruption> make_disruptions(const LineSpec& line, const Timelines& timelines) {
    std::vector<Disruption> out;
    for (std::size_t i = 0; i < line.gates.size(); ++i) {
        const GateRun& run = timelines.gates[i];
        Disruption d{.scope = &line.gates[i].scope,
                     .profile = {},
                     .hash = hash_name("gate:" + line.gates[i].name),
                     .notice = {},
                     .grace = {},
                     .reentry = line.gates[i].reentry,
                     .mechanism = {},
                     .onsets = 0};
        if (run.shuts < run.opens) {
            add_disruption(d.profile, run.shuts, run.opens, 0.0, Duration{});
        }
        out.push_back(std::move(d));
    }
    for (std::size_t i = 0; i < line.masks.size(); ++i) {
        const MaskSpec& m = line.masks[i];
        out.push_back({.effect = m.effect,
                       .scope = &m.scope,
                       .profile = timelines.masks[i],
                       .hash = hash_name("mask:" + m.name),
                       .notice = m.notice,
                       .has_grace = m.has_grace,
                       .grace = m.grace,
                       .inside = m.inside,
                       .duty = m.duty,
                       .held_are_lost = m.held_are_lost,
                       .reentry = m.reentry,
                       .mechanism = m.mechanism,
                       .onsets = 0});
    }
    for (std::size_t i = 0; i < line.plans.size(); ++i) {
        add_ramps(line.plans[i], timelines.plans[i].ready, out);
    }
    return out;
}

Time next_look(const Disruption& d, std::uint32_t tools, Time now) {
    const LevelChange change = change_at(d.profile, now);
    Time next = next_change(d.profile, now).at;
    if (d.notice > Duration{}) {
        const Time stop = next_stop(d, tools, tools, now + d.notice, Time::never());
        next = stop != Time::never() ? std::min(next, stop - d.notice) : next;
    }
    const Duration on = running_tools(tools, change.level, d.duty).on;
    const bool in_turns = d.effect == MaskEffect::capacity || d.effect == MaskEffect::workforce;
    if (in_turns && on > Duration{}) {
        const Duration phase{(now - change.at).us % d.duty.us};
        next = std::min(next, now - phase + (phase < on ? on : d.duty));
    }
    return next;
}

std::uint32_t running_now(const Disruption& d, std::uint32_t n, Time now) {
    const LevelChange change = change_at(d.profile, now);
    const RunningTools running = running_tools(n, change.level, d.duty);
    const bool one_more = Duration{(now - change.at).us % d.duty.us} < running.on;
    return running.whole + (one_more ? 1 : 0);
}

bool tool_runs(const Disruption& d, std::uint32_t number, std::uint32_t tools, Time now) {
    return number < running_now(d, tools, now);
}

Time ends_by(const Disruption& d, std::uint32_t number, std::uint32_t tools, Time now) {
    if (d.notice == Duration{}) {
        return Time::never();
    }
    const Time stop = next_stop(d, number + 1, tools, now, now + d.notice);
    return stop != Time::never() ? stop + d.grace : Time::never();
}

double starts_level(const DisruptionState& state, ProductId product, Time now, bool& lost) {
    return level_left_of(state, state.holding_starts, now, lost,
                         [&](const Acting& a) { return a.product == product; });
}

double supply_level(const DisruptionState& state, MaterialId material, bool second_source, Time now,
                    bool& lost) {
    return level_left_of(state, state.holding_supply, now, lost, [&](const Acting& a) {
        return a.material == material && a.second_source == second_source;
    });
}

}  // namespace packline::packaging
