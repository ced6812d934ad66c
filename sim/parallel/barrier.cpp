#include "sim/parallel/barrier.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace packline {

namespace {

/// Tells the core that this is a loop that waits.
void relax() {
#if defined(__x86_64__)
    _mm_pause();
#endif
}

}  // namespace

void Barrier::wait_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) const {
    for (unsigned i = 0; i < spins_; ++i) {
        if (word.load(std::memory_order_acquire) != value) {
            return;
        }
        relax();
    }
    while (word.load(std::memory_order_acquire) == value) {
        word.wait(value, std::memory_order_acquire);
    }
}

void Barrier::arrive_and_wait(bool admit) {
    const std::uint32_t generation = generation_.load(std::memory_order_relaxed);
    const std::uint32_t members = members_.load(std::memory_order_relaxed);
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 < members) {
        wait_while(generation_, generation);
        return;
    }
    arrived_.store(0, std::memory_order_relaxed);
    const std::uint32_t before = admitted_.load(std::memory_order_relaxed);
    const std::uint32_t now = admit ? wishes_.load(std::memory_order_acquire) : before;
    if (now != before) {
        members_.store(members + (now - before), std::memory_order_relaxed);
    }
    generation_.fetch_add(1, std::memory_order_release);
    generation_.notify_all();
    if (now != before) {
        // Only now: who is let in finds the new generation.
        admitted_.store(now, std::memory_order_release);
        door_.fetch_add(1, std::memory_order_release);
        door_.notify_all();
    }
}

std::optional<unsigned> Barrier::join() {
    const std::uint32_t ticket = wishes_.fetch_add(1, std::memory_order_acq_rel);
    for (;;) {
        const std::uint32_t door = door_.load(std::memory_order_acquire);
        if (admitted_.load(std::memory_order_acquire) > ticket) {
            return ticket + 1;
        }
        if (closed_.load(std::memory_order_acquire)) {
            return std::nullopt;
        }
        wait_while(door_, door);
    }
}

void Barrier::close() {
    closed_.store(true, std::memory_order_release);
    door_.fetch_add(1, std::memory_order_release);
    door_.notify_all();
}

}  // namespace packline
