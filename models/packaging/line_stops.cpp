// What stops tools: here breakdowns and assists, in line_maintenance.cpp maintenance and shifts.
// Stops may overlap; a tool works when none is left.

#include "models/packaging/line.hpp"
#include "models/packaging/stations/calendar.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace packline::packaging {

void Line::start_stops() {
    for (std::size_t s = 0; s < stations_.size(); ++s) {
        Station& station = stations_[s];
        const StationId id = StationId::from_index(s);
        if (!belongs_here(id)) {
            continue;
        }
        if (station.spec->calendar.valid()) {
            station.open = open_at(tables_.spec.calendars[station.spec->calendar.index()], now());
            plan_shift(id);
        }
        for (std::uint32_t t = 0; t < station.spec->tools; ++t) {
            const std::uint32_t tool = station.first_tool + t;
            if (tools_[tool].installed) {
                start_tool_stops(tool);
            } else {
                for (std::size_t f = 0; f < station.spec->failures.size(); ++f) {
                    failures_[station_of(tools_[tool]).failure_index(tools_[tool], f)].due =
                        Duration{std::numeric_limits<std::int64_t>::max()};
                }
            }
            settle(tool);
        }
    }
}

void Line::start_tool_stops(std::uint32_t tool) {
    const Station& station = station_of(tools_[tool]);
    const StationSpec& spec = *station.spec;
    for (std::size_t f = 0; f < spec.failures.size(); ++f) {
        plan_failure(tool, f);
    }
    for (std::size_t m = 0; m < spec.maintenance.size(); ++m) {
        plan_maintenance(tool, m);
    }
    for (std::uint32_t e = 0; e < station.excursions; ++e) {
        plan_excursion(station.first_excursion + tools_[tool].number * station.excursions + e);
    }
}

/// Brings everything that follows from a tool's flags up to date.
void Line::settle(std::uint32_t index) {
    try_maintenance(index);
    if (station_of(tools_[index]).needs_operators) {
        attend(index);
    }
    set_clock(index);
    set_state(index);
    refresh_offer(index);
    schedule_progress(index);
}

/// Whether what is inside cannot go on for another reason than a stop or a lack of people: behind
/// what cannot leave, in maintenance, off shift, or cut off by a mask.
bool Line::stands_still(const Tool& tool) const {
    const Station& station = station_of(tool);
    const bool stuck = tool.finished_inside > 0 && !goes_on_one_by_one(station.spec->kind);
    const bool closed = !station.open && station.spec->calendar_interrupts;
    return stuck || closed || tool.cut > 0 || tool.maintenance_running >= 0;
}

void Line::set_clock(std::uint32_t index) {
    Tool& tool = tools_[index];
    const bool works = tool.loads_inside > 0 && tool.failing == 0 && !stands_still(tool) &&
                       (!station_of(tool).needs_operators || staff_[index].unattended == 0);
    if (works) {
        tool.clock.run(now());
    } else if (tool.clock.running()) {
        tool.clock.stop(now());
    }
}

void Line::set_state(std::uint32_t index) {
    Tool& tool = tools_[index];
    ToolState state = ToolState::standby;
    if (tool.clock.running()) {
        const bool engineering = tool.engineering_loads == tool.loads_inside;
        state = tool.in_setup ? ToolState::setup
                : engineering ? ToolState::engineering
                              : ToolState::productive;
    } else if (!station_of(tool).open || !tool.installed || tool.closed > 0) {
        state = tool.qualifying ? ToolState::engineering : ToolState::non_scheduled;
    } else if (tool.failing > 0) {
        state = tool.assists == tool.failing ? ToolState::assist : ToolState::failure;
        if (station_of(tool).needs_operators && staff_[index].waiting_stops == tool.failing) {
            state = ToolState::crew_wait;
        }
    } else if (tool.maintenance_running >= 0) {
        state = ToolState::maintenance;
    } else if (tool.finished_inside > 0) {
        state = ToolState::blocked;
    } else if (station_of(tool).needs_operators &&
               (staff_[index].unattended > 0 || staff_[index].lots_short)) {
        state = ToolState::operator_wait;
    }
    if (state != tool.state) {
        if (station_of(tool).needs_operators) {
            book_waiting(index, state);
        }
        if (tool.state == ToolState::blocked) {
            tool.blocked_clock += now() - tool.state_since;
        }
        tool.in_state[static_cast<std::size_t>(tool.state)] += now() - tool.state_since;
        if (station_of(tool).meter != nullptr) {
            station_of(tool).meter->change(group_of(tool.state), group_of(state), now());
        }
        tool.state = state;
        tool.state_since = now();
    }
}

// Breakdowns and assists.

void Line::plan_failure(std::uint32_t index, std::size_t f) {
    Tool& tool = tools_[index];
    const FailureSpec& spec = station_of(tool).spec->failures[f];
    FailureState& state = failures_[station_of(tool).failure_index(tool, f)];
    Draws d{options_.key, combine(tool.hash, hash_name(spec.name)), Purpose::time_to_failure,
            state.ordinal++};
    const Duration time = std::max(sample_duration(spec.time_between, d), Duration{1});
    if (spec.clock == FailureClock::calendar) {
        send(tool.entity, tool.entity, now() + time, Priority::failure, LineEvent::failure,
             (std::uint64_t{f} << 32) | index);
        state.due = Duration{std::numeric_limits<std::int64_t>::max()};
    } else {
        state.due = tool.clock.at(now()) + time;
    }
}

Duration Line::next_busy_failure(const Tool& tool) const {
    if (!station_of(tool).busy_failures) {
        return Duration{std::numeric_limits<std::int64_t>::max()};
    }
    const std::size_t first = station_of(tool).failure_index(tool, 0);
    const std::size_t count = station_of(tool).spec->failures.size();
    Duration next{std::numeric_limits<std::int64_t>::max()};
    for (std::size_t f = 0; f < count; ++f) {
        next = std::min(next, failures_[first + f].due);
    }
    return next;
}

std::size_t Line::due_busy_failure(const Tool& tool) const {
    const std::size_t first = station_of(tool).failure_index(tool, 0);
    const std::size_t count = station_of(tool).spec->failures.size();
    std::size_t due = 0;
    for (std::size_t f = 1; f < count; ++f) {
        due = failures_[first + f].due < failures_[first + due].due ? f : due;
    }
    return due;
}

void Line::fail(std::uint32_t index, std::size_t f) {
    Tool& tool = tools_[index];
    const FailureSpec& spec = station_of(tool).spec->failures[f];
    FailureState& state = failures_[station_of(tool).failure_index(tool, f)];
    state.due = Duration{std::numeric_limits<std::int64_t>::max()};
    if (spec.waits_for_maintenance && tool.maintenance_running >= 0) {
        state.waits = true;
        return;
    }
    if (spec.one_site) {
        lose_site(index);
        begin_repair(index, f);  // the cell works on meanwhile: no crew is asked for
    } else {
        stop(index, spec);
        ask_for_repair(index, f);
    }
    settle(index);
}

/// The whole tool stands still.
void Line::stop(std::uint32_t index, const FailureSpec& spec) {
    Tool& tool = tools_[index];
    ++tool.failing;
    StationStatistics& s = station_statistics(tool.station);
    if (spec.assist) {
        ++tool.assists;
        ++s.assists;
    } else {
        ++s.failures;
    }
    trace(TraceKind::down, LotId::none(), &tool);
    if (!spec.assist) {
        if (station_of(tool).spec->setup.lost_on_failure) {
            lose_setup(index);
        }
        interrupt_loads(index, spec.on_failure);
    }
}

void Line::begin_repair(std::uint32_t index, std::size_t f) {
    const Tool& tool = tools_[index];
    const FailureSpec& spec = station_of(tool).spec->failures[f];
    Draws d{options_.key, combine(tool.hash, hash_name(spec.name)), Purpose::repair_time,
            failures_[station_of(tool).failure_index(tool, f)].ordinal};
    const Duration time = std::max(sample_duration(spec.repair, d), Duration{1});
    send(tool.entity, tool.entity, now() + time, Priority::repair, LineEvent::repair,
         (std::uint64_t{f} << 32) | index);
}

void Line::repair(std::uint32_t index, std::size_t f) {
    Tool& tool = tools_[index];
    const FailureSpec& spec = station_of(tool).spec->failures[f];
    if (spec.one_site) {
        regain_site(index);
    } else {
        --tool.failing;
        tool.assists = static_cast<std::uint8_t>(tool.assists - (spec.assist ? 1 : 0));
        if (station_of(tool).needs_operators) {
            repair_attended(index, f);
        }
        trace(TraceKind::up, LotId::none(), &tool);
    }
    plan_failure(index, f);
    settle(index);
}

void Line::interrupt_loads(std::uint32_t index, OnFailure action) {
    Tool& tool = tools_[index];
    if (tool.loads_inside == 0 || action == OnFailure::resume) {
        return;
    }
    if (action == OnFailure::scrap) {
        scrap_loads(index);
        return;
    }
    const Duration mark = tool.clock.at(now());
    Duration longest{};
    for (LoadId id = tool.loads; id.valid(); id = agenda_.load(id).next) {
        Load& load = agenda_.load(id);
        const Duration again = mark - load.restart_mark;
        load.restart_mark = mark;
        agenda_.shift(tool.milestones, id, again);
        longest = std::max(longest, again);
    }
    if (tool.in_setup) {
        // The setup is done again from its own start, which a load inside may be older than.
        MilestoneId done = tool.milestones;
        while (agenda_.at(done).kind != MilestoneKind::setup_done) {
            done = agenda_.at(done).next;
        }
        const Duration at = agenda_.at(done).mark + (mark - tool.setup_mark);
        agenda_.drop(tool.milestones, LoadId::none());
        agenda_.add(tool.milestones, at, MilestoneKind::setup_done, LoadId::none());
        tool.setup_mark = mark;
    }
    for (Duration& chamber : chambers_[index]) {
        chamber = chamber > mark ? chamber + longest : chamber;
    }
}

void Line::scrap_loads(std::uint32_t index) {
    Tool& tool = tools_[index];
    while (tool.loads.valid()) {
        const LoadId id = tool.loads;
        const Load load = agenda_.load(id);
        agenda_.drop(tool.milestones, id);
        remove_load(tool, id);
        for (LotId lot = load.first; lot.valid();) {
            const LotId next = lots_[lot].next;
            const JoinId join = lots_[lot].join;
            lots_[lot].next = LotId::none();
            if (load.pieces_left > 0 && join.valid()) {
                // Sublots that will now never be made.
                joins_[join].members -= static_cast<std::uint32_t>(load.pieces_left);
            }
            scrap_lot(lot, reason(LossReason::tool_failure));
            lot = next;
        }
    }
    agenda_.drop(tool.milestones, LoadId::none());  // a setup under way
    std::ranges::fill(chambers_[index], Duration{});
    tool.in_setup = false;
    tool.entrance_free = true;
}

/// What is inside needs its setup again before it goes on.
void Line::lose_setup(std::uint32_t index) {
    Tool& tool = tools_[index];
    const FamilyId family = tool.setup;
    tool.setup = FamilyId::none();
    if (tool.loads_inside == 0 || !family.valid()) {
        return;
    }
    Load& load = agenda_.load(tool.loads);
    const Duration mark = tool.clock.at(now());
    if (tool.in_setup) {
        const Duration again = mark - tool.setup_mark;
        agenda_.shift(tool.milestones, LoadId::none(), again);
        for (Duration& chamber : chambers_[index]) {
            chamber = chamber > mark ? chamber + again : chamber;
        }
        load.setup += again;
        end_setup_time(tool, mark);
        tool.setup_mark = mark;
    } else {
        const LotId lot = load.first;
        Draws d = draws(lot, step_of(lot))(Purpose::setup_time, 1);
        const Duration setup =
            sample_duration(station_of(tool).spec->setup.change(FamilyId::none(), family), d);
        agenda_.shift(tool.milestones, LoadId::none(), setup);
        for (Duration& chamber : chambers_[index]) {
            chamber = chamber > mark ? chamber + setup : chamber;
        }
        load.setup += setup;
        if (setup > Duration{}) {
            tool.in_setup = true;
            load.setting_up = station_of(tool).needs_operators;
            tool.setup_mark = mark;
            agenda_.add(tool.milestones, mark + setup, MilestoneKind::setup_done, LoadId::none());
        }
        ++station_statistics(tool.station).setups;
    }
    tool.setup = family;
}

/// No load went on from the start of the setup to `mark`: what a load would do again began so much
/// later.
void Line::end_setup_time(const Tool& tool, Duration mark) {
    for (LoadId id = tool.loads; id.valid(); id = agenda_.load(id).next) {
        Load& load = agenda_.load(id);
        load.restart_mark = std::min(load.restart_mark + (mark - tool.setup_mark), mark);
    }
}

}  // namespace packline::packaging
