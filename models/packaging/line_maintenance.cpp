// Planned stops: maintenance, and shifts of the calendar.

#include "models/packaging/line.hpp"
#include "models/packaging/stations/calendar.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>
#include <bit>

namespace packline::packaging {

/// Sends the next due date: on the grid of its interval, from the tool's own start.
void Line::plan_maintenance(std::uint32_t index, std::size_t m) {
    Tool& tool = tools_[index];
    const Station& station = station_of(tool);
    const MaintenanceSpec& spec = station.spec->maintenance[m];
    MaintenanceState& state = maintenance_[station.maintenance_index(tool, m)];
    const std::int64_t n = station.spec->tools;
    const std::int64_t turn = spec.stagger ? tool.number + 1 : n;
    if (spec.every_count > 0) {
        // The first one of a staggered tool comes early by what it has "already" handled.
        const std::int64_t first = spec.first_count > 0 ? spec.first_count : spec.every_count;
        if (state.ordinal > 0 || !state.stated) {
            state.pieces = state.ordinal == 0 ? spec.every_count - first * turn / n : 0;
        }
        return;
    }
    if (state.ordinal == 0) {
        const Duration first = spec.first > Duration{} ? spec.first : spec.every;
        state.due = state.stated ? std::max(state.due, now())  // of a tool that comes later
                                 : now() + Duration{first.us / n * turn};
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
        const std::uint32_t ordinal =
            maintenance_[station_of(tool).maintenance_index(tool, m)].ordinal;
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
    const std::size_t n = station_of(tool).spec->maintenance.size();
    const std::size_t first = station_of(tool).maintenance_index(tool, 0);
    for (std::size_t m = 0; m < n; ++m) {
        MaintenanceState& state = maintenance_[first + m];
        if (state.every > 0) {
            state.pieces += pieces;
            if (state.pieces >= state.every) {
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
    const std::uint32_t ready = tool.loads_inside == 0 && tool.finished_inside == 0
                                    ? tool.maintenance_due
                                    : tool.maintenance_due & tool.maintenance_overdue;
    if (ready == 0) {
        return;
    }
    const auto m = static_cast<std::size_t>(std::countr_zero(ready));
    tool.maintenance_due &= ~(1U << m);
    tool.maintenance_overdue &= ~(1U << m);
    tool.maintenance_running = static_cast<std::int8_t>(m);
    if (station_of(tool).spec->setup.lost_on_maintenance) {
        lose_setup(index);
    }
    if (station_of(tool)
            .spec->operators[static_cast<std::size_t>(OperatorTask::maintenance)]
            .wanted()) {
        ask(index, OperatorTask::maintenance, static_cast<std::uint32_t>(m), false);
    } else {
        begin_maintenance(index, m);
    }
}

void Line::begin_maintenance(std::uint32_t index, std::size_t m) {
    Tool& tool = tools_[index];
    const MaintenanceSpec& spec = station_of(tool).spec->maintenance[m];
    MaintenanceState& state = maintenance_[station_of(tool).maintenance_index(tool, m)];
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
    if (station_of(tool).needs_operators) {
        free_operators(index, OperatorTask::maintenance, static_cast<std::uint32_t>(m));
    }
    trace(TraceKind::pm_end, LotId::none(), &tool);
    plan_maintenance(index, m);
    for (std::size_t f = 0; f < station_of(tool).spec->failures.size(); ++f) {
        if (FailureState& waiting = failures_[station_of(tool).failure_index(tool, f)];
            waiting.waits) {
            waiting.waits = false;
            fail(index, f);
        }
    }
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
