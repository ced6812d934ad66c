#pragma once

#include "models/packaging/line_statistics.hpp"
#include "models/packaging/line_tables.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/random/random_key.hpp"

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
};

struct MaterialResult {
    std::int64_t in_stock = 0;
    std::int64_t taken = 0;
};

/// All that one replication counted, in integers.
struct LineResult {
    LineStatistics statistics;
    std::vector<MaterialResult> materials;
    std::vector<double> carriers_in_use;  ///< mean, by pool
    Time start;                           ///< of the window that statistics cover
    Time end;
    Fingerprint fingerprint;
    std::uint64_t events = 0;
    std::size_t stuck_lots = 0;  ///< lots in process though no event was left: they wait for ever
};

/// Runs one replication on this thread. Throws ModelError on deadlock. Safe to call from many
/// threads on the same tables.
LineResult simulate(const LineTables& tables, const RunOptions& options);

}  // namespace packline::packaging
