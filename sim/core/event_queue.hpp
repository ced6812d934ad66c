#pragma once

#include "sim/core/calendar_queue.hpp"
#include "sim/core/entity_record.hpp"
#include "sim/core/event.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace packline {

/// A future event list: what an executive asks of it. Nothing can be taken back; an event that
/// means nothing any more is told by its epoch when it comes up.
template <class Q>
concept EventQueue = requires(Q queue, const Q& same, const Event& event, Event& out) {
    queue.push(event);
    { queue.next_time() } -> std::same_as<std::int64_t>;
    { queue.pop_before(std::int64_t{}, out) } -> std::same_as<bool>;
    { same.size() } -> std::same_as<std::size_t>;
    { same.empty() } -> std::same_as<bool>;
};

/// The list that executives use: see bench/README.md for what it was measured against.
using FutureEventList = CalendarQueue<PrefetchRecord>;
static_assert(EventQueue<FutureEventList>);

}  // namespace packline
