#include "sim/base/math.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"
#include "tests/support/catch.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

// The oracles are long double functions (64 bits of mantissa) and Boost.Math in long double.

namespace packline {
namespace {

using Real = long double;

/// Numbers spread over an interval in an order without pattern.
class Spread {
public:
    double between(double low, double high) {
        const auto bits = static_cast<double>(mix64(++i_) >> 11);
        return low + (high - low) * (bits * 0x1p-53);
    }

private:
    std::uint64_t i_ = 0;
};

/// Distance in units of the last place of the double nearest to `exact`.
double ulps(double value, Real exact) {
    int exponent = 0;
    std::frexp(static_cast<double>(std::fabs(exact)), &exponent);
    const Real unit = std::ldexp(Real{1}, std::max(exponent - 53, -1074));
    return static_cast<double>(std::fabs(value - exact) / unit);
}

template <class Function, class Exact, class Argument>
double worst_ulps(Function function, Exact exact, Argument argument, int n = 300'000) {
    double worst = 0;
    for (int i = 0; i < n; ++i) {
        const double x = argument();
        const double error = ulps(function(x), exact(static_cast<Real>(x)));
        worst = error <= worst ? worst : error;  // a NaN becomes the worst
    }
    return worst;
}

template <class Function, class Exact, class Argument>
double worst_relative(Function function, Exact exact, Argument argument, int n) {
    double worst = 0;
    for (int i = 0; i < n; ++i) {
        const double x = argument();
        const Real e = exact(static_cast<Real>(x));
        const auto error = static_cast<double>(std::fabs((function(x) - e) / e));
        worst = error <= worst ? worst : error;
    }
    return worst;
}

TEST_CASE("math: log is within 0.6 ulp over its range", "[unit]") {
    Spread spread;
    const auto exact = [](Real x) { return std::log(x); };
    const auto log = [](double x) { return math::log(x); };
    CHECK(worst_ulps(log, exact, [&] { return spread.between(1e-16, 1); }) < 0.6);
    CHECK(worst_ulps(log, exact, [&] { return spread.between(0.9, 1.1); }) < 0.6);
    CHECK(worst_ulps(log, exact, [&] { return std::exp(spread.between(-744, 709)); }) < 0.6);
    CHECK(math::log(1.0) == 0);
    CHECK(ulps(math::log(5e-324), std::log(Real{5e-324})) < 0.6);
    CHECK(ulps(math::log(1 - 0x1p-53), std::log(Real{1 - 0x1p-53})) < 0.6);
    CHECK(ulps(math::log(1.7976931348623157e308), std::log(Real{1.7976931348623157e308})) < 0.6);
}

TEST_CASE("math: log refuses what has no logarithm", "[unit]") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double x : {0.0, -0.0, -1.0, infinity, -infinity, std::nan("")}) {
        CHECK_THROWS_AS(math::log(x), ContractError);
    }
}

TEST_CASE("math: log1p and expm1 keep their digits near zero", "[unit]") {
    Spread spread;
    const auto small = [&] { return spread.between(-1, 1) * std::exp(spread.between(-45, 0)); };
    const auto log1p = [](double x) { return math::log1p(x); };
    const auto expm1 = [](double x) { return math::expm1(x); };
    const auto exact_log1p = [](Real x) { return std::log1p(x); };
    const auto exact_expm1 = [](Real x) { return std::expm1(x); };
    CHECK(worst_ulps(log1p, exact_log1p, small) < 1.5);
    CHECK(worst_ulps(log1p, exact_log1p, [&] { return spread.between(-1, 3); }) < 1.5);
    CHECK(worst_ulps(log1p, exact_log1p, [&] { return std::exp(spread.between(0, 700)); }) < 1.5);
    CHECK(worst_ulps(expm1, exact_expm1, small) < 3);
    CHECK(worst_ulps(expm1, exact_expm1, [&] { return spread.between(-40, 700); }) < 3);
}

TEST_CASE("math: exp is within 0.6 ulp, 0.8 of a subnormal", "[unit]") {
    Spread spread;
    const auto exact = [](Real x) { return std::exp(x); };
    const auto exp = [](double x) { return math::exp(x); };
    CHECK(worst_ulps(exp, exact, [&] { return spread.between(-10, 10); }) < 0.6);
    CHECK(worst_ulps(exp, exact, [&] { return spread.between(-708, 709.78); }) < 0.6);
    CHECK(worst_ulps(exp, exact, [&] { return spread.between(-745.1, -707.9); }) < 0.8);
    CHECK(math::exp(0) == 1);
    CHECK(math::exp(-746) == 0);
    CHECK(math::exp(-1e308) == 0);
    CHECK(std::isinf(math::exp(709.8)));
    CHECK(std::isnan(math::exp(std::nan(""))));
}

TEST_CASE("math: pow has a relative error of 2e-16 (1 + |y log x|)", "[unit]") {
    Spread spread;
    double worst = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double x = std::exp(spread.between(-30, 30));
        const double y = spread.between(-10, 10);
        const Real exact = std::pow(Real{x}, Real{y});
        const auto allowed = 2e-16 * (1 + std::fabs(y * std::log(x)));
        worst =
            std::max(worst, static_cast<double>(std::fabs(math::pow(x, y) / exact - 1)) / allowed);
    }
    CHECK(worst < 1);
    CHECK(math::pow(1.1, 1) == 1.1);
}

TEST_CASE("math: lgamma has a relative error below 2e-15, also next to its roots", "[unit]") {
    Spread spread;
    const auto exact = [](Real x) { return boost::math::lgamma(x); };
    const auto lgamma = [](double x) { return math::lgamma(x); };
    CHECK(worst_relative(
              lgamma, exact, [&] { return spread.between(0, 30); }, 50'000) < 2e-15);
    CHECK(worst_relative(
              lgamma, exact, [&] { return 1 + 1e-6 * spread.between(-1, 1); }, 5'000) < 2e-15);
    CHECK(worst_relative(
              lgamma, exact, [&] { return 2 + 1e-6 * spread.between(-1, 1); }, 5'000) < 2e-15);
    CHECK(worst_relative(
              lgamma, exact, [&] { return std::exp(spread.between(-40, 40)); }, 50'000) < 2e-15);
    CHECK(math::lgamma(1) == 0);
    CHECK(math::lgamma(2) == 0);
}

TEST_CASE("math: probabilities of large counts do not cancel", "[unit]") {
    Spread spread;
    double worst = 0;
    for (const double n : {10.0, 1e3, 1e6, 1e9}) {
        for (int i = 0; i < 300; ++i) {
            const double p = spread.between(0.01, 0.99);
            const double sd = std::sqrt(n * p * (1 - p));
            const double k = std::clamp(std::floor(n * p + sd * spread.between(-4, 4)), 0.0, n);
            // The derivative of the distribution function in p gives the probability of k in
            // other words: no factorials.
            const Real exact =
                boost::math::ibeta_derivative(Real{k + 1}, Real{n - k + 1}, Real{p}) /
                (Real{n} + 1);
            const double ours = math::binomial_probability(k, n, p, 1 - p);
            worst = std::max(
                worst, static_cast<double>(std::fabs(ours / exact - 1)) / (1e-13 + 1e-18 * n));
        }
    }
    CHECK(worst < 5);
    CHECK(math::binomial_probability(0, 1e9, 1e-9, 1 - 1e-9) ==
          Approx(std::exp(-1.0)).epsilon(1e-9));
    CHECK(math::binomial_probability(0, 3, 1e-20, 1) == 1);
    CHECK(math::poisson_probability(0, 2) == Approx(std::exp(-2.0)).epsilon(1e-15));
    CHECK(math::poisson_probability(1e9, 1e9) ==
          Approx(1 / std::sqrt(2e9 * 3.14159265358979)).epsilon(1e-9));
}

TEST_CASE("math: incomplete gamma and beta functions agree with Boost", "[unit]") {
    Spread spread;
    double gamma = 0;
    double beta = 0;
    for (const double scale : {1.0, 10.0, 1e3, 1e5}) {
        for (int i = 0; i < 400; ++i) {
            const double a = scale * std::exp(spread.between(-3, 1));
            const double b = scale * std::exp(spread.between(-3, 1));
            const double width = 1 / std::sqrt(scale);
            const double x = a * std::exp(width * spread.between(-3, 3));
            const Real p = boost::math::gamma_p(Real{a}, Real{x});
            const Real q = boost::math::gamma_q(Real{a}, Real{x});
            gamma = std::max(gamma,
                             x < a ? static_cast<double>(std::fabs(math::gamma_p(a, x) / p - 1))
                                   : static_cast<double>(std::fabs(math::gamma_q(a, x) / q - 1)));
            const double y = std::min(a / (a + b) * (1 + width * spread.between(-0.9, 0.9)), 1.0);
            const Real i_y = boost::math::ibeta(Real{a}, Real{b}, Real{y});
            if (i_y > 1e-280L) {
                beta = std::max(
                    beta, static_cast<double>(std::fabs(math::incomplete_beta(a, b, y) / i_y - 1)));
            }
        }
    }
    CHECK(gamma < 1e-12);
    CHECK(beta < 1e-11);
    CHECK(math::gamma_p(2, 0) == 0);
    CHECK(math::gamma_q(2, 0) == 1);
    CHECK(math::incomplete_beta(2, 3, 0) == 0);
    CHECK(math::incomplete_beta(2, 3, 1) == 1);
}

TEST_CASE("math: the normal distribution function and its inverse agree with Boost", "[unit]") {
    Spread spread;
    const boost::math::normal_distribution<Real> normal;
    const auto quantile = [](double p) { return math::normal_quantile(p); };
    const auto exact = [&](Real p) { return boost::math::quantile(normal, p); };
    CHECK(worst_relative(
              quantile, exact, [&] { return spread.between(0, 1); }, 50'000) < 2e-15);
    CHECK(worst_relative(
              quantile, exact, [&] { return std::exp(spread.between(-700, -1)); }, 5'000) < 2e-15);
    const auto cdf = [](double x) { return math::normal_cdf(x); };
    const auto exact_cdf = [&](Real x) { return boost::math::cdf(normal, x); };
    CHECK(worst_relative(
              cdf, exact_cdf, [&] { return spread.between(-5, 8); }, 50'000) < 3e-14);
    CHECK(worst_relative(
              cdf, exact_cdf, [&] { return spread.between(-37, -5); }, 50'000) < 1.4e-12);
    CHECK(math::normal_quantile(0.5) == 0);
    CHECK(math::normal_quantile(0x1p-53) == -math::normal_quantile(1 - 0x1p-53));
    CHECK_THROWS_AS(math::normal_quantile(0), ContractError);
    CHECK_THROWS_AS(math::normal_quantile(1), ContractError);
    CHECK_THROWS_AS(math::normal_quantile(std::nan("")), ContractError);
}

TEST_CASE("math: Student's t quantile agrees with Boost to 1e-12", "[unit]") {
    Spread spread;
    for (const double df :
         {1.0, 1.5, 2.0, 3.0, 9.0, 29.0, 99.0, 999.0, 4'999.0, 5'000.0, 1e5, 1e8}) {
        CAPTURE(df);
        const boost::math::students_t_distribution<Real> student{static_cast<Real>(df)};
        const auto quantile = [&](double p) { return math::student_t_quantile(p, df); };
        const auto exact = [&](Real p) { return boost::math::quantile(student, p); };
        const auto tail = [&] { return std::exp(spread.between(-36, -0.7)); };
        const auto centre = [&] { return 0.5 + 0.5 * std::exp(spread.between(-20, -0.01)); };
        CHECK(worst_relative(quantile, exact, tail, 300) < 1e-12);
        CHECK(worst_relative(quantile, exact, centre, 300) < 1e-12);
        CHECK(math::student_t_quantile(0.5, df) == 0);
        CHECK(math::student_t_quantile(0.0625, df) == -math::student_t_quantile(0.9375, df));
    }
    // Printed tables: t(0.975, 9), t(0.995, 29).
    CHECK(math::student_t_quantile(0.975, 9) == Approx(2.262157163).epsilon(1e-9));
    CHECK(math::student_t_quantile(0.995, 29) == Approx(2.756385904).epsilon(1e-9));
    CHECK_THROWS_AS(math::student_t_quantile(0.9, 0.5), ContractError);
    CHECK_THROWS_AS(math::student_t_quantile(1, 5), ContractError);
}

/// Mixes the bits of a function's values over arguments that are themselves exact.
template <class Function>
std::uint64_t fingerprint(Function function) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const double u = (static_cast<double>(mix64(i) >> 12) + 0.5) * 0x1p-52;
        sum += mix64(std::bit_cast<std::uint64_t>(function(u)) ^ i);
    }
    return sum;
}

TEST_CASE("math: every bit is the same for any compiler and optimisation", "[unit][determinism]") {
    // Literals from g++ 12 -O2; the test runs under every preset and compiler.
    CHECK(fingerprint([](double u) { return math::log(u); }) == 0x99CDD0279D8075E7ULL);
    CHECK(fingerprint([](double u) { return math::exp(40 * u - 20); }) == 0xC499740C522C3BBAULL);
    CHECK(fingerprint([](double u) { return math::log1p(u - 0.5); }) == 0x5036F3A26E96619BULL);
    CHECK(fingerprint([](double u) { return math::expm1(u - 0.5); }) == 0x6A27D018F25DA767ULL);
    CHECK(fingerprint([](double u) { return math::lgamma(20 * u); }) == 0x527F7555AA066661ULL);
    CHECK(fingerprint([](double u) { return math::normal_quantile(u); }) == 0xCF057C6CA82C3E18ULL);
    CHECK(fingerprint([](double u) { return math::normal_cdf(12 * u - 6); }) ==
          0x6FFCEC9BFD052419ULL);
    CHECK(fingerprint([](double u) { return math::student_t_quantile(u, 1 + 30 * u); }) ==
          0xE629593C781F014CULL);
}

}  // namespace
}  // namespace packline
