#pragma once

#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/ledger/ledger.hpp"
#include "models/packaging/line_processes.hpp"
#include "models/packaging/line_statistics.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/stations/fleets.hpp"
#include "models/packaging/stock/material_stock.hpp"
#include "models/packaging/utilities/meter_readings.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/parallel/engine_statistics.hpp"
#include "sim/parallel/window_plan.hpp"
#include "sim/random/random_key.hpp"
#include "sim/stats/tally.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace packline::packaging {

struct RunOptions {
    RandomKey key;
    Time warmup;  ///< statistics start here
    Time end;
    Duration bucket = hours(24);  ///< of the series, from time 0
    std::size_t buckets = 0;
    /// How to spread the line's processes over threads; null: by the sequential executive. Not
    /// owned.
    const WindowPlan* windows = nullptr;
};

struct MaterialResult {
    std::int64_t in_stock = 0;
    std::int64_t taken = 0;
    MaterialStatistics counted;
};

/// Of one group of operators. Means over the window.
struct OperatorResult {
    double on_duty = 0;                         ///< persons
    std::array<double, kOperatorTasks> busy{};  ///< persons at each task
    Tally wait;                                 ///< of the tasks they did, until they began
};

/// Of kits of one kind. Means over the window.
struct ToolingResult {
    double in_use = 0;   ///< on tools with something inside
    double away = 0;     ///< refurbished or on order
    double waiting = 0;  ///< lots that have a tool but no kit
    std::int64_t worn = 0;
    std::int64_t lost = 0;
};

/// Of one budget.
struct BudgetResult {
    double peak = 0;    ///< largest reading, over the limit
    double broken = 0;  ///< share of the readings at or above it
    double held = 0;    ///< stations whose next load waits for it, mean over the readings
};

/// All that one replication counted, in integers.
struct LineResult {
    LineStatistics statistics;
    std::vector<MaterialResult> materials;
    std::vector<double> carriers_in_use;  ///< mean, by pool
    std::vector<std::int64_t> carriers_washed;
    std::vector<double> places_taken;       ///< mean, by buffer
    std::vector<FleetStatistics> fleets;    ///< by fleet
    std::vector<OperatorResult> operators;  ///< by group
    std::vector<ToolingResult> tooling;     ///< by kind
    MeterReadings meters;                   ///< of utilities
    std::vector<BudgetResult> budgets;
    Time start;  ///< of the window that statistics cover
    Time end;
    Fingerprint fingerprint;
    std::uint64_t events = 0;
    std::size_t stuck_lots = 0;  ///< lots in process though no event was left: they wait for ever
    Timelines timelines;         ///< of gates and masks
    Ledger ledger;               ///< only of lines with prices
    EngineStatistics engine;     ///< of a run in windows
};

/// The plan for `threads`. Processes that work behind each other, as in a pipeline, have an event
/// list each, also on one thread: windows are long, and what a process works on stays in the cache
/// (three times as fast on a line of 81). Else windows are short, and there is one for each thread.
WindowPlan window_plan(const LineProcesses& processes, unsigned threads);

/// Runs one replication. Throws ModelError on deadlock. Safe to call from many threads on the
/// same tables. Requires: `processes` are those of the tables.
LineResult simulate(const LineTables& tables, const LineProcesses& processes,
                    const RunOptions& options);
LineResult simulate(const LineTables& tables, const RunOptions& options);

}  // namespace packline::packaging
