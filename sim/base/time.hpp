#pragma once

#include "sim/base/errors.hpp"

#include <compare>
#include <cstdint>
#include <limits>

namespace packline {

/// A length of simulated time in whole microseconds [us].
///
/// Integer, so that sums do not depend on the order of addition and two events that are
/// simultaneous on paper are simultaneous on every machine. 64 bits hold 292,271 years.
struct Duration {
    std::int64_t us = 0;

    friend constexpr auto operator<=>(Duration, Duration) = default;
    friend constexpr Duration operator+(Duration a, Duration b) { return {add(a.us, b.us)}; }
    friend constexpr Duration operator-(Duration a, Duration b) { return {subtract(a.us, b.us)}; }
    friend constexpr Duration operator*(Duration d, std::int64_t n) {
        std::int64_t product = 0;
        expect(!__builtin_mul_overflow(d.us, n, &product), "simulated time overflows 64 bits");
        return {product};
    }
    constexpr Duration& operator+=(Duration d) { return *this = *this + d; }
    constexpr Duration& operator-=(Duration d) { return *this = *this - d; }

    static constexpr std::int64_t add(std::int64_t a, std::int64_t b) {
        std::int64_t sum = 0;
        expect(!__builtin_add_overflow(a, b, &sum), "simulated time overflows 64 bits");
        return sum;
    }
    static constexpr std::int64_t subtract(std::int64_t a, std::int64_t b) {
        std::int64_t difference = 0;
        expect(!__builtin_sub_overflow(a, b, &difference), "simulated time overflows 64 bits");
        return difference;
    }
};

/// A point in simulated time: microseconds since the start of the replication [us].
/// Adding two points has no meaning, so no such operator exists.
struct Time {
    std::int64_t us = 0;

    static constexpr Time never() { return {std::numeric_limits<std::int64_t>::max()}; }
    friend constexpr auto operator<=>(Time, Time) = default;
    friend constexpr Time operator+(Time t, Duration d) { return {Duration::add(t.us, d.us)}; }
    friend constexpr Time operator-(Time t, Duration d) { return {Duration::subtract(t.us, d.us)}; }
    friend constexpr Duration operator-(Time a, Time b) { return {Duration::subtract(a.us, b.us)}; }
};

constexpr Duration seconds(std::int64_t n) { return Duration{1'000'000} * n; }
constexpr Duration minutes(std::int64_t n) { return Duration{60'000'000} * n; }
constexpr Duration hours(std::int64_t n) { return Duration{3'600'000'000} * n; }
constexpr Duration days(std::int64_t n) { return hours(24) * n; }

/// The longest time that input may state: 100,000 years, so that sums of a few cannot overflow.
inline constexpr double kLongestInputSeconds = 100'000.0 * 365.0 * 86'400.0;

/// Rounds to the nearest tick, halves away from zero. Requires: |s| <= kLongestInputSeconds.
constexpr Duration from_seconds(double s) {
    expect(s >= -kLongestInputSeconds && s <= kLongestInputSeconds,
           "a time in seconds is not a number or out of range");
    const double ticks = s * 1e6;
    return {static_cast<std::int64_t>(ticks < 0 ? ticks - 0.5 : ticks + 0.5)};
}
constexpr double to_seconds(Duration d) { return static_cast<double>(d.us) * 1e-6; }

}  // namespace packline
