#include "sim/base/math.hpp"

#include "sim/base/detail/math_tables.hpp"
#include "sim/base/errors.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

// Table methods after Tang 1989 and 1990, "Table-driven implementation of the exponential
// (logarithm) function in IEEE floating-point arithmetic", ACM TOMS 15(2) and 16(4). Polynomials
// are cut Taylor series, in pairs (Estrin) because a Horner chain would cost its full latency.

namespace packline::math {

namespace {

using detail::kExpRows;
using detail::kLn2High;
using detail::kLn2Low;
using detail::kLogRows;

/// Up to here log(1 + f) is summed as a series: next to 1 a table's rounding would show.
constexpr double kSeriesLimit = 1.0 / 16;

/// log(1 + f) for |f| <= 1/16; the first term left out is 2^-60 of the result.
double log1p_series(double f) {
    const double f2 = f * f;
    const double f4 = f2 * f2;
    const double a = (1.0 / 3 - f * (1.0 / 4)) + f2 * (1.0 / 5 - f * (1.0 / 6));
    const double b = (1.0 / 7 - f * (1.0 / 8)) + f2 * (1.0 / 9 - f * (1.0 / 10));
    const double c = (1.0 / 11 - f * (1.0 / 12)) + f2 * (1.0 / 13 - f * (1.0 / 14));
    return f + (f2 * f * (a + f4 * (b + f4 * c)) - 0.5 * f2);
}

/// exp(r) - 1 for |r| <= 0.36; the first term left out is 2^-61 of the result.
double expm1_series(double r) {
    const double r2 = r * r;
    const double r4 = r2 * r2;
    const double a = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
    const double b = (1.0 / 720 + r * (1.0 / 5'040)) + r2 * (1.0 / 40'320 + r * (1.0 / 362'880));
    const double c = (1.0 / 3'628'800 + r * (1.0 / 39'916'800)) +
                     r2 * (1.0 / 479'001'600 + r * (1.0 / 6'227'020'800));
    return r + r2 * (a + r4 * (b + r4 * c));
}

}  // namespace

double log(double x) {
    const double f = x - 1;  // exact where the series takes it
    if (f > -kSeriesLimit && f < kSeriesLimit) {
        return log1p_series(f);
    }
    auto bits = std::bit_cast<std::uint64_t>(x);
    int exponent = -1023;
    if (bits - 0x0010000000000000ULL >= 0x7FE0000000000000ULL) [[unlikely]] {
        expect(x > 0 && x <= std::numeric_limits<double>::max(),
               "a logarithm needs a finite number above zero");
        bits = std::bit_cast<std::uint64_t>(x * 0x1p54);  // subnormal
        exponent -= 54;
    }
    exponent += static_cast<int>(bits >> 52);
    const auto row = static_cast<std::size_t>((bits >> 45) & 127);
    const double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
    // m - c is exact, |r| <= 2^-8, and the sum of the two high parts is exact too.
    const double middle = 1 + (static_cast<double>(row) + 0.5) * 0x1p-7;
    const double r = (m - middle) * kLogRows[row].inverse;
    const double e = exponent;
    const double w = e * kLn2High + kLogRows[row].high;
    const double high = w + r;
    const double low = ((w - high) + r) + (e * kLn2Low + kLogRows[row].low);
    const double r2 = r * r;
    const double p = (r * (1.0 / 3) - 1.0 / 2) +
                     r2 * ((r * (1.0 / 5) - 1.0 / 4) + r2 * (r * (1.0 / 7) - 1.0 / 6));
    return high + (low + r2 * p);
}

double log1p(double x) {
    if (x > -kSeriesLimit && x < kSeriesLimit) {
        return log1p_series(x);
    }
    const double sum = 1 + x;
    // What rounding took from 1 + x belongs to the result to first order.
    const double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
    return log(sum) + lost / sum;
}

double exp(double x) {
    if (x > 709.79) {
        return std::numeric_limits<double>::infinity();
    }
    if (x < -745.14) {
        return 0;
    }
    // Adding 1.5 * 2^52 rounds to a whole number and leaves it in the low bits.
    constexpr double shift = 0x1.8p52;
    const double shifted = x * detail::k128OverLn2 + shift;
    const double k = shifted - shift;
    const auto n = static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(shifted));
    const double r = (x - k * detail::kLn2Over128High) - k * detail::kLn2Over128Low;
    const double r2 = r * r;
    const detail::ExpRow& row = kExpRows[static_cast<std::size_t>(n & 127)];
    const double rest =
        (row.tail + r) + (r2 * (1.0 / 2 + r * (1.0 / 6)) + r2 * r2 * (1.0 / 24 + r * (1.0 / 120)));
    const std::int64_t exponent = n >> 7;
    if (x < -700 || x > 709) [[unlikely]] {  // below -700 y * rest would be subnormal
        const double y = std::bit_cast<double>(row.bits);
        return std::ldexp(y + y * rest, static_cast<int>(exponent));
    }
    const double y = std::bit_cast<double>(row.bits + (static_cast<std::uint64_t>(exponent) << 52));
    return y + y * rest;
}

double expm1(double x) { return x > -0.35 && x < 0.35 ? expm1_series(x) : exp(x) - 1; }

double pow(double x, double y) { return y == 1 ? x : exp(y * log(x)); }

}  // namespace packline::math
