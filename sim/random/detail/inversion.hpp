#pragma once

#include "sim/base/math.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>

// Inversion of a distribution on whole numbers: for 0 < u < 1 the smallest k with F(k) > u.
//
// Three ways, from cheap to dear, that agree on every k, so that the result is monotone in u
// (what keeps scenarios with common random numbers paired):
//  1. small mean: add up probabilities from 0;
//  2. else a Cornish-Fisher expansion gives the place of the quantile within a known error, and
//     settles k unless the place lies that close to the border between two counts;
//  3. else sum the nearer tail outwards, which keeps the relative error of F and of 1 - F small.
// After Giles 2016, "Algorithm 955: approximation of the inverse Poisson cumulative distribution
// function", ACM TOMS 42(1), with another expansion.

namespace packline::detail {

/// What an inversion asks of a unimodal distribution on 0 .. last().
template <class F>
concept CountFamily = requires(const F f, std::int64_t k, double x) {
    { f.mean() } -> std::same_as<double>;
    {f.cumulants()};  // variance, third, fourth
    { f.last() } -> std::same_as<std::int64_t>;
    { f.at_zero() } -> std::same_as<double>;  // probability of 0
    { f.probability(k) } -> std::same_as<double>;
    { f.step(k, x) } -> std::same_as<double>;  // p(k + 1) / p(k), given 1 / (k + 1)
};

/// Second to fourth cumulant of a count.
struct Cumulants {
    double second;
    double third;
    double fourth;
};

/// Below this mean, adding up from 0 is cheaper than the expansion (bench/random.cpp).
inline constexpr double kSmallMean = 12;
/// From here on a sum from 0 has too few digits of 1 - u.
inline constexpr double kFarTail = 1 - 1e-6;
/// Above this variance the rounding of the place outweighs any border: it is taken as it is.
inline constexpr double kHugeVariance = 1e9;

/// 1 / (k + 1): a product is cheaper than the division in the loop of the search from 0.
inline constexpr std::array<double, 64> kInverse = [] {
    std::array<double, 64> inverse{};
    for (std::size_t k = 0; k < inverse.size(); ++k) {
        inverse[k] = 1.0 / static_cast<double>(k + 1);
    }
    return inverse;
}();

/// True if F(k) > u, from the sum of the nearer tail.
template <CountFamily Family>
bool is_above(double u, std::int64_t k, const Family& family) {
    if (k < 0 || k >= family.last()) {
        return k >= 0;
    }
    constexpr double nothing = 1e-18;
    if (static_cast<double>(k) < family.mean() - 1) {
        double term = 1;
        double sum = 1;
        for (std::int64_t j = k; j > 0 && term > sum * nothing; --j) {
            term /= family.step(j - 1, 1.0 / static_cast<double>(j));
            sum += term;
        }
        return family.probability(k) * sum > u;
    }
    double term = 1;
    double sum = 1;
    for (std::int64_t j = k + 1; j < family.last() && term > sum * nothing; ++j) {
        term *= family.step(j, 1.0 / static_cast<double>(j + 1));
        sum += term;
    }
    return family.probability(k + 1) * sum < 1 - u;
}

/// Way 3, from any start: steps double until they enclose the answer, then halve.
template <CountFamily Family>
std::int64_t settle(double u, std::int64_t start, const Family& family) {
    std::int64_t low = start;   // F(low) <= u
    std::int64_t high = start;  // F(high) > u
    if (is_above(u, start, family)) {
        for (std::int64_t stride = 1; low >= 0 && is_above(u, low, family); stride *= 2) {
            high = low;
            low -= stride;
        }
        low = std::max<std::int64_t>(low, -1);
    } else {
        for (std::int64_t stride = 1; !is_above(u, high, family); stride *= 2) {
            low = high;
            high = std::min(high + stride, family.last());
        }
    }
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (is_above(u, middle, family) ? high : low) = middle;
    }
    return high;
}

/// Way 2. Counts are seen as a continuous variable rounded to whole numbers: its cumulants are
/// theirs with Sheppard's corrections. Source: Cornish and Fisher 1938; Kolassa 2006, "Series
/// Approximation Methods in Statistics", section 3.14.
template <CountFamily Family>
std::int64_t invert_near_quantile(double u, const Family& family) {
    const Cumulants c = family.cumulants();
    const double z = math::normal_quantile(u);
    const double z2 = z * z;
    const double variance = c.second - 1.0 / 12;
    const double sd = std::sqrt(variance);
    const double skew = c.third / variance;  // times sd
    const double place =
        family.mean() + sd * z + skew * (z2 - 1) / 6 +
        ((c.fourth + 1.0 / 120) / variance * (z2 - 3) / 24 - skew * skew * (2 * z2 - 5) / 36) * z /
            sd;
    const double top = static_cast<double>(family.last());
    const double rounded = std::clamp(std::floor(place + 0.5), 0.0, top);
    const auto k = rounded < top ? static_cast<std::int64_t>(rounded) : family.last();
    if (c.second > kHugeVariance) {
        return k;
    }
    // Twice the largest error found over p, variances from 6 on and |z| < 5.5
    // (tests/unit/sim/random/counts_border_test.cpp), and the rounding of the place itself.
    const double error = 0.012 * (1 + z2) * (1 + z2) / variance + 2e-15 * place;
    const double to_border = 0.5 - std::fabs(place - rounded);
    return z2 < 5.5 * 5.5 && to_border > error ? k : settle(u, k, family);
}

/// The smallest k with F(k) > u.
template <CountFamily Family>
std::int64_t invert(double u, const Family& family) {
    if (family.mean() >= kSmallMean) {
        return invert_near_quantile(u, family);
    }
    const auto middle = static_cast<std::int64_t>(family.mean());
    if (u >= kFarTail) {
        return settle(u, middle, family);
    }
    double p = family.at_zero();
    double below = p;
    std::int64_t k = 0;
    while (u >= below) {
        const auto row = static_cast<std::size_t>(k);
        if (row == kInverse.size()) {
            return settle(u, middle, family);
        }
        p *= family.step(k, kInverse[row]);
        ++k;
        below += p;
    }
    return k;
}

}  // namespace packline::detail
