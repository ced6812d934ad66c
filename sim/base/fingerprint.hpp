#pragma once

#include "sim/base/hash.hpp"

#include <cstdint>

namespace packline {

/// What a run did, in 64 bits: the sum modulo 2^64 of one mixed word per event.
///
/// A sum does not depend on the order of its terms, so parts of a run may be added up in any
/// order: by partition, by thread, by replication.
class Fingerprint {
public:
    /// `ordinal` counts the events of this target, so two swapped events of one target differ.
    constexpr void add(std::uint64_t time, std::uint64_t tie, std::uint64_t target_and_kind,
                       std::uint64_t payload, std::uint64_t ordinal) {
        // Odd multipliers keep the words apart; one finaliser mixes the sum. Chaining five
        // finalisers instead costs 4 ns per event and detects nothing more.
        sum_ += mix64(time * 0x9E3779B97F4A7C15ULL + tie * 0xC2B2AE3D27D4EB4FULL +
                      target_and_kind * 0x165667B19E3779F9ULL + payload * 0xD6E8FEB86659FD93ULL +
                      ordinal * 0xA0761D6478BD642FULL);
    }
    /// Adds a result that is not an event, e.g. a final count.
    constexpr void add(std::uint64_t word) { sum_ += mix64(word); }
    constexpr void merge(Fingerprint other) { sum_ += other.sum_; }
    constexpr std::uint64_t value() const { return sum_; }

    friend constexpr bool operator==(Fingerprint, Fingerprint) = default;

private:
    std::uint64_t sum_ = 0;
};

}  // namespace packline
