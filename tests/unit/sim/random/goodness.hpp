#pragma once

#include "sim/random/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

// Goodness of fit at one level: a fixed seed, |z| <= 4 (6.3e-5 on both sides), and what
// corresponds to it for other statistics. Each use comes with a control that a slightly wrong
// theory fails.

namespace packline::test {

inline constexpr double kLimit = 4;

/// The draws of trial `i` of a test; `stream` tells tests apart.
inline Draws draws(std::uint64_t stream, std::uint32_t i) {
    return {{20'251'124, 0}, stream, Purpose::test, i};
}

inline std::vector<double> samples(const Distribution& d, std::uint64_t stream, std::uint32_t n) {
    std::vector<double> out;
    out.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        Draws source = draws(stream, i);
        out.push_back(d.sample(source));
    }
    return out;
}

/// Standard score of a count of successes.
inline double share_score(double count, double n, double p) {
    return (count - n * p) / std::sqrt(n * p * (1 - p));
}

/// Sample moments, and the standard scores of exact ones.
struct SampleMoments {
    double n = 0;
    double mean = 0;
    double variance = 0;
    double fourth = 0;  ///< central

    explicit SampleMoments(const std::vector<double>& x) : n{static_cast<double>(x.size())} {
        for (const double v : x) mean += v / n;
        for (const double v : x) {
            const double square = (v - mean) * (v - mean);
            variance += square / (n - 1);
            fourth += square * square / n;
        }
    }
    double mean_score(double exact) const { return (mean - exact) / std::sqrt(variance / n); }
    double variance_score(double exact) const {
        return (variance - exact) / std::sqrt((fourth - variance * variance) / n);
    }
};

/// Kolmogorov-Smirnov's sqrt(n) D; its 6.3e-5 point is 2.275. Looks at every eighth value of the
/// sorted sample, which moves D by 8 / n at most and takes an eighth of the time.
inline constexpr double kKolmogorovLimit = 2.275;
template <class Cdf>
double kolmogorov(const std::vector<double>& sorted, Cdf cdf) {
    const auto n = static_cast<double>(sorted.size());
    double d = 0;
    for (std::size_t i = 0; i < sorted.size(); i += 8) {
        const double f = cdf(sorted[i]);
        const auto rank = static_cast<double>(i);
        d = std::max({d, f - rank / n, (rank + 1) / n - f});
    }
    return d * std::sqrt(n);
}

}  // namespace packline::test
