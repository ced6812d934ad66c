#pragma once

#include "sim/base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What a study of any model hands on: to the store, to the report, to whoever asks for JSON.

namespace packline {

/// A figure of merit that each replication yields once.
struct MetricInfo {
    std::string name;   ///< stable and documented, e.g. "line.cycle_time.mean"
    std::string unit;   ///< "h", "1/d", "1" for shares and counts
    std::string about;  ///< one sentence
};

/// A figure over time: one value per bucket of `StudyResult::bucket`.
struct SeriesInfo {
    std::string name;
    std::string unit;
    std::string about;
};

struct ReplicationResult {
    std::uint32_t replication = 0;  ///< counts from 0; with the seed it keys the random numbers
    std::uint64_t fingerprint = 0;
    std::uint64_t events = 0;
    std::vector<double> values;               ///< one per metric; NaN where it has no value
    std::vector<std::vector<double>> series;  ///< one per SeriesInfo
    friend bool operator==(const ReplicationResult&, const ReplicationResult&) = default;
};

/// How the warm-up was found.
struct WarmupChoice {
    Duration length;
    bool automatic = false;
    bool enough = true;       ///< false: MSER-5 found its minimum at the bound; run longer
    std::string explanation;  ///< one sentence for people
};

struct StudyResult {
    std::string title;
    std::string input;  ///< the whole text of the line as read, overrides applied
    std::uint32_t seed = 1;
    Duration horizon;
    WarmupChoice warmup;
    Duration bucket;  ///< of the series
    std::vector<MetricInfo> metrics;
    std::vector<SeriesInfo> series;
    std::vector<ReplicationResult> replications;  ///< in order of their number
    std::vector<std::string> warnings;

    /// Sum of the replications' fingerprints.
    std::uint64_t fingerprint() const;
    /// The values of a metric by replication; empty where there is none of this name.
    std::vector<double> values(std::string_view metric) const;
};

}  // namespace packline
