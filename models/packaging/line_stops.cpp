// What stops tools: breakdowns, assists, maintenance, shifts. Stops may overlap; a tool works
// when none is left.

#include "models/packaging/line.hpp"
#include "models/packaging/stations/calendar.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace packline::packaging {

void Line::start_stops() {
    for (std::size_t s = 0; s < stations_.size(); ++s) {
        Station& station = stations_[s];
        const StationId id = StationId::from_index(s);
        if (station.spec->calendar.valid()) {
            station.open = open_at(tables_.spec.calendars[station.spec->calendar.index()], now());
            plan_shift(id);
        }
        for (std::uint32_t t = 0; t < station.spec->tools; ++t) {
            const std::uint32_t tool = station.first_tool + t;
            for (std::size_t f = 0; f < station.spec->failures.size(); ++f) {
                plan_failure(tool, f);
            }
            for (std::size_t m = 0; m < station.spec->maintenance.size(); ++m) {
                plan_maintenance(tool, m);
            }
            settle(tool);
        }
    }
}

/// Brings everything that follows from a tool's flags up to date.
void Line::settle(std::uint32_t index) {
    try_maintenance(index);
    set_clock(index);
    set_state(index);
    refresh_offer(index);
    schedule_progress(index);
}

void Line::set_clock(std::uint32_t index) {
    Tool& tool = tools_[index];
    const Station& station = station_of(tool);
    const bool works = tool.loads_inside > 0 && tool.failing == 0 && tool.maintenance_running < 0 &&
                       (station.open || !station.spec->calendar_interrupts);
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
        state = tool.in_setup ? ToolState::setup : ToolState::productive;
    } else if (!station_of(tool).open) {
        state = ToolState::non_scheduled;
    } else if (tool.failing > 0) {
        state = tool.assists == tool.failing ? ToolState::assist : ToolState::failure;
    } else if (tool.maintenance_running >= 0) {
        state = ToolState::maintenance;
    }
    if (state != tool.state) {
        tool.in_state[static_cast<std::size_t>(tool.state)] += now() - tool.state_since;
        tool.state = state;
        tool.state_since = now();
    }
}

bool Line::can_start(const Tool& tool) const {
    return tool.entrance_free && tool.failing == 0 && tool.maintenance_running < 0 &&
           tool.maintenance_due == 0 && station_of(tool).open;
}

void Line::refresh_offer(std::uint32_t index) {
    if (can_start(tools_[index])) {
        offer(index);
        request_dispatch(tools_[index].station);
    } else {
        withdraw_offer(index);
    }
}

/// Joins the tools that can start: idle longest first, then by number. A repair or a closed
/// shift in between does not make a tool less idle.
void Line::offer(std::uint32_t index) {
    Tool& tool = tools_[index];
    if (tool.offered) {
        return;
    }
    Station& station = station_of(tool);
    tool.offered = true;
    if (station.offered.empty()) {
        station.idle_since = now();
    }
    const auto later = [&](std::uint32_t other) {
        return std::pair{tools_[other].idle_since, other} > std::pair{tool.idle_since, index};
    };
    station.offered.insert(std::ranges::find_if(station.offered, later), index);
}

void Line::withdraw_offer(std::uint32_t index) {
    Tool& tool = tools_[index];
    if (!tool.offered) {
        return;
    }
    Station& station = station_of(tool);
    tool.offered = false;
    std::erase(station.offered, index);
    if (station.offered.empty()) {
        station.idle_tool += now() - station.idle_since;
    }
}

// Breakdowns and assists.

std::size_t Line::failure_index(const Tool& tool, std::size_t f) const {
    const Station& station = station_of(tool);
    return station.first_failure + tool.number * station.spec->failures.size() + f;
}

void Line::plan_failure(std::uint32_t index, std::size_t f) {
    Tool& tool = tools_[index];
    const FailureSpec& spec = station_of(tool).spec->failures[f];
    FailureState& state = failures_[failure_index(tool, f)];
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
    const std::size_t first = failure_index(tool, 0);
    const std::size_t count = station_of(tool).spec->failures.size();
    Duration next{std::numeric_limits<std::int64_t>::max()};
    for (std::size_t f = 0; f < count; ++f) {
        next = std::min(next, failures_[first + f].due);
    }
    return next;
}

std::size_t Line::due_busy_failure(const Tool& tool) const {
    const std::size_t first = failure_index(tool, 0);
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
    FailureState& state = failures_[failure_index(tool, f)];
    state.due = Duration{std::numeric_limits<std::int64_t>::max()};
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
    Draws d{options_.key, combine(tool.hash, hash_name(spec.name)), Purpose::repair_time,
            state.ordinal};
    const Duration time = std::max(sample_duration(spec.repair, d), Duration{1});
    send(tool.entity, tool.entity, now() + time, Priority::repair, LineEvent::repair,
         (std::uint64_t{f} << 32) | index);
    settle(index);
}

void Line::repair(std::uint32_t index, std::size_t f) {
    Tool& tool = tools_[index];
    --tool.failing;
    if (station_of(tool).spec->failures[f].assist) {
        --tool.assists;
    }
    trace(TraceKind::up, LotId::none(), &tool);
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
        agenda_.shift(tool.milestones, LoadId::none(), mark - load.restart_mark);
        load.setup += mark - load.restart_mark;
        load.restart_mark = mark;
    } else {
        const LotId lot = load.first;
        Draws d = draws(lot, step_of(lot))(Purpose::setup_time, 1);
        const Duration setup =
            sample_duration(setup_time(station_of(tool).spec->setup, FamilyId::none(), family), d);
        agenda_.shift(tool.milestones, LoadId::none(), setup);
        for (Duration& chamber : chambers_[index]) {
            chamber = chamber > mark ? chamber + setup : chamber;
        }
        load.setup += setup;
        load.restart_mark += setup;
        if (setup > Duration{}) {
            tool.in_setup = true;
            agenda_.add(tool.milestones, mark + setup, MilestoneKind::setup_done, tool.loads);
        }
        ++station_statistics(tool.station).setups;
    }
    tool.setup = family;
}

// Maintenance.

std::size_t Line::maintenance_index(const Tool& tool, std::size_t m) const {
    const Station& station = station_of(tool);
    return station.first_maintenance + tool.number * station.spec->maintenance.size() + m;
}

/// Sends the next due date: on the grid of its interval, from the tool's own start.
void Line::plan_maintenance(std::uint32_t index, std::size_t m) {
    Tool& tool = tools_[index];
    const Station& station = station_of(tool);
    const MaintenanceSpec& spec = station.spec->maintenance[m];
    MaintenanceState& state = maintenance_[maintenance_index(tool, m)];
    const std::int64_t n = station.spec->tools;
    const std::int64_t turn = spec.stagger ? tool.number + 1 : n;
    if (spec.every_count > 0) {
        // The first one of a staggered tool comes early by what it has "already" handled.
        state.pieces = state.ordinal == 0 ? spec.every_count - spec.every_count * turn / n : 0;
        return;
    }
    if (state.ordinal == 0) {
        state.due = Time{} + Duration{spec.every.us / n * turn};
    } else {
        while (state.due <= now()) {
            state.due = state.due + spec.every;
        }
    }
    send(tool.entity, tool.entity, state.due, Priority::maintenance, LineEvent::maintenance_due,
         (std::uint64_t{m} << 32) | index);
}

void Line::maintenance_due(std::uint32_t index, std::size_t m) {
    Tool& tool = tools_[index];
    const MaintenanceSpec& spec = station_of(tool).spec->maintenance[m];
    tool.maintenance_due |= 1U << m;
    if (spec.has_window) {
        const std::uint32_t ordinal = maintenance_[maintenance_index(tool, m)].ordinal;
        send(tool.entity, tool.entity, now() + spec.window, Priority::maintenance,
             LineEvent::maintenance_window, (std::uint64_t{m} << 32) | index,
             static_cast<std::uint16_t>(ordinal));
    }
    settle(index);
}

void Line::maintenance_overdue(std::uint32_t index, std::size_t m) {
    tools_[index].maintenance_overdue |= 1U << m;
    settle(index);
}

void Line::count_pieces(std::uint32_t index, std::int64_t pieces) {
    Tool& tool = tools_[index];
    const auto& all = station_of(tool).spec->maintenance;
    for (std::size_t m = 0; m < all.size(); ++m) {
        MaintenanceState& state = maintenance_[maintenance_index(tool, m)];
        if (all[m].every_count > 0) {
            state.pieces += pieces;
            if (state.pieces >= all[m].every_count) {
                tool.maintenance_due |= 1U << m;
            }
        }
    }
}

/// Starts what is due if the tool is empty, or if it cannot wait for that any longer.
void Line::try_maintenance(std::uint32_t index) {
    Tool& tool = tools_[index];
    if (tool.maintenance_due == 0 || tool.maintenance_running >= 0 || tool.failing > 0) {
        return;
    }
    const std::uint32_t ready = tool.loads_inside == 0
                                    ? tool.maintenance_due
                                    : tool.maintenance_due & tool.maintenance_overdue;
    if (ready == 0) {
        return;
    }
    const auto m = static_cast<std::size_t>(std::countr_zero(ready));
    const MaintenanceSpec& spec = station_of(tool).spec->maintenance[m];
    MaintenanceState& state = maintenance_[maintenance_index(tool, m)];
    tool.maintenance_due &= ~(1U << m);
    tool.maintenance_overdue &= ~(1U << m);
    tool.maintenance_running = static_cast<std::int8_t>(m);
    if (station_of(tool).spec->setup.lost_on_maintenance) {
        lose_setup(index);
    }
    ++station_statistics(tool.station).maintenances;
    trace(TraceKind::pm_start, LotId::none(), &tool);
    Draws d{options_.key, combine(tool.hash, hash_name(spec.name)), Purpose::maintenance_time,
            state.ordinal++};
    const Duration time = std::max(sample_duration(spec.duration, d), Duration{1});
    send(tool.entity, tool.entity, now() + time, Priority::repair, LineEvent::maintenance_end,
         index);
}

void Line::end_maintenance(std::uint32_t index) {
    Tool& tool = tools_[index];
    const auto m = static_cast<std::size_t>(tool.maintenance_running);
    tool.maintenance_running = -1;
    trace(TraceKind::pm_end, LotId::none(), &tool);
    plan_maintenance(index, m);
    settle(index);
}

// Shifts.

void Line::plan_shift(StationId id) {
    const Station& station = stations_[id.index()];
    const CalendarSpec& calendar = tables_.spec.calendars[station.spec->calendar.index()];
    const Time next = next_change(calendar, now());
    if (next != Time::never()) {
        send(station.entity, station.entity, next, Priority::shift, LineEvent::shift, id.value);
    }
}

void Line::on_shift(StationId id) {
    Station& station = stations_[id.index()];
    station.open = open_at(tables_.spec.calendars[station.spec->calendar.index()], now());
    plan_shift(id);
    for (std::uint32_t t = 0; t < station.spec->tools; ++t) {
        settle(station.first_tool + t);
    }
}

}  // namespace packline::packaging
