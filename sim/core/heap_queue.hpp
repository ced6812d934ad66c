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
/// The heap orders keys of 16 bytes with the place of their event, so that the four children
/// of a node lie in two cache lines and an event itself moves once in and once out. Four
/// children make the tree half as deep as two (LaMarca and Ladner 1996, "The influence of
/// caches on the performance of heaps"). push and pop_before are O(log n); memory is used
/// again, nothing is allocated once the list has been as long as it gets.
class HeapQueue {
public:
    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }

    /// Time of the next event [us]; the largest integer where there is none.
    std::int64_t next_time() const {
        return heap_.empty() ? std::numeric_limits<std::int64_t>::max()
                             : static_cast<std::int64_t>(heap_.front().order >> 64);
    }

    void push(const Event& event) {
        std::uint32_t place = 0;
        if (free_.empty()) {
            place = static_cast<std::uint32_t>(events_.size());
            events_.push_back(event);
        } else {
            place = free_.back();
            free_.pop_back();
            events_[place] = event;
        }
        const Node node{order_of(event), place};
        heap_.push_back(node);
        sift_up(heap_.size() - 1, node);
    }

    /// Takes the first event if it comes before `bound` [us].
    bool pop_before(std::int64_t bound, Event& out) {
        if (next_time() >= bound) {
            return false;
        }
        const std::uint32_t place = heap_.front().place;
        out = events_[place];
        free_.push_back(place);
        const Node last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) {
            sift_down(last);
        }
        return true;
    }

private:
    static constexpr std::size_t kArity = 4;
    struct Node {
        UInt128 order;
        std::uint32_t place;
    };

    void sift_up(std::size_t i, const Node& node) {
        while (i > 0) {
            const std::size_t parent = (i - 1) / kArity;
            if (heap_[parent].order <= node.order) {
                break;
            }
            heap_[i] = heap_[parent];
            i = parent;
        }
        heap_[i] = node;
    }

    /// Puts `node` where the root was.
    void sift_down(const Node& node) {
        const std::size_t n = heap_.size();
        std::size_t i = 0;
        for (std::size_t first = 1; first < n; first = i * kArity + 1) {
            std::size_t least = first;
            const std::size_t last = std::min(first + kArity, n);
            for (std::size_t child = first + 1; child < last; ++child) {
                least = heap_[child].order < heap_[least].order ? child : least;
            }
            if (node.order <= heap_[least].order) {
                break;
            }
            heap_[i] = heap_[least];
            i = least;
        }
        heap_[i] = node;
    }

    std::vector<Node> heap_;
    std::vector<Event> events_;
    std::vector<std::uint32_t> free_;
};

}  // namespace packline
