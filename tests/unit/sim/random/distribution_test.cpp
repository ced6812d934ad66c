#include "sim/random/distribution.hpp"

#include "sim/base/errors.hpp"
#include "sim/random/duration.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/sim/random/goodness.hpp"

#include <boost/math/distributions/normal.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace packline {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Stated {
    Distribution distribution;
    double mean;
    double variance;
    double lower;
    double upper;
    std::string words;
};

TEST_CASE("Distribution: states its mean, variance, limits and words", "[unit]") {
    const std::vector<double> values{4, 3, 3, 7};
    const std::vector<double> two{5, 3, 9};
    const std::vector<double> weights{3, 1, 0};
    // Values to 10 digits: scipy.stats and closed forms (case V90 of the exact results).
    const std::vector<Stated> all{
        {{}, 0, 0, 0, 0, "0"},
        {Distribution::constant(2.5), 2.5, 0, 2.5, 2.5, "2.5"},
        {Distribution::uniform(5, 15), 10, 8.333333333, 5, 15, "uniform(5 15)"},
        {Distribution::exponential(10), 10, 100, 0, kInfinity, "exp(10)"},
        {Distribution::erlang(3, 10), 10, 33.33333333, 0, kInfinity, "erlang(3 stages 10)"},
        {Distribution::gamma(10, 0.5), 10, 25, 0, kInfinity, "gamma(10 cv 0.5)"},
        {Distribution::lognormal(10, 0.5), 10, 25, 0, kInfinity, "lognormal(10 cv 0.5)"},
        {Distribution::weibull(10, 2.101349095), 10, 25, 0, kInfinity, "weibull(10 k 2.101349095)"},
        {Distribution::triangular(5, 8, 17), 10, 6.5, 5, 17, "triangular(5 8 17)"},
        {Distribution::pert(4, 8, 20), 9.333333333, 8.126984127, 4, 20, "pert(4 8 20)"},
        {Distribution::beta(2, 5, 4, 20), 8.571428571, 6.530612245, 4, 20, "beta(2 5 from 4 20)"},
        {Distribution::truncated_normal(10, 5, 0, kInfinity), 10.27623931, 22.16129871, 0,
         kInfinity, "normal(10 sd 5)"},
        {Distribution::empirical(values), 4.25, 2.6875, 3, 7, "empirical(3 3 4 7)"},
        {Distribution::discrete(two, weights), 4.5, 0.75, 3, 5, "discrete(3 1 5 3)"},
        {Distribution::poisson(6), 6, 6, 0, kInfinity, "poisson(6)"},
        {Distribution::geometric(0.4), 2.5, 3.75, 1, kInfinity, "geometric(0.4)"},
    };
    for (const Stated& s : all) {
        CAPTURE(s.words);
        CHECK(s.distribution.mean() == Approx(s.mean).epsilon(1e-9));
        CHECK(s.distribution.variance() == Approx(s.variance).epsilon(1e-9));
        CHECK(s.distribution.lower() == s.lower);
        CHECK(s.distribution.upper() == s.upper);
        CHECK(s.distribution.describe() == s.words);
    }
}

TEST_CASE("Distribution: scaled, every value is so many times greater", "[unit]") {
    const std::vector<double> values{3, 8, 4};
    const std::vector<double> weights{1, 2, 3};
    const std::vector<Distribution> all{
        Distribution::constant(3),
        Distribution::uniform(2, 5),
        Distribution::exponential(4),
        Distribution::erlang(3, 4),
        Distribution::gamma(4, 0.5),
        Distribution::lognormal(4, 0.7),
        Distribution::weibull(4, 1.4),
        Distribution::triangular(1, 2, 6),
        Distribution::pert(1, 2, 6),
        Distribution::beta(2, 5, 1, 6),
        Distribution::truncated_normal(4, 1, 2, 9),
        Distribution::empirical(values),
        Distribution::discrete(values, weights),
    };
    for (const Distribution& d : all) {
        INFO(d.describe());
        const Distribution twice = d.scaled(2);
        CHECK(twice.kind() == d.kind());
        CHECK(twice.mean() == Approx(2 * d.mean()).epsilon(1e-12));
        CHECK(twice.variance() == Approx(4 * d.variance()).epsilon(1e-9));
        CHECK(twice.lower() == Approx(2 * d.lower()));
        Draws a{{1, 0}, 7, Purpose::test, 0};
        Draws b{{1, 0}, 7, Purpose::test, 0};
        CHECK(twice.sample(b) == Approx(2 * d.sample(a)).epsilon(1e-9));
    }
    CHECK(Distribution::poisson(3).scaled(2).mean() == 3);
}

TEST_CASE("Distribution: a normal truncated on both sides says so", "[unit]") {
    CHECK(Distribution::truncated_normal(10, 2, 0, 60).describe() == "normal(10 sd 2 from 0 60)");
}

/// Moments of a standard normal within [low, high], by Simpson's rule.
std::array<double, 2> normal_moments(double low, double high) {
    constexpr int steps = 20'000;
    const double h = (high - low) / steps;
    const double near = low > 0 ? low : (high < 0 ? high : 0);
    long double total = 0;
    long double first = 0;
    long double second = 0;
    for (int i = 0; i <= steps; ++i) {
        const double z = low + h * i;
        const long double w =
            (i == 0 || i == steps ? 1 : 2 + 2 * (i % 2)) * std::exp((near * near - z * z) / 2);
        total += w;
        first += w * (z - near);
        second += w * (z - near) * (z - near);
    }
    const long double mean = first / total;
    return {static_cast<double>(mean + near), static_cast<double>(second / total - mean * mean)};
}

TEST_CASE("Distribution: moments of a truncated normal hold far out and in narrow gaps", "[unit]") {
    const std::vector<std::array<double, 2>> gaps{
        {-1, 1}, {-0.001, 0.001}, {5, 5.1},    {8, 20},   {-20, -8},    {-1, 3.5},
        {-3, 9}, {30, 31},        {-6, -1.99}, {1, 5.01}, {0.5, 0.5001}};
    for (const auto& [low, high] : gaps) {
        CAPTURE(low, high);
        const auto exact = normal_moments(low, high);
        const auto d = Distribution::truncated_normal(100, 2, 100 + 2 * low, 100 + 2 * high);
        CHECK(d.mean() == Approx(100 + 2 * exact[0]).epsilon(1e-12));
        CHECK(d.variance() == Approx(4 * exact[1]).epsilon(1e-8));
    }
}

TEST_CASE("Distribution: moments of a sharp or wild Weibull", "[unit]") {
    // Var / mean^2 = Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 - 1; pi^2 / (6 k^2) for a large k.
    const auto sharp = Distribution::weibull(1, 1e5);
    CHECK(sharp.variance() == Approx(1.6449340668482264e-10).epsilon(1e-4));
    CHECK(Distribution::weibull(3, 0.5).variance() == Approx(9 * 5.0).epsilon(1e-12));
    CHECK(Distribution::weibull(3, 1).variance() == Approx(9).epsilon(1e-12));
}

TEST_CASE("Distribution: factories refuse what they cannot mean", "[unit]") {
    const std::vector<double> none;
    const std::vector<double> one{1};
    const std::vector<double> negative{-1};
    CHECK_THROWS_AS(Distribution::uniform(2, 1), ContractError);
    CHECK_THROWS_AS(Distribution::exponential(0), ContractError);
    CHECK_THROWS_AS(Distribution::exponential(std::nan("")), ContractError);
    CHECK_THROWS_AS(Distribution::erlang(0, 1), ContractError);
    CHECK_THROWS_AS(Distribution::gamma(1, 0), ContractError);
    CHECK_THROWS_AS(Distribution::lognormal(1, -1), ContractError);
    CHECK_THROWS_AS(Distribution::weibull(1, 0), ContractError);
    CHECK_THROWS_AS(Distribution::triangular(1, 3, 2), ContractError);
    CHECK_THROWS_AS(Distribution::pert(1, 1, 1), ContractError);
    CHECK_THROWS_AS(Distribution::beta(0, 1, 0, 1), ContractError);
    CHECK_THROWS_AS(Distribution::truncated_normal(0, 0, 0, 1), ContractError);
    CHECK_THROWS_AS(Distribution::truncated_normal(0, 1, 50, 60), ContractError);
    CHECK_THROWS_AS(Distribution::empirical(none), ContractError);
    CHECK_THROWS_AS(Distribution::discrete(none, none), ContractError);
    CHECK_THROWS_AS(Distribution::discrete(one, none), ContractError);
    CHECK_THROWS_AS(Distribution::discrete(one, negative), ContractError);
    CHECK_THROWS_AS(Distribution::poisson(-1), ContractError);
    CHECK_THROWS_AS(Distribution::geometric(0), ContractError);
}

TEST_CASE("Distribution: extreme parameters give numbers within the limits", "[unit]") {
    const std::vector<Distribution> all{Distribution::gamma(10, 1000),
                                        Distribution::gamma(10, 1e-12),
                                        Distribution::gamma(10, 1e-200),
                                        Distribution::lognormal(10, 0),
                                        Distribution::lognormal(10, 1000),
                                        Distribution::weibull(10, 0.02),
                                        Distribution::weibull(10, 1000),
                                        Distribution::beta(1e-4, 1e-4, 2, 3),
                                        Distribution::beta(1e-9, 5, 2, 3),
                                        Distribution::beta(1e9, 1e9, 2, 3),
                                        Distribution::pert(1, 1, 2),
                                        Distribution::pert(1, 2, 2),
                                        Distribution::triangular(1, 1, 1),
                                        Distribution::triangular(1, 1, 2),
                                        Distribution::triangular(1, 2, 2),
                                        Distribution::erlang(1'000'000, 10),
                                        Distribution::geometric(1),
                                        Distribution::geometric(1e-15),
                                        Distribution::poisson(0),
                                        Distribution::uniform(4, 4),
                                        Distribution::truncated_normal(0, 1, 8, kInfinity),
                                        Distribution::truncated_normal(0, 1, 30, 31),
                                        Distribution::truncated_normal(0, 1, -31, -30),
                                        Distribution::truncated_normal(5, 1e9, 0, 1)};
    for (const Distribution& d : all) {
        CAPTURE(d.describe());
        for (std::uint32_t i = 0; i < 2'000; ++i) {
            Draws source = test::draws(31, i);
            const double x = d.sample(source);
            REQUIRE(x >= d.lower());
            REQUIRE(x <= d.upper());
        }
    }
}

TEST_CASE("Distribution: small shapes of beta split evenly between the ends", "[unit]") {
    // Both gammas underflow: 0 / 0 once.
    const auto x = test::samples(Distribution::beta(1e-4, 1e-4, 0, 1), 32, 20'000);
    double high = 0;
    for (const double v : x) {
        REQUIRE((v < 0.01 || v > 0.99 || (v > 0 && v < 1)));
        high += v > 0.5 ? 1 : 0;
    }
    CHECK(std::fabs(test::share_score(high, 20'000, 0.5)) < test::kLimit);
}

TEST_CASE("sample_duration: rounds seconds to ticks, never below zero", "[unit]") {
    const auto one = [](const Distribution& d) {
        Draws source = test::draws(33, 0);
        return sample_duration(d, source);
    };
    CHECK(one(Distribution::constant(1.25)) == Duration{1'250'000});
    CHECK(one(Distribution::constant(0.0000014)) == Duration{1});
    CHECK(one(Distribution::constant(0.0000016)) == Duration{2});
    CHECK(one(Distribution::constant(-3)) == Duration{0});
    CHECK(one(Distribution::constant(kInfinity)) == from_seconds(kLongestInputSeconds));
    CHECK_THROWS_AS(one(Distribution::constant(std::nan(""))), ContractError);
}

}  // namespace
}  // namespace packline
