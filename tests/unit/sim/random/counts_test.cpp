#include "sim/random/counts.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/sim/random/goodness.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace packline {
namespace {

using Cdf = std::function<double(std::int64_t)>;
using Sampler = std::function<std::int64_t(Draws&)>;

constexpr std::uint32_t kN = 200'000;

std::vector<std::int64_t> sorted_samples(std::uint64_t stream, const Sampler& sampler) {
    std::vector<std::int64_t> x;
    x.reserve(kN);
    for (std::uint32_t i = 0; i < kN; ++i) {
        Draws source = test::draws(stream, i);
        x.push_back(sampler(source));
    }
    std::sort(x.begin(), x.end());
    return x;
}

/// p-value of Pearson's test over cells of about 2 % of the sample (whole counts where these
/// hold more).
double pearson(const std::vector<std::int64_t>& sorted, const Cdf& cdf) {
    double statistic = 0;
    double cells = 0;
    double below = 0;
    auto from = sorted.begin();
    while (from != sorted.end()) {
        // The cell ends with the count that the sample has 2 % further on; a rest smaller than
        // that joins the last cell.
        const bool last = sorted.end() - from <= kN / 25;
        const std::int64_t edge = last ? 0 : *(from + kN / 50);
        const auto to = last ? sorted.end() : std::upper_bound(from, sorted.end(), edge);
        const double upto = last || to == sorted.end() ? 1.0 : cdf(edge);
        const double expected = kN * (upto - below);
        const double gap = static_cast<double>(to - from) - expected;
        statistic += gap * gap / expected;
        cells += 1;
        below = upto;
        from = to;
    }
    if (cells < 2) return 1;
    return boost::math::cdf(
        boost::math::complement(boost::math::chi_squared(cells - 1), statistic));
}

constexpr double kLevel = 6.3e-5;  // of |z| = 4

Cdf binomial_cdf(double n, double p) {
    return [=](std::int64_t k) {
        return boost::math::cdf(boost::math::binomial(n, p), static_cast<double>(k));
    };
}

TEST_CASE("binomial: Pearson finds no other distribution, small and large", "[unit]") {
    struct Setting {
        std::int64_t n;
        double p;
        double off;  ///< a wrong p that must be found
    };
    const std::vector<Setting> all{{1, 0.3, 0.306},
                                   {25, 0.9, 0.903},
                                   {25, 0.5, 0.505},
                                   {100, 0.02, 0.0204},
                                   {613, 0.998, 0.99804},
                                   {15'000, 0.0005, 0.00051},
                                   {15'000, 0.00079, 0.0008},
                                   {15'000, 0.0009, 0.00091},
                                   {15'000, 0.9, 0.9001},
                                   {15'000, 0.5, 0.5002},
                                   {1'000'000, 0.3, 0.30002},
                                   {1'000'000'000, 0.5, 0.5000005},
                                   {1'000'000'000, 1e-8, 1.02e-8}};
    std::uint64_t stream = 500;
    for (const Setting& s : all) {
        CAPTURE(s.n, s.p);
        const auto x = sorted_samples(++stream, [&](Draws& d) { return binomial(d, s.n, s.p); });
        const auto n = static_cast<double>(s.n);
        CHECK(pearson(x, binomial_cdf(n, s.p)) > kLevel);
        CHECK(pearson(x, binomial_cdf(n, s.off)) < kLevel);  // control
    }
}

TEST_CASE("binomial: V90 of the exact results, n = 25 and p = 0.9", "[unit]") {
    const auto x = sorted_samples(520, [](Draws& d) { return binomial(d, 25, 0.9); });
    const std::vector<double> values(x.begin(), x.end());
    const test::SampleMoments m{values};
    const auto up_to_mean =
        static_cast<double>(std::upper_bound(x.begin(), x.end(), 22) - x.begin());
    CHECK(std::fabs(m.mean_score(22.5)) < test::kLimit);
    CHECK(std::fabs(m.variance_score(2.25)) < test::kLimit);
    CHECK(std::fabs(test::share_score(up_to_mean, kN, 0.4629059499)) < test::kLimit);
    CHECK(x[kN / 2] == 23);
    CHECK(x[std::size_t{kN} / 20 * 19] == 25);
    CHECK(std::fabs(m.mean_score(1.02 * 22.5)) > test::kLimit);  // controls
    CHECK(std::fabs(m.variance_score(1.02 * 2.25)) > test::kLimit);
    CHECK(std::fabs(test::share_score(up_to_mean, kN, 1.02 * 0.4629059499)) > test::kLimit);
}

TEST_CASE("poisson: Pearson finds no other distribution, small and large", "[unit]") {
    const auto cdf = [](double mean) -> Cdf {
        return [=](std::int64_t k) {
            return boost::math::cdf(boost::math::poisson(mean), static_cast<double>(k));
        };
    };
    std::uint64_t stream = 530;
    for (const double mean : {0.01, 0.5, 6.0, 11.9, 12.1, 1'000.0, 1e6}) {
        CAPTURE(mean);
        const auto x = sorted_samples(++stream, [&](Draws& d) { return poisson(d, mean); });
        CHECK(pearson(x, cdf(mean)) > kLevel);
        const double off = mean + (mean < 1 ? 0.1 * mean : 0.02 * std::sqrt(mean));
        CHECK(pearson(x, cdf(off)) < kLevel);  // control
    }
}

/// Boost's hypergeometric wants 32 bits and a table of primes; sums of ratios want neither.
Cdf hypergeometric_cdf(double population, double marked, double drawn) {
    const double first = std::max(0.0, marked + drawn - population);
    const double last = std::min(marked, drawn);
    std::vector<double> sums{0};
    const auto log_choose = [](double n, double k) {
        return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
    };
    double p = std::exp(log_choose(marked, first) + log_choose(population - marked, drawn - first) -
                        log_choose(population, drawn));
    for (double k = first; k <= last; k += 1) {
        sums.push_back(sums.back() + p);
        p *= (marked - k) / (k + 1) * (drawn - k) / (population - marked - drawn + k + 1);
    }
    return [=](std::int64_t k) {
        const double place = static_cast<double>(k) - first + 1;
        return place <= 0 ? 0 : sums[std::min(static_cast<std::size_t>(place), sums.size() - 1)];
    };
}

TEST_CASE("hypergeometric: Pearson finds no other distribution, small and large", "[unit]") {
    struct Setting {
        std::int64_t population;
        std::int64_t marked;
        std::int64_t drawn;
        std::int64_t off;  ///< a wrong number of marked ones that must be found
    };
    const std::vector<Setting> all{{25, 5, 3, 6},
                                   {25, 20, 22, 19},
                                   {40, 20, 20, 21},
                                   {48, 24, 24, 25},
                                   {15'000, 20, 613, 21},
                                   {15'000, 290, 613, 300},
                                   {15'000, 1'500, 3'000, 1'510},
                                   {15'000, 14'990, 613, 14'989},
                                   {15'000, 9'000, 14'000, 8'990},
                                   {15'325, 30, 13, 33}};
    std::uint64_t stream = 550;
    for (const Setting& s : all) {
        CAPTURE(s.population, s.marked, s.drawn);
        const auto x = sorted_samples(
            ++stream, [&](Draws& d) { return hypergeometric(d, s.population, s.marked, s.drawn); });
        const auto cdf = [&](std::int64_t marked) {
            return hypergeometric_cdf(static_cast<double>(s.population),
                                      static_cast<double>(marked), static_cast<double>(s.drawn));
        };
        CHECK(pearson(x, cdf(s.marked)) > kLevel);
        CHECK(pearson(x, cdf(s.off)) < kLevel);  // control
    }
}

TEST_CASE("hypergeometric: a huge population has the exact mean and variance", "[unit]") {
    constexpr double population = 1e9;
    constexpr double marked = 3e8;
    constexpr double drawn = 1e8;
    const auto x = sorted_samples(
        570, [](Draws& d) { return hypergeometric(d, 1'000'000'000, 300'000'000, 100'000'000); });
    std::vector<double> centred;
    centred.reserve(x.size());
    for (const std::int64_t k : x) centred.push_back(static_cast<double>(k) - 3e7);
    const test::SampleMoments m{centred};
    const double share = marked / population;
    const double variance = drawn * share * (1 - share) * (population - drawn) / (population - 1);
    CHECK(std::fabs(m.mean_score(0)) < test::kLimit);
    CHECK(std::fabs(m.variance_score(variance)) < test::kLimit);
    CHECK(std::fabs(m.mean_score(0.02 * std::sqrt(variance))) > test::kLimit);  // controls
    CHECK(std::fabs(m.variance_score(drawn * share * (1 - share))) > test::kLimit);
}

TEST_CASE("beta_binomial: Pearson finds no other distribution", "[unit]") {
    struct Setting {
        double n, a, b;
    };
    const auto cdf = [](Setting s) -> Cdf {
        std::vector<double> sums;
        double sum = 0;
        for (double k = 0; k <= s.n; k += 1) {
            sum += std::exp(std::lgamma(s.n + 1) - std::lgamma(k + 1) - std::lgamma(s.n - k + 1) +
                            std::lgamma(k + s.a) + std::lgamma(s.n - k + s.b) -
                            std::lgamma(s.n + s.a + s.b) - std::lgamma(s.a) - std::lgamma(s.b) +
                            std::lgamma(s.a + s.b));
            sums.push_back(sum);
        }
        return [=](std::int64_t k) { return sums[static_cast<std::size_t>(k)]; };
    };
    std::uint64_t stream = 580;
    for (const Setting s :
         {Setting{25, 2, 5}, Setting{25, 0.1, 0.4}, Setting{613, 0.5, 40}, Setting{15'000, 2, 5}}) {
        CAPTURE(s.n, s.a, s.b);
        const auto x = sorted_samples(++stream, [&](Draws& d) {
            return beta_binomial(d, static_cast<std::int64_t>(s.n), s.a, s.b);
        });
        CHECK(pearson(x, cdf(s)) > kLevel);
        CHECK(pearson(x, cdf({s.n, 1.03 * s.a, s.b})) < kLevel);  // control
    }
}

TEST_CASE("beta_binomial: full correlation gives all or nothing", "[unit]") {
    double all = 0;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        Draws d = test::draws(590, i);
        const std::int64_t k = beta_binomial(d, 1'000, 3e-7, 7e-7);
        REQUIRE((k == 0 || k == 1'000));
        all += k == 0 ? 0 : 1;
    }
    CHECK(std::fabs(test::share_score(all, 20'000, 0.3)) < test::kLimit);
}

TEST_CASE("counts: certain outcomes and contracts", "[unit]") {
    Draws d = test::draws(600, 0);
    CHECK(binomial(d, 0, 0.5) == 0);
    CHECK(binomial(d, 15'000, 0) == 0);
    CHECK(binomial(d, 15'000, 1) == 15'000);
    CHECK(binomial(d, 1'000'000'000, 5e-324) == 0);
    CHECK(binomial(d, 1'000'000'000, 1 - 0x1p-53) == 1'000'000'000);
    CHECK(beta_binomial(d, 0, 1, 1) == 0);
    CHECK(hypergeometric(d, 0, 0, 0) == 0);
    CHECK(hypergeometric(d, 50, 0, 20) == 0);
    CHECK(hypergeometric(d, 50, 50, 20) == 20);
    CHECK(hypergeometric(d, 50, 30, 50) == 30);
    CHECK(poisson(d, 0) == 0);
    CHECK(poisson(d, 1e-300) == 0);
    CHECK_THROWS_AS(binomial(d, -1, 0.5), ContractError);
    CHECK_THROWS_AS(binomial(d, 5, -0.1), ContractError);
    CHECK_THROWS_AS(binomial(d, 5, std::nan("")), ContractError);
    CHECK_THROWS_AS(beta_binomial(d, 5, 0, 1), ContractError);
    CHECK_THROWS_AS(hypergeometric(d, 5, 6, 1), ContractError);
    CHECK_THROWS_AS(hypergeometric(d, 5, 1, -1), ContractError);
    CHECK_THROWS_AS(poisson(d, -1), ContractError);
}

TEST_CASE("counts: each takes one uniform, whatever its parameters", "[unit]") {
    const auto next = [](const Sampler& sampler) {
        Draws d = test::draws(601, 0);
        sampler(d);
        return d.bits();
    };
    Draws reference = test::draws(601, 0);
    reference.bits();
    const std::uint64_t second = reference.bits();
    CHECK(next([](Draws& d) { return binomial(d, 0, 0.5); }) == second);
    CHECK(next([](Draws& d) { return binomial(d, 10, 1); }) == second);
    CHECK(next([](Draws& d) { return binomial(d, 15'000, 0.9); }) == second);
    CHECK(next([](Draws& d) { return hypergeometric(d, 50, 0, 20); }) == second);
    CHECK(next([](Draws& d) { return poisson(d, 0); }) == second);
}

TEST_CASE("counts: a seed gives the same counts everywhere", "[unit][determinism]") {
    // Literals from g++ 12 -O2, as those of distribution_sample_test.cpp.
    const auto bits = [](const Sampler& sampler) {
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < 5'000; ++i) {
            Draws source = test::draws(602, i);
            sum += mix64(static_cast<std::uint64_t>(sampler(source)) ^ (std::uint64_t{i} << 40));
        }
        return sum;
    };
    CHECK(bits([](Draws& d) { return binomial(d, 15'000, 0.0005); }) == 0x1C6BA0C7CCE47B38ULL);
    CHECK(bits([](Draws& d) { return binomial(d, 15'000, 0.9); }) == 0x0485ADB3699A17BCULL);
    CHECK(bits([](Draws& d) { return beta_binomial(d, 15'000, 2, 5); }) == 0x6EC30401C84E94C8ULL);
    CHECK(bits([](Draws& d) { return hypergeometric(d, 15'000, 1'500, 3'000); }) ==
          0x1DB6B50052A9AFBFULL);
    CHECK(bits([](Draws& d) { return hypergeometric(d, 15'000, 20, 613); }) ==
          0xD45645B26D10457BULL);
}

}  // namespace
}  // namespace packline
