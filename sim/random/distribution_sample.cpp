#include "sim/base/math.hpp"
#include "sim/random/counts.hpp"
#include "sim/random/distribution.hpp"

#include <algorithm>
#include <cmath>

namespace packline {

namespace {

/// From this shape on a gamma variate is its mean to half the digits of a double.
constexpr double kSharp = 1e15;

double square(double x) { return x * x; }

/// Gamma with this shape >= 1 and scale 1. Source: Marsaglia and Tsang 2000, "A simple method
/// for generating gamma variables", ACM TOMS 26(3); normals by inversion.
double sample_gamma_from_one(double shape, Draws& draws) {
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = math::normal_quantile(draws.uniform());
        const double v = 1 + c * x;
        if (v <= 0) {
            continue;
        }
        const double cube = v * v * v;
        const double u = draws.uniform();
        if (u < 1 - 0.0331 * square(square(x)) ||
            math::log(u) < 0.5 * square(x) + d * (1 - cube + math::log(cube))) {
            return d * cube;
        }
    }
}

/// The logarithm of a gamma variate: with a small shape the variate itself underflows.
double sample_log_gamma(double shape, Draws& draws) {
    if (shape >= 1) {
        return math::log(sample_gamma_from_one(shape, draws));
    }
    const double power = math::log(draws.uniform()) / shape;
    return math::log(sample_gamma_from_one(shape + 1, draws)) + power;
}

double sample_gamma(double shape, Draws& draws) {
    if (shape >= 1) {
        return sample_gamma_from_one(shape, draws);
    }
    const double factor = math::exp(math::log(draws.uniform()) / shape);
    return sample_gamma_from_one(shape + 1, draws) * factor;
}

double sample_beta(double a, double b, Draws& draws) {
    if (a >= 1 && b >= 1) {
        const double x = sample_gamma_from_one(a, draws);
        return x / (x + sample_gamma_from_one(b, draws));
    }
    const double x = sample_log_gamma(a, draws);
    return 1 / (1 + math::exp(sample_log_gamma(b, draws) - x));
}

/// Sum of `stages` unit exponentials.
double sample_erlang(double stages, Draws& draws) {
    constexpr double few = 16;  // 2^-53 to this power does not underflow
    if (stages > few) {
        return sample_gamma_from_one(stages, draws);
    }
    double product = 1;
    for (double i = 0; i < stages; i += 1) {
        product *= 1 - draws.uniform();
    }
    return -math::log(product);
}

double sample_triangular(double low, double mode, double high, double u) {
    if (high <= low) {
        return low;
    }
    const double cut = (mode - low) / (high - low);
    return u < cut ? low + std::sqrt(u * (high - low) * (mode - low))
                   : high - std::sqrt((1 - u) * (high - low) * (high - mode));
}

}  // namespace

double Distribution::sample_truncated_normal(double u) const {
    // A convex sum, not start + u * span: that could round to 0 or 1, which have no quantile.
    const double p = (1 - u) * cumulative_[0] + u * cumulative_[1];
    return std::clamp(a_ + cumulative_[2] * b_ * math::normal_quantile(p), c_, d_);
}

double Distribution::sample(Draws& draws) const {
    switch (kind_) {
        case Kind::constant:
            return a_;
        case Kind::uniform:
            return a_ + (b_ - a_) * draws.uniform();
        case Kind::exponential:
            return -a_ * math::log(1 - draws.uniform());
        case Kind::erlang:
            return a_ / b_ * sample_erlang(b_, draws);
        case Kind::gamma:
            return c_ < kSharp ? d_ * sample_gamma(c_, draws) : a_;
        case Kind::lognormal:
            return math::exp(c_ + d_ * math::normal_quantile(draws.uniform()));
        case Kind::weibull:
            return math::exp(c_ + d_ * math::log(-math::log(1 - draws.uniform())));
        case Kind::triangular:
            return sample_triangular(a_, b_, c_, draws.uniform());
        case Kind::pert: {
            const double span = c_ - a_;
            return a_ +
                   span * sample_beta(1 + 4 * (b_ - a_) / span, 1 + 4 * (c_ - b_) / span, draws);
        }
        case Kind::beta:
            return c_ + (d_ - c_) * sample_beta(a_, b_, draws);
        case Kind::truncated_normal:
            return sample_truncated_normal(draws.uniform());
        case Kind::empirical: {
            const double place = draws.uniform() * static_cast<double>(values_.size());
            return values_[std::min(static_cast<std::size_t>(place), values_.size() - 1)];
        }
        case Kind::discrete: {
            const auto it = std::ranges::upper_bound(cumulative_, draws.uniform());
            const auto i = static_cast<std::size_t>(it - cumulative_.begin());
            return values_[std::min(i, values_.size() - 1)];
        }
        case Kind::poisson:
            return static_cast<double>(packline::poisson(draws, a_));
        case Kind::geometric:
            return 1 + std::floor(math::log(1 - draws.uniform()) * b_);
    }
    return a_;
}

}  // namespace packline
