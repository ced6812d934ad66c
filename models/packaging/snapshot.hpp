#pragma once

#include "models/packaging/line_processes.hpp"
#include "models/packaging/spec/snapshot_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/random_key.hpp"

#include <cstdint>
#include <vector>

// What stands in a line at some moment, in the words in which a line states its start.

namespace packline::packaging {

/// What of the state can be given back only roughly: how often it occurs.
struct SnapshotGaps {
    std::size_t restarted = 0;  ///< lots in setup, that leave in parts or take parts: they begin
                                ///< the step anew
    std::size_t reshaped = 0;   ///< lots that came back in units to before their cut: behind it
    std::size_t guessed = 0;    ///< lots on their way or on hold: the rest of their mean time
    std::size_t apart = 0;      ///< lots that wait for mates: they go on alone
    std::size_t down = 0;       ///< tools under repair or in maintenance: its mean time; and
                                ///< maintenances that wait: the next ones count from now
    std::size_t kits_away = 0;  ///< they are in the store
    std::size_t carriers_away = 0;  ///< on their way back or in the wash: they are there
};

/// Requires: nothing is older than the run.
struct Snapshot {
    Time at;
    std::vector<InitialLotSpec> wip;     ///< of each queue in its order; dates count from `at`
    std::vector<InitialToolSpec> tools;  ///< one for each maintenance of a tool, and for kits
    std::vector<std::int64_t> stocks;    ///< by material; what is reserved or being placed, too
    std::vector<std::vector<std::int64_t>> used;  ///< by kind of kit: of those in the store
    SnapshotGaps gaps;
};

/// Simulates one replication up to `at` and tells what is there then, before what happens at that
/// instant. Throws ModelError on deadlock. Requires: `processes` are those of the tables.
Snapshot take_snapshot(const LineTables& tables, const LineProcesses& processes, RandomKey key,
                       Time at);

}  // namespace packline::packaging
