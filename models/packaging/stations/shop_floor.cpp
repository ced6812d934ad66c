#include "models/packaging/stations/shop_floor.hpp"

#include "models/packaging/stations/shared_tool.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

/// Tools are numbered in the order of the sets.
void join_set(Tool& tool, const StationSpec& station, std::uint32_t first_set) {
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < station.sets.size(); ++i) {
        const ToolSetSpec& set = station.sets[i];
        before += set.tools;
        if (tool.number < before) {
            tool.set = first_set + static_cast<std::uint32_t>(i);
            tool.speed = set.speed;
            return;
        }
    }
}

}  // namespace

ShopFloor::ShopFloor(const LineTables& tables)
    : tools(tables.tools()),
      chambers(tables.tools()),
      staff(tables.tools()),
      statistics(tables.spec.stations.size()),
      set_statistics(tables.tool_sets()) {
    for (std::size_t s = 0; s < tables.spec.stations.size(); ++s) {
        const StationSpec& spec = tables.spec.stations[s];
        const StationId id = StationId::from_index(s);
        stations.push_back(
            Station{.id = id,
                    .spec = &spec,
                    .entity = tables.station_entity(id),
                    .decider = tables.decider_entity(id),
                    .first_tool = tables.first_tool(id),
                    .first_failure = static_cast<std::uint32_t>(failures.size()),
                    .first_maintenance = static_cast<std::uint32_t>(maintenance.size()),
                    .rules = DispatchRules{spec.dispatch, spec.atc_k},
                    .batch = BatchRule{spec.load},
                    .queue = {},
                    .queued_work = {},
                    .offered = {},
                    .tools_taken = 0,
                    .needs_operators = tables.needs_operators(id),
                    .kits = tables.kits(id),
                    .visits_need_others = tables.visits_need_others(id),
                    .short_lots = {},
                    .short_tools = {},
                    .stuck_since = {},
                    .under_way = {},
                    .idle_tool = {},
                    .idle_since = {}});
        stations.back().busy_failures = std::ranges::any_of(
            spec.failures, [](const FailureSpec& f) { return f.clock == FailureClock::busy; });
        const auto& drifts = tables.spec.excursions_of(id);
        stations.back().first_excursion = static_cast<std::uint32_t>(excursions.size());
        stations.back().excursions = static_cast<std::uint32_t>(drifts.size());
        for (std::uint32_t t = 0; t < spec.tools; ++t) {
            for (std::uint32_t e = 0; e < drifts.size(); ++e) {
                excursions.push_back(
                    {.tool = tables.first_tool(id) + t, .index = e, .since = {}, .chart = {}});
            }
        }
        failures.resize(failures.size() + spec.tools * spec.failures.size());
        for (std::uint32_t t = 0; t < spec.tools; ++t) {
            for (const MaintenanceSpec& m : spec.maintenance) {
                maintenance.push_back({.due = {}, .every = m.every_count});
            }
        }
        for (std::uint32_t t = 0; t < spec.tools; ++t) {
            Tool& tool = tools[tables.first_tool(id) + t];
            tool.station = id;
            tool.number = t;
            tool.entity = tables.tool_entity(tables.first_tool(id) + t);
            tool.hash = tables.identity().hash(tool.entity);
            join_set(tool, spec, tables.first_tool_set(id));
            chambers[tables.first_tool(id) + t].assign(places_inside(spec), Duration{});
        }
    }
    if (!tables.spec.utilities.empty()) {
        for (const StationSpec& spec : tables.spec.stations) {
            meters.emplace_back(spec.tools);
        }
        for (std::size_t s = 0; s < stations.size(); ++s) {
            stations[s].meter = &meters[s];
        }
    }
    for (const InitialToolSpec& state : tables.spec.tool_states) {
        take_over(tables, state);
    }
}

void ShopFloor::take_over(const LineTables& tables, const InitialToolSpec& state) {
    const std::uint32_t index = tables.first_tool(state.station) + state.tool;
    Tool& tool = tools[index];
    tool.setup = state.setup.valid() ? state.setup : tool.setup;
    tool.run = state.setup.valid() ? state.run : tool.run;
    if (state.maintenance < 0) {
        return;
    }
    const Station& station = stations[state.station.index()];
    MaintenanceState& maintained =
        maintenance[station.first_maintenance + state.tool * station.spec->maintenance.size() +
                    static_cast<std::size_t>(state.maintenance)];
    maintained.stated = true;
    maintained.due = Time{} + state.due;
    maintained.pieces = maintained.every - state.due_count;
}

void ShopFloor::reset_statistics(Time now) {
    for (StationMeter& meter : meters) {
        meter.reset(now);
    }
    for (StationStatistics& s : statistics) {
        const TimeIntegral queue = s.queue;
        const TimeIntegral sites_down = s.sites_down;
        s = {};
        s.queue = queue;
        s.queue.reset(now);
        s.sites_down = sites_down;
        s.sites_down.reset(now);
    }
    std::ranges::fill(set_statistics, ToolSetStatistics{});
    for (Tool& tool : tools) {
        if (tool.state == ToolState::blocked) {
            tool.blocked_clock += now - tool.state_since;
        }
        tool.in_state = {};
        tool.state_since = now;
    }
}

void ShopFloor::close(Time end, Duration window) {
    for (Tool& tool : tools) {
        tool.in_state[static_cast<std::size_t>(tool.state)] += end - tool.state_since;
        tool.state_since = end;
        StationStatistics& s = statistics[tool.station.index()];
        Duration sum{};
        for (std::size_t i = 0; i < kToolStates; ++i) {
            s.in_state[i] += tool.in_state[i];
            sum += tool.in_state[i];
            if (tool.set != kNoToolSet) {
                set_statistics[tool.set].in_state[i] += tool.in_state[i];
            }
        }
        expect(sum == window, "the states of a tool do not add up to the time");
    }
    for (StationMeter& meter : meters) {
        meter.close(end);
    }
    check_meters(end);
}

std::vector<StationStatistics> ShopFloor::statistics_at(Time now) const {
    std::vector<StationStatistics> out = statistics;
    for (const Tool& tool : tools) {
        std::array<Duration, kToolStates>& in_state = out[tool.station.index()].in_state;
        for (std::size_t i = 0; i < kToolStates; ++i) {
            in_state[i] += tool.in_state[i];
        }
        in_state[static_cast<std::size_t>(tool.state)] += now - tool.state_since;
    }
    return out;
}

/// Meters follow stations on their own: what they saw is what the tools did, month by month.
void ShopFloor::check_meters(Time end) const {
    for (std::size_t s = 0; s < meters.size(); ++s) {
        std::array<Duration, kStateGroups> in_group{};
        for (std::size_t i = 0; i < kToolStates; ++i) {
            const StateGroup group = group_of(static_cast<ToolState>(i));
            in_group[static_cast<std::size_t>(group)] += statistics[s].in_state[i];
        }
        const Activity window = meters[s].window(end);
        expect(window.in_group == in_group && window.lots == statistics[s].lots,
               "a meter missed what its station did");
        Activity all;
        for (const Activity& month : meters[s].months()) {
            all += month;
        }
        expect(all == meters[s].total(end), "the months of a meter do not add up to the run");
    }
}

}  // namespace packline::packaging
