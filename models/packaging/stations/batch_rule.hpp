#pragma once

#include "models/packaging/spec/station_spec.hpp"
#include "models/packaging/stations/waiting_queue.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace packline::packaging {

/// A lot that is known to come to a batch station: under way, or at work in the step before.
struct ComingLot {
    std::uint32_t batch = 0;  ///< as WaitingLot::batch
    std::int64_t amount = 1;  ///< as WaitingLot::amount
    Time at;
};

/// What a batch station knows beside its queue when it decides.
struct BatchMoment {
    Time now;
    std::span<const ComingLot> coming{};
    Time next_tool = Time::never();  ///< when a tool falls free for those who miss this load
    std::int64_t fillers = 0;        ///< at hand
};

/// Is a load complete, and who is in it: pure decisions of a batch station.
class BatchRule {
public:
    explicit BatchRule(const LoadSpec& load) : load_{load} {}

    /// The load that starts now: places in `order`, ascending; empty where none is complete.
    ///
    /// `order` is the queue in dispatch order. Of the groups that may start, the one whose
    /// first lot stands first is taken, with as many lots of it as fit. A lot larger than the
    /// limit makes a load of its own (it runs as successive loads).
    ///
    /// Looking ahead, a load that may start and is not full waits for the next lot of its group
    /// that comes within the horizon, before a queue-time limit of those at hand passes, and fits:
    /// any, or only where it pays. That is where the lots
    /// at hand together wait less for it than it would wait for a tool if it missed them. Source:
    /// Fowler, Phillips, Hogg 1992, "Real-time control of multiproduct bulk-service
    /// semiconductor manufacturing processes" (next arrival control heuristic).
    /// Returns when the next such lot comes; never: no load waits for one.
    Time choose(std::span<const WaitingLot> order, const BatchMoment& moment,
                std::vector<std::size_t>& load) const;

    /// Dummies that a load of these lots takes along. Requires: it starts.
    std::int64_t fillers(std::int64_t least, std::int64_t amount) const {
        return load_.filler.valid() && amount < least ? least - amount : 0;
    }

private:
    /// Lots that wait and may share a load.
    struct Group {
        const WaitingLot& first;
        std::int64_t waiting = 0;  ///< amounts of all
        std::int64_t fits = 0;     ///< of those in the load
        std::size_t left_out = 0;
        Time oldest = Time::never();
        Time deadline = Time::never();  ///< of those in the load
        std::size_t lots = 0;           ///< in the load
    };

    std::int64_t most(const WaitingLot& lot) const { return lot.most > 0 ? lot.most : load_.max; }
    std::int64_t least(const WaitingLot& lot) const { return lot.most > 0 ? lot.least : load_.min; }
    bool full(const Group& group) const;
    bool timed_out(const Group& group, const BatchMoment& moment) const;
    Time awaited(const Group& group, const BatchMoment& moment) const;

    LoadSpec load_;
};

}  // namespace packline::packaging
