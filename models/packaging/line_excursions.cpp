// Excursions: a tool drifts unseen, its lots get more defects, until it is found and repaired.

#include "models/packaging/line.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

const ExcursionSpec& Line::excursion_spec(const ExcursionState& state) const {
    return tables_.spec.excursions_of(tools_[state.tool].station)[state.index];
}

Draws Line::excursion_draws(const ExcursionState& state, Purpose purpose,
                            std::uint32_t ordinal) const {
    return {options_.key, combine(tools_[state.tool].hash, hash_name(excursion_spec(state).name)),
            purpose, ordinal};
}

/// From now on the tool works as it should; the next drift is drawn.
void Line::plan_excursion(std::uint32_t e) {
    const ExcursionState& state = excursions_[e];
    const ExcursionSpec& spec = excursion_spec(state);
    if (spec.per_lot > 0) {
        return;  // drawn lot by lot
    }
    Draws d = excursion_draws(state, Purpose::excursion_onset, state.ordinal);
    const EntityId tool = tools_[state.tool].entity;
    send(tool, tool, now() + std::max(sample_duration(spec.after, d), Duration{1}),
         Priority::failure, LineEvent::drift, e);
}

void Line::drift(std::uint32_t e) {
    ExcursionState& state = excursions_[e];
    const ExcursionSpec& spec = excursion_spec(state);
    const Tool& tool = tools_[state.tool];
    state.drifting = true;
    state.since = now();
    ++station_statistics(tool.station).excursions;
    trace(TraceKind::drift, LotId::none(), &tool);
    if (spec.found_in_time) {
        Draws d = excursion_draws(state, Purpose::excursion_delay, state.ordinal);
        send(tool.entity, tool.entity,
             now() + std::max(sample_duration(spec.found_after, d), Duration{1}), Priority::failure,
             LineEvent::drift_found, e, static_cast<std::uint16_t>(state.ordinal));
    }
}

/// What the tool did to the lot beside the step itself. False where nothing is left of it.
bool Line::leave_tool(LotId lot, std::uint32_t index) {
    const Station& station = station_of(tools_[index]);
    const std::uint32_t first = station.first_excursion + tools_[index].number * station.excursions;
    for (std::uint32_t e = first; e < first + station.excursions; ++e) {
        ExcursionState& state = excursions_[e];
        const ExcursionSpec& spec = excursion_spec(state);
        const auto lots = static_cast<std::uint32_t>(++state.lots);
        if (spec.per_lot > 0 && !state.drifting && !state.in_repair &&
            excursion_draws(state, Purpose::excursion_onset, lots).uniform() < spec.per_lot) {
            drift(e);
        }
        if (!spec.watch.empty() || state.drifting) {
            mark(lot, e, state.drifting);
        }
        if (state.drifting && !spoil_by_drift(lot, e, spec)) {
            return false;
        }
    }
    return true;
}

/// What the tool and disruptions did to the lot beside its step: once, also where it is tested
/// again. False where nothing is left of it.
bool Line::comes_through(LotId lot, std::uint32_t tool) {
    return lots_.detail(lot).retest_pass > 0 ||
           (leave_tool(lot, tool) && survives_disruptions(lot, tool));
}

bool Line::spoil_by_drift(LotId lot, std::uint32_t e, const ExcursionSpec& spec) {
    const StepTable& step = step_of(lot);
    StationStatistics& s = station_statistics(step.station);
    const Population& p = lots_.population(lot);
    ++s.drifted_lots;
    s.drifted_sites += p.sites;
    return spoil(lot, std::span{&spec.yield, 1},
                 {options_.key, combine(combine(lots_[lot].key, step.hash), e), lots_[lot].loops});
}

void Line::mark(LotId lot, std::uint32_t e, bool drifted) {
    LotDetail& detail = lots_.detail(lot);
    auto place = std::ranges::find(detail.marks, e, &ExcursionMark::excursion);
    if (place == detail.marks.end()) {
        // The oldest mark is the one that matters least.
        std::rotate(detail.marks.begin(), detail.marks.end() - 1, detail.marks.end());
        place = detail.marks.begin();
        *place = {e, false};
    }
    place->drifted = place->drifted || drifted;
}

/// The finds of a step in this lot go on the charts of the tools that made it.
void Line::watch_tools(LotId lot, const StepTable& step, std::int64_t looked_at) {
    const Population& p = lots_.population(lot);
    const std::array<ExcursionMark, kExcursionMarks> marks = lots_.detail(lot).marks;
    for (const ExcursionMark& m : marks) {
        if (!m.valid()) {
            continue;
        }
        ExcursionState& state = excursions_[m.excursion];
        const ExcursionSpec& spec = excursion_spec(state);
        if (spec.watch != step.spec->name || state.in_repair || p.items == 0) {
            continue;
        }
        const MechanismId mechanism = spec.yield.mechanism;
        const auto& finds = step.spec->inspection.finds;
        std::int64_t found = 0;
        for (std::size_t i = 0; i < finds.size(); ++i) {
            found += finds[i].mechanism == mechanism ? found_[i] : 0;
        }
        const std::int64_t all =
            of_sites(lot, mechanism) ? p.sites * looked_at / p.items : looked_at;
        const double share = all > 0 ? static_cast<double>(found) / static_cast<double>(all) : 0.0;
        if (state.chart.add(share, spec.lots, spec.threshold)) {
            find_drift(m.excursion);
        }
    }
}

/// The tool stops for its repair; a false alarm costs as much.
void Line::find_drift(std::uint32_t e) {
    ExcursionState& state = excursions_[e];
    const ExcursionSpec& spec = excursion_spec(state);
    Tool& tool = tools_[state.tool];
    StationStatistics& s = station_statistics(tool.station);
    if (state.drifting) {
        s.drift_found.add(now() - state.since);
    } else {
        ++s.false_alarms;
    }
    if (spec.screens) {
        for (std::size_t i = 0; i < lots_.slots(); ++i) {
            const LotId lot = LotId::from_index(i);
            for (const ExcursionMark& m : lots_.detail(lot).marks) {
                if (lots_[lot].state != LotState::gone && m.excursion == e && m.drifted) {
                    lots_.detail(lot).rejected = true;
                }
            }
        }
    }
    state.drifting = false;
    state.in_repair = true;
    state.chart.clear();
    ++tool.failing;
    trace(TraceKind::down, LotId::none(), &tool);
    Draws d = excursion_draws(state, Purpose::excursion_repair, state.ordinal++);
    send(tool.entity, tool.entity, now() + std::max(sample_duration(spec.repair, d), Duration{1}),
         Priority::repair, LineEvent::drift_repaired, e);
    settle(state.tool);
}

void Line::drift_repaired(std::uint32_t e) {
    ExcursionState& state = excursions_[e];
    state.in_repair = false;
    --tools_[state.tool].failing;
    trace(TraceKind::up, LotId::none(), &tools_[state.tool]);
    plan_excursion(e);
    settle(state.tool);
}

}  // namespace packline::packaging
