#include "sim/base/hash.hpp"
#include "sim/random/distribution.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/sim/random/goodness.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/weibull.hpp>

#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

// Each value: |z| <= 4 with a fixed seed, and a half-width (4 standard errors) below 1 % of what
// is checked, so that passing means something.

namespace packline {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// One case of V90 of the exact results (scipy.stats 1.10.1 and closed forms), 10 digits.
struct Exact {
    Distribution distribution;
    double mean;
    double variance;
    double p50;
    double p95;
    double up_to_mean;  ///< P(X <= mean)
};

const std::vector<Exact>& continuous() {
    static const std::vector<Exact> all{
        {Distribution::exponential(10), 10, 100, 6.931471806, 29.95732274, 0.6321205588},
        {Distribution::lognormal(10, 0.5), 10, 25, 8.94427191, 19.45317838, 0.5933575216},
        {Distribution::gamma(10, 0.5), 10, 25, 9.180151872, 19.38414132, 0.5665298796},
        {Distribution::erlang(3, 10), 10, 33.33333333, 8.913534379, 20.98597874, 0.5768099189},
        {Distribution::weibull(10, 2.101349095), 10, 25, 9.483520534, 19.03175499, 0.539229375},
        {Distribution::triangular(5, 8, 17), 10, 6.5, 9.651530772, 14.67620999, 0.5462962963},
        {Distribution::uniform(5, 15), 10, 8.333333333, 10, 14.5, 0.5},
        {Distribution::beta(2, 5, 4, 20), 8.571428571, 6.530612245, 8.231199733, 13.30885455,
         0.5484449507},
        {Distribution::pert(4, 8, 20), 9.333333333, 8.126984127, 9.020962727, 14.51853309,
         0.5390946502},
        {Distribution::truncated_normal(10, 5, 0, kInfinity), 10.27623931, 22.16129871, 10.14258463,
         18.27992178, 0.5109024675},
    };
    return all;
}

double count_up_to(const std::vector<double>& x, double limit) {
    return static_cast<double>(
        std::count_if(x.begin(), x.end(), [&](double v) { return v <= limit; }));
}

TEST_CASE("Distribution: samples have the exact mean, variance and quantiles", "[unit]") {
    constexpr std::uint32_t n = 1'000'000;
    std::uint64_t stream = 100;
    for (const Exact& e : continuous()) {
        CAPTURE(e.distribution.describe());
        const auto x = test::samples(e.distribution, ++stream, n);
        const test::SampleMoments m{x};
        CHECK(std::fabs(m.mean_score(e.mean)) < test::kLimit);
        CHECK(std::fabs(m.variance_score(e.variance)) < test::kLimit);
        CHECK(std::fabs(test::share_score(count_up_to(x, e.p50), n, 0.5)) < test::kLimit);
        CHECK(std::fabs(test::share_score(count_up_to(x, e.p95), n, 0.95)) < test::kLimit);
        CHECK(std::fabs(test::share_score(count_up_to(x, e.mean), n, e.up_to_mean)) < test::kLimit);
        CHECK(4 * std::sqrt(m.variance / n) < 0.01 * e.mean);
        // Controls: theories 2 % off in the mean, the variance and the quantiles.
        CHECK(std::fabs(m.mean_score(1.02 * e.mean)) > test::kLimit);
        CHECK(std::fabs(m.variance_score(1.02 * e.variance)) > test::kLimit);
        CHECK(std::fabs(test::share_score(count_up_to(x, 1.02 * e.p50), n, 0.5)) > test::kLimit);
        CHECK(std::fabs(test::share_score(count_up_to(x, 1.02 * e.p95), n, 0.95)) > test::kLimit);
    }
}

TEST_CASE("Distribution: sampled counts have the exact mean, variance and quantiles", "[unit]") {
    constexpr std::uint32_t n = 1'000'000;
    // V90; for a count P(X <= mean) tells more than its median.
    const std::vector<Exact> counts{
        {Distribution::poisson(6), 6, 6, 6, 10, 0.6063027824},
        {Distribution::geometric(0.4), 2.5, 3.75, 2, 6, 0.64},
    };
    std::uint64_t stream = 200;
    for (const Exact& e : counts) {
        CAPTURE(e.distribution.describe());
        auto x = test::samples(e.distribution, ++stream, n);
        const test::SampleMoments m{x};
        CHECK(std::fabs(m.mean_score(e.mean)) < test::kLimit);
        CHECK(std::fabs(m.variance_score(e.variance)) < test::kLimit);
        CHECK(std::fabs(test::share_score(count_up_to(x, e.mean), n, e.up_to_mean)) < test::kLimit);
        std::sort(x.begin(), x.end());
        CHECK(x[n / 2] == e.p50);
        CHECK(x[std::size_t{n} / 20 * 19] == e.p95);
        CHECK(std::fabs(m.mean_score(1.02 * e.mean)) > test::kLimit);  // controls
        CHECK(std::fabs(m.variance_score(1.02 * e.variance)) > test::kLimit);
        CHECK(std::fabs(test::share_score(count_up_to(x, e.mean), n, 1.02 * e.up_to_mean)) >
              test::kLimit);
    }
}

TEST_CASE("Distribution: empirical and discrete draw each value with its weight", "[unit]") {
    constexpr std::uint32_t n = 400'000;
    const std::vector<double> values{7, 3, 4};
    const std::vector<double> weights{0.5, 0.2, 0.3};
    const auto d = test::samples(Distribution::discrete(values, weights), 301, n);
    const auto e = test::samples(Distribution::empirical(values), 302, n);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto of_discrete = static_cast<double>(std::count(d.begin(), d.end(), values[i]));
        const auto of_empirical = static_cast<double>(std::count(e.begin(), e.end(), values[i]));
        CHECK(std::fabs(test::share_score(of_discrete, n, weights[i])) < test::kLimit);
        CHECK(std::fabs(test::share_score(of_empirical, n, 1.0 / 3)) < test::kLimit);
        CHECK(std::fabs(test::share_score(of_discrete, n, 1.02 * weights[i])) > test::kLimit);
        CHECK(std::fabs(test::share_score(of_empirical, n, 1.02 / 3)) > test::kLimit);
    }
}

struct Shape {
    Distribution distribution;
    std::function<double(double)> cdf;
};

template <class BoostDistribution>
Shape shape(Distribution ours, BoostDistribution theirs, double low = 0, double width = 1) {
    return {std::move(ours), [=](double x) { return boost::math::cdf(theirs, (x - low) / width); }};
}

double lognormal_sigma(double cv) { return std::sqrt(std::log1p(cv * cv)); }

std::vector<Shape> shapes() {
    namespace bm = boost::math;
    // Without Boost's promotion to long double, which costs tenfold.
    using Fast = bm::policies::policy<bm::policies::promote_double<false>>;
    using Gamma = bm::gamma_distribution<double, Fast>;
    using Beta = bm::beta_distribution<double, Fast>;
    const double sigma = lognormal_sigma(0.9);
    const double k = 0.7;
    const auto truncated = [](double x) {
        const bm::normal normal;
        const double tail = bm::cdf(bm::complement(normal, 6.0));
        return 1 - bm::cdf(bm::complement(normal, (x - 10) / 5)) / tail;
    };
    return {
        shape(Distribution::exponential(10), bm::exponential(0.1)),
        shape(Distribution::lognormal(10, 0.9),
              bm::lognormal(std::log(10) - sigma * sigma / 2, sigma)),
        shape(Distribution::gamma(10, 0.5), Gamma(4, 2.5)),
        shape(Distribution::gamma(10, 2), Gamma(0.25, 40)),
        shape(Distribution::erlang(3, 10), Gamma(3, 10.0 / 3)),
        shape(Distribution::erlang(16, 10), Gamma(16, 10.0 / 16)),
        shape(Distribution::erlang(40, 10), Gamma(40, 0.25)),
        shape(Distribution::weibull(10, k), bm::weibull(k, 10 / std::tgamma(1 + 1 / k))),
        shape(Distribution::triangular(5, 8, 17), bm::triangular(5, 8, 17)),
        shape(Distribution::beta(2, 5, 4, 20), Beta(2, 5), 4, 16),
        shape(Distribution::beta(0.3, 0.6, 4, 20), Beta(0.3, 0.6), 4, 16),
        shape(Distribution::beta(0.5, 7, 4, 20), Beta(0.5, 7), 4, 16),
        shape(Distribution::pert(4, 8, 20), Beta(2, 4), 4, 16),
        // six deviations out: the distribution function alone has lost half its digits there
        {Distribution::truncated_normal(10, 5, 40, kInfinity), truncated},
    };
}

TEST_CASE("Distribution: Kolmogorov and Smirnov find no other shape", "[unit]") {
    constexpr std::uint32_t n = 400'000;
    std::uint64_t stream = 400;
    for (const Shape& s : shapes()) {
        CAPTURE(s.distribution.describe());
        auto x = test::samples(s.distribution, ++stream, n);
        std::sort(x.begin(), x.end());
        CHECK(test::kolmogorov(x, s.cdf) < test::kKolmogorovLimit);
        // Control: a theory that is stretched by 3 % from its least value.
        const double low = s.distribution.lower();
        const auto off = [&](double v) {
            return std::min(s.cdf(std::min(low + 1.03 * (v - low), s.distribution.upper())), 1.0);
        };
        CHECK(test::kolmogorov(x, off) > test::kKolmogorovLimit);
    }
}

TEST_CASE("Distribution: inversion is monotone in its uniform", "[unit][property]") {
    const std::vector<double> values{7, 3, 4};
    const std::vector<double> weights{0.5, 0.2, 0.3};
    const std::vector<Distribution> inverted{
        Distribution::uniform(5, 15),       Distribution::exponential(10),
        Distribution::lognormal(10, 0.5),   Distribution::weibull(10, 2),
        Distribution::triangular(5, 8, 17), Distribution::truncated_normal(10, 5, 0, kInfinity),
        Distribution::empirical(values),    Distribution::discrete(values, weights),
        Distribution::poisson(6),           Distribution::poisson(1e4),
        Distribution::geometric(0.01),      Distribution::truncated_normal(10, 5, 30, 60),
        Distribution::erlang(1, 10)};
    for (const Distribution& d : inverted) {
        CAPTURE(d.describe());
        std::vector<std::pair<double, double>> pairs;
        for (std::uint32_t i = 0; i < 50'000; ++i) {
            Draws uniform = test::draws(34, i);
            Draws source = test::draws(34, i);
            const double u = uniform.uniform();
            pairs.emplace_back(u, d.sample(source));
        }
        std::sort(pairs.begin(), pairs.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 1; i < pairs.size(); ++i) {
            REQUIRE(pairs[i - 1].second <= pairs[i].second);
        }
    }
}

TEST_CASE("Distribution: a seed gives the same bits everywhere", "[unit][determinism]") {
    // Literals from g++ 12 -O2. They change only with the meaning of a seed: say so in the
    // changelog under "Results changed".
    const auto bits = [](const Distribution& d) {
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < 5'000; ++i) {
            Draws source = test::draws(35, i);
            sum += mix64(std::bit_cast<std::uint64_t>(d.sample(source)) ^ i);
        }
        return sum;
    };
    CHECK(bits(Distribution::exponential(10)) == 0xBE551C9DB32AF992ULL);
    CHECK(bits(Distribution::lognormal(10, 0.5)) == 0x8F5E78E1FEBE7985ULL);
    CHECK(bits(Distribution::gamma(10, 0.5)) == 0xA3E41F7B3340AEFFULL);
    CHECK(bits(Distribution::gamma(10, 2)) == 0xBDA5A6578D2EEBE4ULL);
    CHECK(bits(Distribution::erlang(3, 10)) == 0x5B616CF6FBC8BCF0ULL);
    CHECK(bits(Distribution::weibull(10, 1.4)) == 0xEC1AE887E2DA036AULL);
    CHECK(bits(Distribution::triangular(5, 8, 17)) == 0x784D5922282A4895ULL);
    CHECK(bits(Distribution::pert(4, 8, 20)) == 0xBF466E717C3A935EULL);
    CHECK(bits(Distribution::beta(0.5, 7, 4, 20)) == 0x45BEDEA1DD879FE0ULL);
    CHECK(bits(Distribution::truncated_normal(10, 5, 0, kInfinity)) == 0x5449AFFFC90D179BULL);
    CHECK(bits(Distribution::poisson(6)) == 0x979CB1A543149BBAULL);
    CHECK(bits(Distribution::poisson(1e6)) == 0x3DAACBBBBB7B5643ULL);
}

}  // namespace
}  // namespace packline
