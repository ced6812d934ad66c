#pragma once

#include "models/packaging/stations/dispatch_rules.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// A lot in a station's queue, with all that decisions there read.
struct WaitingLot {
    DispatchKey key{};
    DispatchFacts facts;
    LotId lot;
    StepIndex step;                ///< that it waits for
    FamilyId family;               ///< none: any setup serves
    std::uint32_t batch = 0;       ///< lots with the same number may share a load
    std::int64_t amount = 1;       ///< in the form that the station's load counts
    std::int64_t least = 0;        ///< what a load with it starts with, and what that holds; 0: as
    std::int64_t most = 0;         ///< the station's
    std::uint32_t tool = kNoTool;  ///< that must do it; none: any
};

/// The queue of a station, in dispatch order as far as it is known at joining; ties stand in
/// order of joining. First-in-first-out costs O(1), a place in between a move of the shorter
/// part of the queue (insertion: of what stands behind).
class WaitingQueue {
public:
    void insert(const WaitingLot& waiting);
    /// Takes out the entry at `index` of `lots()`.
    WaitingLot remove(std::size_t index);
    /// Takes out the entry of this lot. Requires: it waits here.
    WaitingLot remove(LotId lot);

    std::span<const WaitingLot> lots() const {
        return std::span<const WaitingLot>{entries_}.subspan(head_);
    }
    bool empty() const { return head_ == entries_.size(); }
    std::size_t size() const { return entries_.size() - head_; }

private:
    std::vector<WaitingLot> entries_;
    std::size_t head_ = 0;  ///< those before it have left
};

}  // namespace packline::packaging
