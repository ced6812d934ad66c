#pragma once

#include "sim/experiment/results.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

namespace packline {

struct ReplicateOptions {
    std::uint32_t count = 1;  ///< replications 0 ... count - 1
    unsigned threads = 0;     ///< 0: all cores
    /// Set by somebody else to stop early: what runs is finished, nothing more is begun.
    const std::atomic<bool>* cancel = nullptr;
    /// Replications that need not be run again (from a journal).
    std::vector<ReplicationResult> finished;
    /// Called once per replication run here, one call at a time, in the order they finish.
    std::function<void(const ReplicationResult&)> on_finished;
};

/// Runs replications over the cores and returns them in order of their number. `run` is called
/// from many threads at once and must depend on its number alone.
std::vector<ReplicationResult> replicate(
    const ReplicateOptions& options,
    const std::function<ReplicationResult(std::uint32_t replication)>& run);

}  // namespace packline
