#pragma once

#include "models/packaging/line_statistics.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/people/operators.hpp"
#include "models/packaging/stations/batch_rule.hpp"
#include "models/packaging/stations/control_chart.hpp"
#include "models/packaging/stations/dispatch_rules.hpp"
#include "models/packaging/stations/tool.hpp"
#include "models/packaging/stations/waiting_queue.hpp"
#include "models/packaging/utilities/meter.hpp"
#include "models/packaging/utilities/rations.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace packline::packaging {

struct Station {
    StationId id;
    const StationSpec* spec = nullptr;
    EntityId entity;
    EntityId decider;  ///< of its dispatch; mostly itself
    std::uint32_t first_tool = 0;
    std::uint32_t first_failure = 0;  ///< of the first tool, in ShopFloor::failures
    std::uint32_t first_maintenance = 0;
    std::uint32_t first_excursion = 0;
    std::uint32_t excursions = 0;  ///< of each tool
    DispatchRules rules;
    BatchRule batch;
    WaitingQueue queue;
    Duration queued_work;                    ///< mean operations of the lots that wait
    std::uint32_t decisions = 0;             ///< of a random rule: keys its draws
    std::vector<std::uint32_t> offered;      ///< tools that can start, idle longest first
    std::uint32_t tools_taken = 0;           ///< by lots that came although no place was free
    bool busy_failures = false;              ///< some run by busy time
    bool needs_operators = false;            ///< for any task
    std::span<const ToolingId> kits;         ///< kinds that visits may need
    bool visits_need_others = false;         ///< dispatched with all who wait for operators or kits
    std::vector<LotId> short_lots;           ///< waiting with a tool, but for operators or kits
    std::vector<std::uint32_t> short_tools;  ///< as many tools as stand idle for them
    bool contends = false;  ///< stands among those that may start something with operators or kits
    /// All lots with a tool lacked operators or kits when these had moved so often: until they
    /// move again nothing else helps, whatever happens elsewhere.
    std::optional<std::uint64_t> stuck_since;
    bool dispatch_pending = false;
    bool open = true;
    std::vector<ComingLot> under_way;  ///< that it looks ahead at; those behind now are there
    Time looks_again = Time::never();  ///< next
    std::uint32_t filled = 0;          ///< loads filled up: keys the way back of what did
    StationMeter* meter = nullptr;     ///< one of ShopFloor::meters; none: nothing is metered
    Duration idle_tool;  ///< time with a tool that could start, while `offered` was not empty
    Time idle_since;
    std::span<Ration> rations = {};  ///< its parts of the budgets that are rationed

    /// In ShopFloor::failures, of a failure of one of its tools.
    std::size_t failure_index(const Tool& tool, std::size_t f) const {
        return first_failure + tool.number * spec->failures.size() + f;
    }
    /// In ShopFloor::maintenance, likewise.
    std::size_t maintenance_index(const Tool& tool, std::size_t m) const {
        return first_maintenance + tool.number * spec->maintenance.size() + m;
    }
};

struct FailureState {
    Duration due;  ///< busy clock: mark of the progress clock
    std::uint32_t ordinal = 0;
    bool waits = false;  ///< for the end of the maintenance that it fell into
};

/// An operator at a tool.
struct Assigned {
    Person person;
    OperatorTask task = OperatorTask::run;
    std::uint32_t which = 0;  ///< load, failure or maintenance that it is for
    Time since;
};

/// What a tool has of operators and what it lacks.
struct ToolStaff {
    std::vector<Assigned> assigned;
    std::uint16_t unattended = 0;    ///< loads inside that wait for somebody
    std::uint8_t waiting_stops = 0;  ///< assists and repairs that wait for somebody
    std::uint8_t covered_stops = 0;  ///< assists done by who was at the tool anyway
    std::uint64_t covered = 0;       ///< bit f: of these
    bool asked = false;              ///< stands in line for what loads inside wait for
    bool goes_on = false;            ///< people leave it now and go on with what is inside
    bool lots_short = false;         ///< idle, a lot waits before it, nobody there
    Duration waited;                 ///< in states operator_wait and crew_wait
    Time waits_since = Time::never();
};

struct MaintenanceState {
    Time due;
    std::int64_t every = 0;   ///< items between two; 0: by time
    bool stated = false;      ///< the first one is due as the line states of this tool
    std::int64_t pieces = 0;  ///< since the last one
    std::uint32_t ordinal = 0;
};

/// All stations and tools of a line, with what they count. Each element belongs to the logical
/// process of its station, which alone reads and changes it during a run.
struct ShopFloor {
    explicit ShopFloor(const LineTables& tables);
    ShopFloor(const ShopFloor&) = delete;  // stations point to their meters
    ShopFloor& operator=(const ShopFloor&) = delete;

    std::vector<Station> stations;
    std::vector<Tool> tools;
    std::vector<FailureState> failures;
    std::vector<MaintenanceState> maintenance;
    std::vector<ExcursionState> excursions;
    std::vector<std::vector<Duration>> chambers;  ///< by tool: marks at which each falls free
    std::vector<ToolStaff> staff;                 ///< by tool
    std::vector<StationStatistics> statistics;    ///< by station
    std::vector<ToolSetStatistics> set_statistics;
    std::vector<StationMeter> meters;  ///< by station; none where the line has no utilities

    /// End of the warm-up: statistics start anew, levels stay.
    void reset_statistics(Time now);
    /// What is known of a tool at the start, but for how long it is down.
    void take_over(const LineTables& tables, const InitialToolSpec& state);
    /// Books the states of tools up to the end, and checks that they add up to `window`.
    void close(Time end, Duration window);
    /// Of stations, with the states of their tools up to now: the run goes on.
    std::vector<StationStatistics> statistics_at(Time now) const;

private:
    void check_meters(Time end) const;
};

}  // namespace packline::packaging
