#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

namespace packline {

/// A barrier that spins for a moment and then parks, and whose number of members can grow.
///
/// Members are those that really run: a thread that was asked for and never comes is not waited
/// for, so fewer threads than asked can never deadlock.
class Barrier {
public:
    /// The caller is the first member. `spins`: how often to look before parking.
    explicit Barrier(unsigned spins) : spins_{spins} {}

    /// Waits until all members are here. `admit`: those who wish to join are members from now on.
    /// All members pass the same word.
    void arrive_and_wait(bool admit);

    /// Waits to be admitted. Returns the member's number, counted from 0 for the first; none
    /// where the barrier was closed instead.
    std::optional<unsigned> join();

    /// Changes only when all have arrived. For members.
    unsigned members() const { return members_.load(std::memory_order_relaxed); }

    /// Nobody is admitted any more.
    void close();

private:
    void wait_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) const;

    unsigned spins_;
    alignas(64) std::atomic<std::uint32_t> arrived_{0};
    // Written once per barrier, then only read by all: in one cache line.
    alignas(64) std::atomic<std::uint32_t> generation_{0};
    std::atomic<std::uint32_t> members_{1};
    alignas(64) std::atomic<std::uint32_t> wishes_{0};  ///< tickets drawn by `join`
    std::atomic<std::uint32_t> admitted_{0};            ///< tickets before this one are members
    std::atomic<std::uint32_t> door_{0};                ///< changes with `admitted_` and `closed_`
    std::atomic<bool> closed_{false};
};

}  // namespace packline
