#pragma once

#include "sim/core/event.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace packline {

/// Future event list in one array: a heap with four children per node.
///
/// The tree is half as deep as a binary one, and the four children that a step down compares
/// lie in two cache lines (LaMarca and Ladner 1996, "The influence of caches on the performance
/// of heaps"). Removal lets the hole at the root sink to a leaf and the last event rise from
/// there: the last event nearly always belongs near the bottom, so this saves a comparison per
/// level (Wegener 1993, "Bottom-up heapsort"). Nothing is allocated once the list has been as
/// long as it gets.
class HeapQueue {
public:
    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }

    /// Time of the next event [us]; the largest integer where there is none.
    std::int64_t next_time() const {
        return heap_.empty() ? std::numeric_limits<std::int64_t>::max() : heap_.front().time;
    }

    /// The next event. Requires: there is one.
    const Event& front() const { return heap_.front(); }

    void push(const Event& event) {
        heap_.push_back(event);
        rise(heap_.size() - 1, event);
    }

    /// Takes the first event if it comes before `bound` [us].
    bool pop_before(std::int64_t bound, Event& out) {
        if (next_time() >= bound) {
            return false;
        }
        out = heap_.front();
        const Event last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) {
            rise(sink_hole(), last);
        }
        return true;
    }

    /// Appends all events, in no order, and is empty.
    void drain_into(std::vector<Event>& out) {
        out.insert(out.end(), heap_.begin(), heap_.end());
        heap_.clear();
    }

private:
    static constexpr std::size_t kArity = 4;

    /// Puts `event` into the hole at `i` or as far up from it as it belongs.
    void rise(std::size_t i, const Event& event) {
        while (i > 0) {
            const std::size_t parent = (i - 1) / kArity;
            if (!before(event, heap_[parent])) {
                break;
            }
            heap_[i] = heap_[parent];
            i = parent;
        }
        heap_[i] = event;
    }

    /// Moves the hole at the root down along the least children; returns the leaf it ends at.
    std::size_t sink_hole() {
        const std::size_t n = heap_.size();
        std::size_t i = 0;
        for (std::size_t first = 1; first < n; first = i * kArity + 1) {
            const std::size_t last = std::min(first + kArity, n);
            std::size_t least = first;
            for (std::size_t child = first + 1; child < last; ++child) {
                least = before(heap_[child], heap_[least]) ? child : least;
            }
            heap_[i] = heap_[least];
            i = least;
        }
        return i;
    }

    std::vector<Event> heap_;
};

}  // namespace packline
