#pragma once

#include "sim/core/logical_processes.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace packline {

/// Two parts of a model that must not be kept apart: one changes at once what the other reads.
struct Coupling {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::string why;
};

/// What becomes of parts when the coupled ones are put together: each group is one logical
/// process. Groups are numbered by their first part, so the numbers do not depend on the order
/// of the couplings.
struct Contraction {
    std::vector<std::uint32_t> group_of;  ///< by part
    std::size_t groups = 0;
};
/// Requires: couplings name parts below `parts`.
Contraction contract(std::size_t parts, std::span<const Coupling> couplings);

/// How processes are dealt out over the event lists that threads execute: never more than a
/// matter of speed.
struct Partition {
    std::vector<std::uint32_t> cluster_of;  ///< by process
    std::size_t clusters = 0;
};

inline constexpr std::size_t kMostClusters = 256;

/// No process can be reached from itself: they work behind each other as in a pipeline.
bool is_acyclic(const LogicalProcesses& processes);

/// Deals processes out to at most `clusters` clusters of about the same load. Processes that a
/// short lookahead ties are kept together as long as the load allows: windows are as long as the
/// shortest way between two clusters.
/// `load`: by process, in any unit. Requires: 1 <= clusters <= kMostClusters.
Partition make_partition(const LogicalProcesses& processes, std::span<const double> load,
                         std::size_t clusters);

/// Shortest time in which anything that happens in one cluster can reach another along any way;
/// from a cluster to itself: by leaving it and coming back.
class LookaheadMatrix {
public:
    LookaheadMatrix(const LogicalProcesses& processes, const Partition& partition);

    std::size_t size() const { return size_; }
    /// `LogicalProcesses::no_channel` where there is no way.
    Duration at(std::size_t from, std::size_t to) const { return ways_[from * size_ + to]; }

    /// How far a cluster should go in one window at most, even where it could go further. All
    /// together can go no further per window, on average, than the least mean lookahead of any
    /// cycle of clusters; who goes further at once only waits at the next barrier for the others
    /// (measured: 38 % of the time instead of 8 %). Where there are no cycles: 16 times the longest
    /// lookahead, so that all are at work; where there are no channels, without limit.
    Duration pace() const { return pace_; }
    /// No cluster can be reached from itself: nothing but the wish that all are at work bounds
    /// the pace.
    bool acyclic() const { return acyclic_; }

private:
    std::size_t size_;
    Duration pace_ = LogicalProcesses::no_channel();
    bool acyclic_ = true;
    std::vector<Duration> ways_;
};

}  // namespace packline
