#pragma once

#include "sim/base/errors.hpp"
#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"

#include <cstdint>
#include <type_traits>

namespace packline {

/// What happens: plain data, copied by value. Whoever sends it keeps anything larger in its own
/// tables and sends an index.
struct Event {
    std::int64_t time = 0;      ///< [us]
    std::uint64_t tie = 0;      ///< priority, source, sequence: see make_tie
    std::uint32_t target = 0;   ///< rank of the receiving entity
    std::uint16_t kind = 0;     ///< the model's
    std::uint16_t epoch = 0;    ///< lets the model tell a stale event
    std::uint64_t payload = 0;  ///< the model's
};
static_assert(std::is_trivially_copyable_v<Event> && sizeof(Event) == 32);

inline constexpr unsigned kPriorities = 16;
inline constexpr std::uint32_t kSources = std::uint32_t{1} << 24;
inline constexpr std::uint64_t kSequences = std::uint64_t{1} << 36;

/// What decides between simultaneous events: priority 4 bits, source 24, sequence 36, the
/// lower first. The source is the sending entity and counts its own sequence, so the order
/// depends neither on the partition nor on threads.
constexpr std::uint64_t make_tie(unsigned priority, std::uint32_t source, std::uint64_t sequence) {
    expect(priority < kPriorities && source < kSources && sequence < kSequences,
           "an event's priority, source or sequence does not fit");
    return (std::uint64_t{priority} << 60) | (std::uint64_t{source} << 36) | sequence;
}
constexpr unsigned priority_of(std::uint64_t tie) { return static_cast<unsigned>(tie >> 60); }
constexpr std::uint32_t source_of(std::uint64_t tie) {
    return static_cast<std::uint32_t>(tie >> 36) & (kSources - 1);
}
constexpr std::uint64_t sequence_of(std::uint64_t tie) { return tie & (kSequences - 1); }

/// The key as one number, so that a comparison is one subtraction and no branch. Time is never
/// negative.
constexpr UInt128 order_of(const Event& e) {
    return (UInt128{static_cast<std::uint64_t>(e.time)} << 64) | e.tie;
}

/// The total order in which events happen.
constexpr bool before(const Event& a, const Event& b) { return order_of(a) < order_of(b); }

}  // namespace packline
