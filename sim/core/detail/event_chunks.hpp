#pragma once

#include "sim/core/event.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace packline::detail {

/// Many unsorted lists of events in one memory, as chains of chunks of eight events.
///
/// A chunk is four cache lines that are written and read in sequence: lists of single events
/// would cost a cache miss per event, one array per list an allocation per list. Chunks given
/// back are used again, the last one first, because it is still in the cache. Chunks are known by
/// number, so that a copy of the whole is an independent copy.
class EventChunks {
public:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    /// One list. The full chunks come behind `head`, which holds the rest of `count`.
    struct List {
        std::uint32_t head = kNone;
        std::uint32_t count = 0;
    };

    void append(List& list, const Event& event) {
        const std::uint32_t slot = list.count % kEvents;
        if (slot == 0) {
            list.head = take(list.head);
        }
        events_[place(list.head) + slot] = event;
        ++list.count;
    }

    /// Calls `visit` with each event and gives the memory back. `visit` must not append.
    template <class Visit>
    void drain(List& list, Visit visit) {
        for (std::uint32_t left = list.count, chunk = list.head; left > 0;) {
            const std::uint32_t here = (left - 1) % kEvents + 1;
            for (std::size_t i = place(chunk); i < place(chunk) + here; ++i) {
                visit(events_[i]);
            }
            left -= here;
            const std::uint32_t behind = next_[chunk];
            next_[chunk] = free_;
            free_ = chunk;
            chunk = behind;
        }
        list = {};
    }

private:
    static constexpr std::uint32_t kEvents = 8;

    static std::size_t place(std::uint32_t chunk) { return std::size_t{chunk} * kEvents; }

    /// A chunk to write to, with `behind` behind it.
    std::uint32_t take(std::uint32_t behind) {
        if (free_ == kNone) {
            free_ = static_cast<std::uint32_t>(next_.size());
            next_.push_back(kNone);
            events_.resize(events_.size() + kEvents);
        }
        const std::uint32_t chunk = free_;
        free_ = next_[chunk];
        next_[chunk] = behind;
        return chunk;
    }

    std::vector<Event> events_;
    std::vector<std::uint32_t> next_;  ///< by chunk: the one behind it, in a list or free
    std::uint32_t free_ = kNone;
};

}  // namespace packline::detail
