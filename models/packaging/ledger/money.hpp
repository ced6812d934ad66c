#pragma once

#include "models/packaging/spec/price_spec.hpp"
#include "sim/base/int128.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// Sums of money by kind, and their division without a remainder. Whole numbers throughout: what is
// divided adds up again, to the millionth.

namespace packline::packaging {

/// What money is spent on.
enum class CostKind : std::uint8_t {
    depreciation,
    upkeep,  ///< service, spare parts, floor
    labour,
    consumables,
    material,
    utilities,
};
inline constexpr std::size_t kCostKinds = 6;
inline constexpr std::array<std::string_view, kCostKinds> kCostKindNames{
    "depreciation", "upkeep", "labour", "consumables", "material", "utilities"};

/// An amount by kind.
struct CostByKind {
    std::array<Money, kCostKinds> by{};

    Money& operator[](CostKind kind) { return by[static_cast<std::size_t>(kind)]; }
    Money operator[](CostKind kind) const { return by[static_cast<std::size_t>(kind)]; }
    Money total() const {
        Money sum = 0;
        for (const Money m : by) {
            sum += m;
        }
        return sum;
    }
    CostByKind& operator+=(const CostByKind& other) {
        for (std::size_t k = 0; k < kCostKinds; ++k) {
            by[k] += other.by[k];
        }
        return *this;
    }
    CostByKind& operator-=(const CostByKind& other) {
        for (std::size_t k = 0; k < kCostKinds; ++k) {
            by[k] -= other.by[k];
        }
        return *this;
    }
    friend bool operator==(const CostByKind&, const CostByKind&) = default;
};

/// Rounded down, for amounts below zero too: then parts of an amount add up in any case.
constexpr Int128 floor_div(Int128 a, Int128 b) {
    const Int128 q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

/// What a rate comes to over tool (or person) time in microseconds.
constexpr Money over_time(const MoneyRate& rate, Int128 time_us) {
    return static_cast<Money>(floor_div(Int128{rate.money} * time_us, rate.per.us));
}

/// Divides amounts in proportion to weights. Weights may be below zero as long as their sum is not
/// (work in process that shrinks gives back what it had cost).
class Division {
public:
    /// Requires: the sum of the weights is above zero.
    explicit Division(std::span<const Int128> weights) {
        ends_.reserve(weights.size());
        Int128 sum = 0;
        for (const Int128 w : weights) {
            ends_.push_back(sum += w);
        }
    }
    /// The i-th part: all parts add up to `whole`.
    Money part(Money whole, std::size_t i) const {
        const auto up_to = [&](std::size_t n) {
            return n == 0 ? Int128{0} : floor_div(Int128{whole} * ends_[n - 1], ends_.back());
        };
        return static_cast<Money>(up_to(i + 1) - up_to(i));
    }
    CostByKind part(const CostByKind& whole, std::size_t i) const {
        CostByKind out;
        for (std::size_t k = 0; k < kCostKinds; ++k) {
            out.by[k] = whole.by[k] == 0 ? 0 : part(whole.by[k], i);
        }
        return out;
    }

private:
    std::vector<Int128> ends_;
};

}  // namespace packline::packaging
