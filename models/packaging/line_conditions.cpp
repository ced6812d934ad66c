// Budgets and other conditions that gates and masks start on.
//
// Meters are read at multiples of a budget's `reads` by each process that has stations of it, and
// told to the budget's home; half a reading later the home decides, and half a reading after that
// all act on it. A queue or a stock is looked at in its own process, and acts one reading later.
// So conditions tie no areas: the processes talk through channels of that lookahead.

#include "models/packaging/disruptions/watches.hpp"
#include "models/packaging/line_rations.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

/// In the payload of an event: whose turn it is, a budget or a watch.
constexpr std::uint64_t kWatch = std::uint64_t{1} << 32;
/// In the payload of a condition that is told.
constexpr std::uint64_t kEnds = std::uint64_t{1} << 32;

Time next_reading(Time now, Duration reads) { return Time{} + reads * (now.us / reads.us + 1); }

}  // namespace

void Line::start_conditions() {
    const LineSpec& line = tables_.spec;
    if (!has_watches(line)) {
        return;
    }
    // The first area of a process speaks for it.
    std::vector<EntityId> entity_of(processes_.size());
    for (std::size_t a = line.areas.size(); a-- > 0;) {
        const EntityId entity = tables_.watch_entity(AreaId::from_index(a));
        entity_of[processes_.process_of(entity.index())] = entity;
    }
    watches_.entity = entity_of[process_];
    for (std::size_t b = 0; b < line.budgets.size(); ++b) {
        const BudgetSpec& spec = line.budgets[b];
        BudgetState& state = watches_.budgets.emplace_back(
            BudgetState{.window = BudgetWindow{spec},
                        .stations = {},
                        .home = entity_of[watches_.homes->of_budget[b]],
                        .desk = {}});
        std::ranges::copy_if(spec.stations, std::back_inserter(state.stations),
                             [&](StationId s) { return belongs_here(s); });
        if (!state.stations.empty()) {
            send(watches_.entity, watches_.entity, next_reading(now(), spec.reads),
                 Priority::expire, LineEvent::read_meters, b);
        }
        if (watches_.homes->of_budget[b] == process_) {
            send(watches_.entity, watches_.entity,
                 next_reading(now(), spec.reads) + until_judged(spec), Priority::expire,
                 LineEvent::judge, b);
        }
    }
    Rationing{*this}.start();
    for (std::uint32_t d = 0; d < disruptions_of(line); ++d) {
        const ConditionSpec& when = condition_of(line, d);
        if (when.kind == ConditionSpec::Kind::none ||
            watches_.homes->of_disruption[d] != process_) {
            continue;
        }
        const bool gate = d < line.gates.size();
        Watch watch{
            .disruption = d, .when = &when, .from = {}, .most = 1, .busy_until = {}, .told = {}};
        if (!gate) {
            const MaskSpec& mask = line.masks[d - line.gates.size()];
            watch.from = mask_from(mask, options_.key);
            watch.most = mask.most;
        }
        for (const std::uint32_t process :
             concerned_processes(tables_, processes_, *watches_.homes, d)) {
            watch.told.push_back(entity_of[process]);
        }
        if (when.kind != ConditionSpec::Kind::budget) {
            send(watches_.entity, watches_.entity, next_reading(now(), when.reads),
                 Priority::expire, LineEvent::judge, kWatch | watches_.watches.size());
        }
        watches_.watches.push_back(std::move(watch));
    }
}

/// What the meters here have counted since the last reading.
void Line::read_meters(std::uint32_t index) {
    const BudgetSpec& spec = tables_.spec.budgets[index];
    BudgetState& budget = watches_.budgets[index];
    std::int64_t used = 0;
    for (const StationId s : budget.stations) {
        const Activity total = stations_[s.index()].meter->total(now());
        // Rounded station by station, so that the sum does not depend on which areas are apart.
        used += micro_units(amount(tables_.use_rates(s, spec.utility), total));
    }
    const std::int64_t since = used - budget.told;
    budget.told += since;
    send(watches_.entity, budget.home, now() + until_judged(spec), Priority::shift,
         LineEvent::budget_use, static_cast<std::uint64_t>(since),
         static_cast<std::uint16_t>(index));
    if (spec.ration > 0) {
        Rationing{*this}.tell(index, now() + until_judged(spec));
    }
    send(watches_.entity, watches_.entity, next_reading(now(), spec.reads), Priority::expire,
         LineEvent::read_meters, index);
}

void Line::judge(std::uint64_t what) {
    const auto index = static_cast<std::uint32_t>(what);
    if ((what & kWatch) != 0) {
        Watch& watch = watches_.watches[index];
        judge(watch, now() + watch.when->reads);
        send(watches_.entity, watches_.entity, next_reading(now(), watch.when->reads),
             Priority::expire, LineEvent::judge, what);
        return;
    }
    const BudgetSpec& spec = tables_.spec.budgets[index];
    const Time read = now() - until_judged(spec);
    BudgetWindow& window = watches_.budgets[index].window;
    window.read(read);
    Time in_force = watches_.budgets[index].rationed_from;
    for (Watch& watch : watches_.watches) {
        if (watch.when->kind == ConditionSpec::Kind::budget &&
            watch.when->budget.index() == index) {
            in_force = std::min(in_force, watch.from);
            judge(watch, read + spec.reads);
        }
    }
    if (in_force != Time::never() && read < in_force) {
        window.reset_statistics();  // nobody looks at it yet
    }
    if (spec.ration > 0) {
        if (read < watches_.budgets[index].rationed_from) {
            window.start_anew();
        }
        Rationing{*this}.share(index, read + spec.reads);
    }
    send(watches_.entity, watches_.entity, read + spec.reads + until_judged(spec), Priority::expire,
         LineEvent::judge, what);
}

/// Tells all whom it concerns what is to begin or end at `acts`.
void Line::judge(Watch& watch, Time acts) {
    const Verdict verdict = watch.judge(holds(*watch.when), now(), acts);
    if (verdict == Verdict::nothing) {
        return;
    }
    const bool begins = verdict == Verdict::begins;
    if (begins && !watch.when->while_it_holds && watch.disruption >= tables_.spec.gates.size()) {
        const MaskSpec& mask = tables_.spec.masks[watch.disruption - tables_.spec.gates.size()];
        watch.busy_until = acts + mask_length(mask, options_.key, watch.onsets);
    }
    watch.active = begins && watch.when->while_it_holds;
    watch.onsets += begins ? 1 : 0;
    for (const EntityId other : watch.told) {
        send(watches_.entity, other, acts, begins ? Priority::shift : Priority::resume,
             LineEvent::condition, watch.disruption | (begins ? 0 : kEnds));
    }
}

bool Line::holds(const ConditionSpec& when) const {
    switch (when.kind) {
        case ConditionSpec::Kind::budget:
            return watches_.budgets[when.budget.index()].window.used() >= when.level;
        case ConditionSpec::Kind::queue:
            return static_cast<std::int64_t>(stations_[when.station.index()].queue.size()) >
                   when.level;
        case ConditionSpec::Kind::stock:
            return stock_.in_stock(when.material) < when.level;
        case ConditionSpec::Kind::none:
            break;
    }
    return false;
}

/// A gate or mask begins or ends here, as it does at the same time in all processes.
void Line::on_condition(std::uint64_t payload) {
    const LineSpec& line = tables_.spec;
    const auto index = static_cast<std::uint32_t>(payload);
    Disruption& d = disrupted_.all[index];
    if (index < line.gates.size()) {
        GateRun& run = disrupted_.timelines.gates[index];
        run = run_gate(line.gates[index], disrupted_.timelines, options_.key, now());
        add_disruption(d.profile, run.shuts, run.opens, 0.0, Duration{});
        await_gate_lots(GateId::from_index(index));
    } else {
        const MaskSpec& mask = line.masks[index - line.gates.size()];
        if ((payload & kEnds) != 0) {
            end_disruption(d.profile, now(), mask.recovery);
        } else {
            const Time end = mask.when.while_it_holds
                                 ? Time::never()
                                 : now() + mask_length(mask, options_.key, d.onsets);
            ++d.onsets;
            add_disruption(d.profile, now(), end, mask.level, mask.recovery);
        }
    }
    for (std::uint32_t i = 0; i < disrupted_.acting.size(); ++i) {
        if (disrupted_.acting[i].disruption == index && disrupted_.acting[i].here) {
            act(i);
        }
    }
}

}  // namespace packline::packaging
