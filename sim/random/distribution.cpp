#include "sim/random/distribution.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/math.hpp"
#include "sim/random/counts.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>

namespace packline {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double square(double x) { return x * x; }

/// log Gamma(1 + 1 / shape), for the mean of a Weibull distribution.
double weibull_log_gamma(double shape, double moment) { return math::lgamma(1 + moment / shape); }

/// Gamma with this shape and scale 1. Source: Marsaglia and Tsang 2000, "A simple method for
/// generating gamma variables", ACM TOMS 26(3); normals by inversion.
double sample_gamma(double shape, Draws& draws) {
    if (shape < 1) {
        const double u = draws.uniform();
        return sample_gamma(shape + 1, draws) * math::pow(u, 1 / shape);
    }
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

double sample_beta(double a, double b, Draws& draws) {
    const double x = sample_gamma(a, draws);
    const double y = sample_gamma(b, draws);
    return x / (x + y);
}

double sample_triangular(double low, double mode, double high, double u) {
    if (high <= low) {
        return low;
    }
    const double cut = (mode - low) / (high - low);
    return u < cut ? low + std::sqrt(u * (high - low) * (mode - low))
                   : high - std::sqrt((1 - u) * (high - low) * (high - mode));
}

double normal_density(double x) { return math::exp(-0.5 * square(x)) * 0.39894228040143267794; }

}  // namespace

Distribution Distribution::constant(double value) {
    Distribution d;
    d.a_ = value;
    return d;
}

Distribution Distribution::uniform(double low, double high) {
    expect(low <= high, "a uniform distribution needs low <= high");
    Distribution d;
    d.kind_ = Kind::uniform;
    d.a_ = low;
    d.b_ = high;
    return d;
}

Distribution Distribution::exponential(double mean) {
    expect(mean > 0, "an exponential distribution needs a mean above zero");
    Distribution d;
    d.kind_ = Kind::exponential;
    d.a_ = mean;
    return d;
}

Distribution Distribution::erlang(std::uint32_t stages, double mean) {
    expect(stages >= 1 && mean > 0, "an Erlang distribution needs stages and a mean above zero");
    Distribution d;
    d.kind_ = Kind::erlang;
    d.a_ = mean;
    d.b_ = stages;
    return d;
}

Distribution Distribution::gamma(double mean, double cv) {
    expect(mean > 0 && cv > 0, "a gamma distribution needs a mean and a cv above zero");
    Distribution d;
    d.kind_ = Kind::gamma;
    d.a_ = mean;
    d.b_ = cv;
    d.c_ = 1 / square(cv);     // shape
    d.d_ = mean * square(cv);  // scale
    return d;
}

Distribution Distribution::lognormal(double mean, double cv) {
    expect(mean > 0 && cv >= 0, "a lognormal distribution needs a mean above zero");
    Distribution d;
    d.kind_ = Kind::lognormal;
    d.a_ = mean;
    d.b_ = cv;
    const double variance = math::log1p(square(cv));  // of the logarithm
    d.c_ = math::log(mean) - 0.5 * variance;
    d.d_ = std::sqrt(variance);
    return d;
}

Distribution Distribution::weibull(double mean, double shape) {
    expect(mean > 0 && shape > 0, "a Weibull distribution needs a mean and a shape above zero");
    Distribution d;
    d.kind_ = Kind::weibull;
    d.a_ = mean;
    d.b_ = shape;
    d.c_ = mean * math::exp(-weibull_log_gamma(shape, 1));  // scale
    return d;
}

Distribution Distribution::triangular(double low, double mode, double high) {
    expect(low <= mode && mode <= high, "a triangular distribution needs low <= mode <= high");
    Distribution d;
    d.kind_ = Kind::triangular;
    d.a_ = low;
    d.b_ = mode;
    d.c_ = high;
    return d;
}

Distribution Distribution::pert(double low, double mode, double high) {
    expect(low <= mode && mode <= high && low < high, "PERT needs low <= mode <= high");
    Distribution d = triangular(low, mode, high);
    d.kind_ = Kind::pert;
    return d;
}

Distribution Distribution::beta(double a, double b, double low, double high) {
    expect(a > 0 && b > 0 && low <= high, "a beta distribution needs a, b > 0 and low <= high");
    Distribution d;
    d.kind_ = Kind::beta;
    d.a_ = a;
    d.b_ = b;
    d.c_ = low;
    d.d_ = high;
    return d;
}

Distribution Distribution::truncated_normal(double mean, double sd, double low, double high) {
    expect(sd > 0 && low < high, "a truncated normal distribution needs sd > 0 and low < high");
    Distribution d;
    d.kind_ = Kind::truncated_normal;
    d.a_ = mean;
    d.b_ = sd;
    d.c_ = low;
    d.d_ = high;
    const double below = low == -kInfinity ? 0 : math::normal_cdf((low - mean) / sd);
    const double upto = high == kInfinity ? 1 : math::normal_cdf((high - mean) / sd);
    expect(below < upto, "a truncated normal distribution keeps nothing of its parent");
    d.cumulative_ = {below, upto};
    return d;
}

Distribution Distribution::empirical(std::span<const double> samples) {
    expect(!samples.empty(), "an empirical distribution needs samples");
    Distribution d;
    d.kind_ = Kind::empirical;
    d.values_.assign(samples.begin(), samples.end());
    std::ranges::sort(d.values_);  // makes the draw monotone
    return d;
}

Distribution Distribution::discrete(std::span<const double> values,
                                    std::span<const double> weights) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    expect(!values.empty() && values.size() == weights.size() && total > 0,
           "a discrete distribution needs values with weights");
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
    Distribution d;
    d.kind_ = Kind::discrete;
    double sum = 0;
    for (const std::size_t i : order) {
        sum += weights[i];
        d.values_.push_back(values[i]);
        d.cumulative_.push_back(sum / total);
    }
    d.cumulative_.back() = 1;
    return d;
}

Distribution Distribution::poisson(double mean) {
    expect(mean >= 0, "a Poisson distribution needs a mean of at least zero");
    Distribution d;
    d.kind_ = Kind::poisson;
    d.a_ = mean;
    return d;
}

Distribution Distribution::geometric(double success) {
    expect(success > 0 && success <= 1, "a geometric distribution needs 0 < p <= 1");
    Distribution d;
    d.kind_ = Kind::geometric;
    d.a_ = success;
    d.b_ = success < 1 ? 1 / math::log1p(-success) : 0;
    return d;
}

double Distribution::sample(Draws& draws) const {
    switch (kind_) {
        case Kind::constant:
            return a_;
        case Kind::uniform:
            return a_ + (b_ - a_) * draws.uniform();
        case Kind::exponential:
            return -a_ * math::log(1 - draws.uniform());
        case Kind::erlang: {
            double sum = 0;
            for (int i = 0; i < static_cast<int>(b_); ++i) {
                sum -= math::log(1 - draws.uniform());
            }
            return sum * a_ / b_;
        }
        case Kind::gamma:
            return d_ * sample_gamma(c_, draws);
        case Kind::lognormal:
            return math::exp(c_ + d_ * math::normal_quantile(draws.uniform()));
        case Kind::weibull:
            return c_ * math::pow(-math::log(1 - draws.uniform()), 1 / b_);
        case Kind::triangular:
            return sample_triangular(a_, b_, c_, draws.uniform());
        case Kind::pert: {
            const double span = c_ - a_;
            return a_ +
                   span * sample_beta(1 + 4 * (b_ - a_) / span, 1 + 4 * (c_ - b_) / span, draws);
        }
        case Kind::beta:
            return c_ + (d_ - c_) * sample_beta(a_, b_, draws);
        case Kind::truncated_normal: {
            const double p = cumulative_[0] + draws.uniform() * (cumulative_[1] - cumulative_[0]);
            return std::clamp(a_ + b_ * math::normal_quantile(p), c_, d_);
        }
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
        case Kind::truncated_normal: {
            const double low = (c_ - a_) / b_;
            const double high = (d_ - a_) / b_;
            const double kept = cumulative_[1] - cumulative_[0];
            return a_ + b_ * (normal_density(low) - normal_density(high)) / kept;
        }
        case Kind::empirical:
            return std::accumulate(values_.begin(), values_.end(), 0.0) /
                   static_cast<double>(values_.size());
        case Kind::discrete: {
            double sum = 0;
            for (std::size_t i = 0; i < values_.size(); ++i) {
                sum += values_[i] * (cumulative_[i] - (i == 0 ? 0 : cumulative_[i - 1]));
            }
            return sum;
        }
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
            return square(c_) *
                   (math::exp(weibull_log_gamma(b_, 2)) - math::exp(2 * weibull_log_gamma(b_, 1)));
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
        case Kind::truncated_normal: {
            const double low = (c_ - a_) / b_;
            const double high = (d_ - a_) / b_;
            const double kept = cumulative_[1] - cumulative_[0];
            const double at_low = c_ == -kInfinity ? 0 : low * normal_density(low);
            const double at_high = d_ == kInfinity ? 0 : high * normal_density(high);
            const double shift = (mean() - a_) / b_;
            return square(b_) * (1 + (at_low - at_high) / kept - square(shift));
        }
        case Kind::empirical:
        case Kind::discrete: {
            double sum = 0;
            for (std::size_t i = 0; i < values_.size(); ++i) {
                const double weight = kind_ == Kind::empirical
                                          ? 1 / static_cast<double>(values_.size())
                                          : cumulative_[i] - (i == 0 ? 0 : cumulative_[i - 1]);
                sum += weight * square(values_[i] - mean());
            }
            return sum;
        }
        case Kind::geometric:
            return (1 - a_) / square(a_);
    }
    return 0;
}

double Distribution::lower() const {
    switch (kind_) {
        case Kind::constant:
        case Kind::uniform:
        case Kind::triangular:
        case Kind::pert:
            return a_;
        case Kind::beta:
        case Kind::truncated_normal:
            return c_;
        case Kind::empirical:
        case Kind::discrete:
            return values_.front();
        case Kind::geometric:
            return 1;
        default:
            return 0;
    }
}

double Distribution::upper() const {
    switch (kind_) {
        case Kind::constant:
            return a_;
        case Kind::uniform:
            return b_;
        case Kind::triangular:
        case Kind::pert:
            return c_;
        case Kind::beta:
        case Kind::truncated_normal:
            return d_;
        case Kind::empirical:
        case Kind::discrete:
            return values_.back();
        default:
            return kInfinity;
    }
}

std::string Distribution::describe() const {
    switch (kind_) {
        case Kind::constant:
            return fmt::format("{}", a_);
        case Kind::uniform:
            return fmt::format("uniform({} {})", a_, b_);
        case Kind::exponential:
            return fmt::format("exp({})", a_);
        case Kind::erlang:
            return fmt::format("erlang({} stages {})", b_, a_);
        case Kind::gamma:
            return fmt::format("gamma({} cv {})", a_, b_);
        case Kind::lognormal:
            return fmt::format("lognormal({} cv {})", a_, b_);
        case Kind::weibull:
            return fmt::format("weibull({} k {})", a_, b_);
        case Kind::triangular:
            return fmt::format("triangular({} {} {})", a_, b_, c_);
        case Kind::pert:
            return fmt::format("pert({} {} {})", a_, b_, c_);
        case Kind::beta:
            return fmt::format("beta({} {} from {} {})", a_, b_, c_, d_);
        case Kind::truncated_normal:
            return fmt::format("normal({} sd {} from {} {})", a_, b_, c_, d_);
        case Kind::empirical:
            return fmt::format("empirical({})", fmt::join(values_, " "));
        case Kind::discrete: {
            std::string out = "discrete(";
            for (std::size_t i = 0; i < values_.size(); ++i) {
                out += fmt::format("{}{} {}", i == 0 ? "" : " ", values_[i],
                                   cumulative_[i] - (i == 0 ? 0 : cumulative_[i - 1]));
            }
            return out + ")";
        }
        case Kind::poisson:
            return fmt::format("poisson({})", a_);
        case Kind::geometric:
            return fmt::format("geometric({})", a_);
    }
    return "?";
}

}  // namespace packline
