#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline {

/// What one cluster did in one window.
struct WindowCost {
    std::uint64_t window = 0;
    std::uint32_t cluster = 0;
    std::uint32_t events = 0;
    double nanoseconds = 0;  ///< wall time: taking mail and executing
};

/// How a run in windows went. Never a part of its results.
struct EngineStatistics {
    std::uint64_t windows = 0;
    std::uint64_t cluster_windows = 0;  ///< windows in which a cluster had something to execute
    std::uint64_t events = 0;
    std::uint64_t mail = 0;      ///< events that went from one cluster to another
    unsigned threads = 0;        ///< that took part
    double working_seconds = 0;  ///< sum over threads; 0 unless measured
    double waiting_seconds = 0;  ///< at barriers, sum over threads; 0 unless measured
    double wall_seconds = 0;     ///< 0 unless measured
    std::vector<std::uint64_t> events_of_cluster;
    std::vector<WindowCost> costs;  ///< by window, then cluster; empty unless measured

    /// Adds another run of the same model in the same clusters, but for the costs.
    void add(const EngineStatistics& run) {
        windows += run.windows;
        cluster_windows += run.cluster_windows;
        events += run.events;
        mail += run.mail;
        threads = std::max(threads, run.threads);
        working_seconds += run.working_seconds;
        waiting_seconds += run.waiting_seconds;
        wall_seconds += run.wall_seconds;
        events_of_cluster.resize(std::max(events_of_cluster.size(), run.events_of_cluster.size()));
        for (std::size_t k = 0; k < run.events_of_cluster.size(); ++k) {
            events_of_cluster[k] += run.events_of_cluster[k];
        }
    }

    double events_per_window() const {
        return windows > 0 ? static_cast<double>(events) / static_cast<double>(windows) : 0;
    }
    /// Share of the threads' time in which they waited for each other.
    double blocked_share() const {
        const double all = working_seconds + waiting_seconds;
        return all > 0 ? waiting_seconds / all : 0;
    }
};

}  // namespace packline
