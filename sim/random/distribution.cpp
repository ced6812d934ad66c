#include "sim/random/distribution.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/math.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>

namespace packline {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double square(double x) { return x * x; }

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
    expect(mean > 0 && cv >= 0,
           "a lognormal distribution needs a mean above zero and a cv of at least zero");
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
    d.c_ = math::log(mean) - math::lgamma(1 + 1 / shape);  // of the scale
    d.d_ = 1 / shape;
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
    expect(low <= mode && mode <= high && low < high,
           "a PERT distribution needs low <= mode <= high and low < high");
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
    // Probabilities are counted from the side where the interval lies: far up in a tail the
    // distribution function is 1 to all its digits, and its complement is not.
    const double side = low > mean ? -1 : 1;
    const auto probability = [&](double x) {
        return std::isinf(x) ? (x * side > 0 ? 1.0 : 0.0)
                             : math::normal_cdf(side * ((x - mean) / sd));
    };
    d.cumulative_ = {probability(low), probability(high), side};
    expect(d.cumulative_[0] != d.cumulative_[1],
           "a truncated normal distribution keeps nothing of its parent");
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
    expect(values.size() == weights.size() && total > 0 && total < kInfinity,
           "a discrete distribution needs values with weights");
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
    Distribution d;
    d.kind_ = Kind::discrete;
    double sum = 0;
    for (const std::size_t i : order) {
        expect(weights[i] >= 0, "a discrete distribution needs weights of at least zero");
        if (weights[i] > 0) {  // else rounding might draw it
            sum += weights[i];
            d.values_.push_back(values[i]);
            d.weights_.push_back(weights[i]);
            d.cumulative_.push_back(sum / total);
        }
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

Distribution Distribution::scaled(double factor) const {
    expect(factor > 0, "a distribution is scaled by a factor above zero");
    const auto times = [factor](std::vector<double> values) {
        for (double& v : values) {
            v *= factor;
        }
        return values;
    };
    switch (kind_) {
        case Kind::constant:
            return constant(a_ * factor);
        case Kind::uniform:
            return uniform(a_ * factor, b_ * factor);
        case Kind::exponential:
            return exponential(a_ * factor);
        case Kind::erlang:
            return erlang(static_cast<std::uint32_t>(b_), a_ * factor);
        case Kind::gamma:
            return gamma(a_ * factor, b_);
        case Kind::lognormal:
            return lognormal(a_ * factor, b_);
        case Kind::weibull:
            return weibull(a_ * factor, b_);
        case Kind::triangular:
            return triangular(a_ * factor, b_ * factor, c_ * factor);
        case Kind::pert:
            return pert(a_ * factor, b_ * factor, c_ * factor);
        case Kind::beta:
            return beta(a_, b_, c_ * factor, d_ * factor);
        case Kind::truncated_normal:
            return truncated_normal(a_ * factor, b_ * factor, c_ * factor, d_ * factor);
        case Kind::empirical:
            return empirical(times(values_));
        case Kind::discrete:
            return discrete(times(values_), weights_);
        case Kind::poisson:
        case Kind::geometric:
            break;
    }
    return *this;
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
            return c_ == 0 && d_ == kInfinity
                       ? fmt::format("normal({} sd {})", a_, b_)
                       : fmt::format("normal({} sd {} from {} {})", a_, b_, c_, d_);
        case Kind::empirical:
            return fmt::format("empirical({})", fmt::join(values_, " "));
        case Kind::discrete: {
            std::string out = "discrete(";
            for (std::size_t i = 0; i < values_.size(); ++i) {
                out += fmt::format("{}{} {}", i == 0 ? "" : " ", values_[i], weights_[i]);
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
