#pragma once

#include "models/packaging/line_statistics.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/stations/batch_rule.hpp"
#include "models/packaging/stations/dispatch_rules.hpp"
#include "models/packaging/stations/tool.hpp"
#include "models/packaging/stations/waiting_queue.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

struct Station {
    const StationSpec* spec = nullptr;
    EntityId entity;
    std::uint32_t first_tool = 0;
    std::uint32_t first_failure = 0;  ///< of the first tool, in ShopFloor::failures
    std::uint32_t first_maintenance = 0;
    DispatchRules rules;
    BatchRule batch;
    WaitingQueue queue;
    Duration queued_work;                ///< mean operations of the lots that wait
    std::uint32_t decisions = 0;         ///< of a random rule: keys its draws
    std::vector<std::uint32_t> offered;  ///< tools that can start, idle longest first
    std::uint32_t tools_taken = 0;       ///< by lots that came although no place was free
    bool dispatch_pending = false;
    bool open = true;
    Duration idle_tool;  ///< time with a tool that could start, while `offered` was not empty
    Time idle_since;
};

struct FailureState {
    Duration due;  ///< busy clock: mark of the progress clock
    std::uint32_t ordinal = 0;
};

struct MaintenanceState {
    Time due;
    std::int64_t pieces = 0;  ///< since the last one
    std::uint32_t ordinal = 0;
};

/// All stations and tools of a line, with what they count. Each element belongs to the logical
/// process of its station, which alone reads and changes it during a run.
struct ShopFloor {
    explicit ShopFloor(const LineTables& tables);

    std::vector<Station> stations;
    std::vector<Tool> tools;
    std::vector<FailureState> failures;
    std::vector<MaintenanceState> maintenance;
    std::vector<std::vector<Duration>> chambers;  ///< by tool: marks at which each falls free
    std::vector<StationStatistics> statistics;    ///< by station
    std::vector<ToolSetStatistics> set_statistics;

    /// End of the warm-up: statistics start anew, levels stay.
    void reset_statistics(Time now);
    /// Books the states of tools up to the end, and checks that they add up to `window`.
    void close(Time end, Duration window);
};

}  // namespace packline::packaging
