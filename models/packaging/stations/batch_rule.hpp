#pragma once

#include "models/packaging/spec/station_spec.hpp"
#include "models/packaging/stations/waiting_queue.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace packline::packaging {

/// Is a load complete, and who is in it: pure decisions of a batch station.
class BatchRule {
public:
    explicit BatchRule(const LoadSpec& load) : load_{load} {}

    /// The load that starts now: places in `order`, ascending; empty where none is complete.
    ///
    /// `order` is the queue in dispatch order. Of the groups that may start, the one whose
    /// first lot stands first is taken, with as many lots of it as fit. A lot larger than the
    /// limit makes a load of its own (it runs as successive loads).
    void choose(std::span<const WaitingLot> order, Time now, std::vector<std::size_t>& load) const;

private:
    std::int64_t most(const WaitingLot& lot) const { return lot.most > 0 ? lot.most : load_.max; }
    /// A load for lots such as `first`.
    bool complete(const WaitingLot& first, std::int64_t waiting, std::int64_t fits,
                  std::size_t left_out, Time oldest, Time now) const;

    LoadSpec load_;
};

}  // namespace packline::packaging
