#include "sim/base/math.hpp"
#include "sim/random/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace packline {

namespace {

struct Moments {
    double mean;
    double variance;
};

double square(double x) { return x * x; }

/// Weighted moments; no weights stand for equal ones. Two passes: one would cancel.
Moments moments_of(std::span<const double> values, std::span<const double> weights) {
    const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[i]; };
    double total = 0;
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        total += weight(i);
        sum += weight(i) * values[i];
    }
    const double mean = sum / total;
    double squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        squares += weight(i) * square(values[i] - mean);
    }
    return {mean, squares / total};
}

/// Moments of a standard normal within a short interval, by quadrature: the closed form is a
/// difference of nearly equal numbers there. Source: Abramowitz and Stegun 1964, table 25.4.
Moments moments_by_quadrature(double low, double high) {
    constexpr std::array<double, 4> places{0.1834346424956498049, 0.5255324099163289858,
                                           0.7966664774136267396, 0.9602898564975362317};
    constexpr std::array<double, 4> parts{0.3626837833783619830, 0.3137066458778872873,
                                          0.2223810344533744706, 0.1012285362903762591};
    constexpr std::size_t panels = 8;
    // Densities relative to the largest, or they would vanish far from zero.
    const double nearest = std::clamp(0.0, low, high);
    const double half = (high - low) / (2.0 * panels);
    std::array<double, panels * 8> values{};
    std::array<double, panels * 8> weights{};
    std::size_t n = 0;
    for (std::size_t panel = 0; panel < panels; ++panel) {
        const double middle = low + half * (2.0 * static_cast<double>(panel) + 1);
        for (std::size_t i = 0; i < places.size(); ++i) {
            for (const double z : {middle - half * places[i], middle + half * places[i]}) {
                values[n] = z;
                weights[n] = parts[i] * math::exp(0.5 * (nearest - z) * (nearest + z));
                ++n;
            }
        }
    }
    return moments_of(values, weights);
}

/// Moments of a standard normal truncated to [low, high], a wide interval that does not lie above
/// zero, so that both probabilities keep their digits.
/// Source: Johnson, Kotz, Balakrishnan 1994, "Continuous Univariate Distributions" 1, 13.10.1.
Moments moments_by_formula(double low, double high) {
    constexpr double density_at_zero = 0.39894228040143267794;
    const auto density = [](double z) { return density_at_zero * math::exp(-0.5 * square(z)); };
    const auto times_density = [&](double z) { return std::isinf(z) ? 0.0 : z * density(z); };
    const double upto = std::isinf(high) ? 1 : math::normal_cdf(high);
    const double below = std::isinf(low) ? 0 : math::normal_cdf(low);
    const double kept = upto - below;
    const double mean = (density(low) - density(high)) / kept;
    return {mean, 1 + (times_density(low) - times_density(high)) / kept - square(mean)};
}

/// Moments of a standard normal truncated to [low, high].
Moments moments_between(double low, double high) {
    if (high - low < 4) {
        return moments_by_quadrature(low, high);
    }
    if (low > 0) {
        const Moments mirrored = moments_by_formula(-high, -low);
        return {-mirrored.mean, mirrored.variance};
    }
    return moments_by_formula(low, high);
}

}  // namespace

double Distribution::mean() const {
    switch (kind_) {
        case Kind::constant:
        case Kind::exponential:
        case Kind::erlang:
        case Kind::gamma:
        case Kind::lognormal:
        case Kind::weibull:
        case Kind::poisson:
            return a_;
        case Kind::uniform:
            return 0.5 * (a_ + b_);
        case Kind::triangular:
            return (a_ + b_ + c_) / 3;
        case Kind::pert:
            return (a_ + 4 * b_ + c_) / 6;
        case Kind::beta:
            return c_ + (d_ - c_) * a_ / (a_ + b_);
        case Kind::truncated_normal:
            return a_ + b_ * moments_between((c_ - a_) / b_, (d_ - a_) / b_).mean;
        case Kind::empirical:
        case Kind::discrete:
            return moments_of(values_, weights_).mean;
        case Kind::geometric:
            return 1 / a_;
    }
    return 0;
}

double Distribution::variance() const {
    switch (kind_) {
        case Kind::constant:
            return 0;
        case Kind::exponential:
            return square(a_);
        case Kind::erlang:
            return square(a_) / b_;
        case Kind::gamma:
        case Kind::lognormal:
            return square(a_ * b_);
        case Kind::weibull:
            return square(a_) * math::expm1(math::lgamma(1 + 2 * d_) - 2 * math::lgamma(1 + d_));
        case Kind::poisson:
            return a_;
        case Kind::uniform:
            return square(b_ - a_) / 12;
        case Kind::triangular:
            return (a_ * a_ + b_ * b_ + c_ * c_ - a_ * b_ - a_ * c_ - b_ * c_) / 18;
        case Kind::pert:
            return (mean() - a_) * (c_ - mean()) / 7;
        case Kind::beta:
            return square(d_ - c_) * a_ * b_ / (square(a_ + b_) * (a_ + b_ + 1));
        case Kind::truncated_normal:
            return square(b_) * moments_between((c_ - a_) / b_, (d_ - a_) / b_).variance;
        case Kind::empirical:
        case Kind::discrete:
            return moments_of(values_, weights_).variance;
        case Kind::geometric:
            return (1 - a_) / square(a_);
    }
    return 0;
}

}  // namespace packline
