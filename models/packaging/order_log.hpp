#pragma once

#include "models/packaging/floor_log.hpp"
#include "models/packaging/line_processes.hpp"
#include "models/packaging/lots/order.hpp"
#include "sim/base/time.hpp"
#include "sim/random/random_key.hpp"

#include <vector>

namespace packline::packaging {

/// Simulates one replication up to `end` and tells what became of each lot: those that ended, in
/// order, then those in process. Throws ModelError on deadlock. Safe to call from many threads on
/// the same tables. Requires: `processes` are those of the tables.
std::vector<OrderRecord> log_orders(const LineTables& tables, const LineProcesses& processes,
                                    RandomKey key, Time end);

/// What became of lots, and what stations and people did meanwhile.
struct RunLog {
    std::vector<OrderRecord> orders;
    FloorLog floor;
};
/// The same run, read at the ends of periods.
RunLog log_run(const LineTables& tables, const LineProcesses& processes, RandomKey key, Time end,
               const FloorLogPlan& plan);

}  // namespace packline::packaging
