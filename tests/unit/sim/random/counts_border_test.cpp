#include "sim/base/hash.hpp"
#include "sim/random/counts.hpp"
#include "tests/support/catch.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

// The inversions at the borders between two counts: this is where an approximation shows. For a
// u at F(k), less or more by fractions of the probability of k from 1e-9 up, the answer must be
// k below and k + 1 from there. Small fractions reach the exact sums, larger ones the bound on
// the error of the expansion (sim/random/detail/inversion.hpp).

namespace packline {
namespace {

using Real = long double;
using Quantile = std::function<std::int64_t(double)>;
/// P(X <= k) and P(X > k), each with its own relative error.
using Tails = std::function<std::pair<Real, Real>(std::int64_t)>;

/// Rounded to the grid of Draws::uniform, for which 1 - u is exact.
double on_grid(Real u) { return static_cast<double>(std::nearbyint(std::ldexp(u, 53))) * 0x1p-53; }

struct Borders {
    int checked = 0;
    int wrong = 0;
};

/// Checks both sides of the border above each k.
Borders check_borders(const Quantile& quantile, const Tails& tails, std::int64_t first,
                      std::int64_t last, std::int64_t stride) {
    Borders result;
    for (std::int64_t k = first; k <= last; k += stride) {
        const auto [below, above] = tails(k);
        if (std::min(below, above) < 1e-14L) continue;
        const Real here = below - (k > 0 ? tails(k - 1).first : 0);
        const Real next = tails(k + 1).first - below;
        for (const Real part : {1e-9L, 1e-6L, 1e-4L, 1e-3L, 0.01L, 0.03L, 0.1L, 0.3L, 0.9L}) {
            const double before = on_grid(below - part * here);
            const double after = on_grid(below + part * next);
            // Nothing finer than the rounding of a dozen terms next to 1.
            const Real resolution = 16 * 0x1p-53L + 1e-10L * std::min(below, above);
            if (part * here > resolution && before > 0) {
                result.checked += 1;
                result.wrong += quantile(before) == k ? 0 : 1;
            }
            if (part * next > resolution && after < 1) {
                result.checked += 1;
                result.wrong += quantile(after) == k + 1 ? 0 : 1;
            }
        }
    }
    return result;
}

Tails binomial_tails(std::int64_t n, double p) {
    const boost::math::binomial_distribution<Real> theirs(static_cast<Real>(n), Real{p});
    return [=](std::int64_t k) -> std::pair<Real, Real> {
        if (k >= n) return {1, 0};
        const auto x = static_cast<Real>(k);
        return {boost::math::cdf(theirs, x), boost::math::cdf(boost::math::complement(theirs, x))};
    };
}

TEST_CASE("binomial_quantile: right at the borders between counts", "[unit][property]") {
    struct Setting {
        std::int64_t n;
        double p;
        std::int64_t borders = 150;
    };
    const std::vector<Setting> all{{1, 0.5},
                                   {2, 0.3},
                                   {24, 0.5},
                                   {25, 0.5},
                                   {25, 0.9},
                                   {60, 0.2},
                                   {60, 0.8},
                                   {100, 0.121},
                                   {15'000, 0.0005},
                                   {15'000, 0.00079},
                                   {15'000, 0.00081},
                                   {15'000, 0.002},
                                   {15'000, 0.01},
                                   {15'000, 0.1},
                                   {15'000, 0.9},
                                   {15'000, 0.9995},
                                   {100'000, 0.3},
                                   {1'000'000, 0.5},
                                   {1'000'000'000, 2e-8},
                                   {1'000'000'000, 1e-6},
                                   {1'000'000'000, 0.999999},
                                   {1'000'000'000, 0.3, 10},
                                   {1'000'000'000, 0.5, 10}};
    for (const Setting& s : all) {
        CAPTURE(s.n, s.p);
        const auto mean = static_cast<double>(s.n) * s.p;
        const double sd = std::sqrt(mean * (1 - s.p));
        const auto reach = static_cast<std::int64_t>(7.5 * sd) + 8;
        const auto middle = static_cast<std::int64_t>(mean);
        const std::int64_t first = std::max<std::int64_t>(0, middle - reach);
        const std::int64_t last = std::min(s.n - 1, middle + reach);
        const Borders b =
            check_borders([&](double u) { return binomial_quantile(u, s.n, s.p); },
                          binomial_tails(s.n, s.p), first, last, 1 + (last - first) / s.borders);
        CHECK(b.wrong == 0);
        CHECK(b.checked > 1);
    }
}

TEST_CASE("binomial_quantile: right at borders for random n and p", "[unit][property]") {
    int checked = 0;
    for (std::uint64_t i = 0; i < 300; ++i) {
        const auto random = [&](std::uint64_t part) {
            return static_cast<double>(mix64(10 * i + part) >> 11) * 0x1p-53;
        };
        const auto n = static_cast<std::int64_t>(std::exp(1 + 12 * random(0)));
        const double p = random(1) < 0.5 ? random(2) : std::exp(-8 * random(2));
        CAPTURE(n, p);
        const double sd = std::sqrt(static_cast<double>(n) * p * (1 - p));
        const auto middle = static_cast<std::int64_t>(static_cast<double>(n) * p);
        const auto reach = static_cast<std::int64_t>(6 * sd) + 2;
        const std::int64_t first = std::max<std::int64_t>(0, middle - reach);
        const std::int64_t last = std::min(n - 1, middle + reach);
        const Borders b = check_borders([&](double u) { return binomial_quantile(u, n, p); },
                                        binomial_tails(n, p), first, last, 1 + (last - first) / 15);
        CHECK(b.wrong == 0);
        checked += b.checked;
    }
    CHECK(checked > 50'000);
}

TEST_CASE("poisson_quantile: right at the borders between counts", "[unit][property]") {
    for (const double mean : {0.001, 0.7, 6.0, 11.99, 12.0, 13.0, 20.0, 50.0, 333.0, 1e4, 1e6}) {
        CAPTURE(mean);
        const boost::math::poisson_distribution<Real> theirs(mean);
        const Tails tails = [&](std::int64_t k) -> std::pair<Real, Real> {
            const auto x = static_cast<Real>(k);
            return {boost::math::cdf(theirs, x),
                    boost::math::cdf(boost::math::complement(theirs, x))};
        };
        const auto reach = static_cast<std::int64_t>(7.5 * std::sqrt(mean)) + 8;
        const auto middle = static_cast<std::int64_t>(mean);
        const Borders b = check_borders([&](double u) { return poisson_quantile(u, mean); }, tails,
                                        std::max<std::int64_t>(0, middle - reach), middle + reach,
                                        1 + 2 * reach / 150);
        CHECK(b.wrong == 0);
        CHECK(b.checked > 1);
    }
}

/// Both tails of a hypergeometric count by sums of ratios in long double.
Tails hypergeometric_tails(std::int64_t population, std::int64_t marked, std::int64_t drawn) {
    const std::int64_t first = std::max<std::int64_t>(0, marked + drawn - population);
    const std::int64_t last = std::min(marked, drawn);
    std::vector<Real> p{1};  // relative to the first; rescaled before it overflows
    for (std::int64_t k = first; k < last; ++k) {
        const auto ratio = static_cast<Real>(marked - k) / static_cast<Real>(k + 1) *
                           static_cast<Real>(drawn - k) /
                           static_cast<Real>(population - marked - drawn + k + 1);
        p.push_back(p.back() * ratio);
    }
    std::vector<Real> below(p.size() + 1);
    std::vector<Real> above(p.size() + 1);
    for (std::size_t i = 0; i < p.size(); ++i) below[i + 1] = below[i] + p[i];
    for (std::size_t i = p.size(); i-- > 0;) above[i] = above[i + 1] + p[i];
    const Real total = below.back();
    return [=](std::int64_t k) -> std::pair<Real, Real> {
        if (k < first) return {0, 1};
        const auto i = std::min(static_cast<std::size_t>(k - first) + 1, p.size());
        return {below[i] / total, above[i] / total};
    };
}

TEST_CASE("hypergeometric_quantile: right at the borders between counts", "[unit][property]") {
    struct Setting {
        std::int64_t population, marked, drawn;
    };
    // 16,000 bits of exponent of long double hold the ratios of all of these.
    const std::vector<Setting> all{{40, 20, 20},
                                   {48, 24, 24},
                                   {50, 25, 25},
                                   {64, 24, 32},
                                   {100, 50, 26},
                                   {15'000, 20, 613},
                                   {15'000, 290, 613},
                                   {15'000, 294, 613},
                                   {15'000, 1'500, 3'000},
                                   {15'000, 14'000, 3'000},
                                   {15'000, 1'500, 12'000},
                                   {15'000, 14'000, 12'000},
                                   {15'000, 7'500, 7'500},
                                   {200'000, 900, 100'000},
                                   {1'000'000, 5'000, 4'000},
                                   {1'000'000, 12, 999'000}};
    for (const Setting& s : all) {
        CAPTURE(s.population, s.marked, s.drawn);
        const std::int64_t first = std::max<std::int64_t>(0, s.marked + s.drawn - s.population);
        const std::int64_t last = std::min(s.marked, s.drawn);
        const double share = static_cast<double>(s.marked) / static_cast<double>(s.population);
        const double mean = share * static_cast<double>(s.drawn);
        const auto reach = static_cast<std::int64_t>(7.5 * std::sqrt(mean * (1 - share))) + 8;
        const auto middle = static_cast<std::int64_t>(mean);
        const std::int64_t from = std::max(first, middle - reach);
        const std::int64_t to = std::min(last - 1, middle + reach);
        const Borders b = check_borders(
            [&](double u) { return hypergeometric_quantile(u, s.population, s.marked, s.drawn); },
            hypergeometric_tails(s.population, s.marked, s.drawn), from, to, 1 + (to - from) / 150);
        CHECK(b.wrong == 0);
        CHECK(b.checked > 20);
    }
}

TEST_CASE("hypergeometric_quantile: right for every small population", "[unit][property]") {
    int wrong = 0;
    int checked = 0;
    for (std::int64_t population = 1; population <= 14; ++population) {
        for (std::int64_t marked = 0; marked <= population; ++marked) {
            for (std::int64_t drawn = 0; drawn <= population; ++drawn) {
                const Tails tails = hypergeometric_tails(population, marked, drawn);
                for (int i = 0; i < 128; ++i) {
                    // An odd number over 2^20 is no border: those have small denominators.
                    const double u = (8'192 * i + 4'321) * 0x1p-20;
                    const std::int64_t k = hypergeometric_quantile(u, population, marked, drawn);
                    wrong += tails(k).first > u && tails(k - 1).first <= u ? 0 : 1;
                    ++checked;
                }
            }
        }
    }
    CHECK(wrong == 0);
    CHECK(checked > 100'000);
}

TEST_CASE("quantiles of counts: right at both ends of the uniforms", "[unit]") {
    struct Setting {
        std::int64_t n;
        double p;
    };
    for (const Setting s : {Setting{25, 0.1},
                            {25, 0.5},
                            {15'000, 0.0005},
                            {15'000, 0.9},
                            {1'000'000, 0.5},
                            {1'000'000'000, 1e-9}}) {
        CAPTURE(s.n, s.p);
        const Tails tails = binomial_tails(s.n, s.p);
        for (const Real tail : {0x1p-53L, 3 * 0x1p-53L, 1e-12L, 1e-9L, 0.9e-6L, 1.1e-6L}) {
            const double small = on_grid(tail);
            const std::int64_t low = binomial_quantile(small, s.n, s.p);
            CHECK(tails(low).first > small);
            CHECK((low == 0 || tails(low - 1).first <= small));
            const std::int64_t high = binomial_quantile(1 - small, s.n, s.p);
            CHECK(tails(high).second < small);
            CHECK((high == 0 || tails(high - 1).second >= small));
        }
    }
}

/// Neighbouring uniforms around every border that bisection finds between two of them.
void check_monotone(const Quantile& quantile) {
    std::vector<double> grid;
    for (int i = 1; i < 400; ++i) grid.push_back(on_grid(Real{1} * i / 400));
    for (int i = 0; i + 1 < 399; i += 7) {
        double low = grid[static_cast<std::size_t>(i)];
        double high = grid[static_cast<std::size_t>(i) + 1];
        const std::int64_t at_low = quantile(low);
        if (at_low == quantile(high)) continue;
        while (high - low > 0x1p-53) {
            const double middle = on_grid((Real{low} + Real{high}) / 2);
            (quantile(middle) == at_low ? low : high) = middle;
            if (middle == low && high - low <= 0x1p-53) break;
        }
        for (int step = -30; step <= 30; ++step) grid.push_back(low + step * 0x1p-53);
    }
    std::sort(grid.begin(), grid.end());
    std::int64_t last = 0;
    for (const double u : grid) {
        const std::int64_t k = quantile(u);
        REQUIRE(k >= last);
        last = k;
    }
}

TEST_CASE("quantiles of counts: monotone in u, to the last bit", "[unit][property]") {
    check_monotone([](double u) { return binomial_quantile(u, 25, 0.9); });
    check_monotone([](double u) { return binomial_quantile(u, 15'000, 0.0005); });
    check_monotone([](double u) { return binomial_quantile(u, 15'000, 0.9); });
    check_monotone([](double u) { return binomial_quantile(u, 1'000'000, 0.37); });
    check_monotone([](double u) { return poisson_quantile(u, 7); });
    check_monotone([](double u) { return poisson_quantile(u, 12); });
    check_monotone([](double u) { return poisson_quantile(u, 4'321); });
    check_monotone([](double u) { return hypergeometric_quantile(u, 15'000, 20, 613); });
    check_monotone([](double u) { return hypergeometric_quantile(u, 15'000, 1'500, 12'000); });
}

TEST_CASE("quantiles of counts: monotone in n, p, mean and marked", "[unit][property]") {
    for (std::uint64_t i = 0; i < 200; ++i) {
        const double u = on_grid((static_cast<Real>(mix64(i) >> 12) + 0.5L) * 0x1p-52L);
        std::int64_t last = 0;
        for (int step = 1; step < 300; ++step) {
            const std::int64_t k = binomial_quantile(u, 15'000, step / 300.0);
            REQUIRE(k >= last);
            last = k;
        }
        last = 0;
        for (std::int64_t n = 0; n < 400; ++n) {
            const std::int64_t k = binomial_quantile(u, n, 0.1);
            REQUIRE((k == last || k == last + 1));
            last = k;
        }
        last = 0;
        for (double mean = 0; mean < 40; mean += 0.13) {
            const std::int64_t k = poisson_quantile(u, mean);
            REQUIRE(k >= last);
            last = k;
        }
        last = 0;
        for (std::int64_t marked = 0; marked <= 613; ++marked) {
            const std::int64_t k = hypergeometric_quantile(u, 613, marked, 100);
            REQUIRE((k == last || k == last + 1));
            last = k;
        }
    }
}

}  // namespace
}  // namespace packline
