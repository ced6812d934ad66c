#include "sim/base/math.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace packline::math {

namespace {

constexpr double kHalfLogTwoPi = 0.91893853320467274178;
constexpr double kTwoPi = 6.28318530717958647693;
constexpr double kTiny = 1e-300;  ///< stands for zero in continued fractions (Lentz)

/// Coefficients from the lowest power up.
template <std::size_t N>
double polynomial(double x, const std::array<double, N>& c) {
    double sum = c[N - 1];
    for (std::size_t i = N - 1; i-- > 0;) {
        sum = sum * x + c[i];
    }
    return sum;
}

/// Stirling's series for `stirling_rest`, exact to 1e-17 from x = 10 on.
/// Source: Abramowitz and Stegun 1964, 6.1.41.
double stirling_series(double x) {
    constexpr std::array<double, 8> c{1.0 / 12,     -1.0 / 360,        1.0 / 1'260,
                                      -1.0 / 1'680, 1.0 / 1'188,       -691.0 / 360'360,
                                      1.0 / 156,    -3'617.0 / 122'400};
    return polynomial(1 / (x * x), c) / x;
}

/// ln Gamma(2 + z) for |z| <= 1/2: z (1 - Euler's constant) + sum (zeta(k) - 1) (-z)^k / k.
/// Source: Abramowitz and Stegun 1964, 6.1.33.
double lgamma_near_two(double z) {
    constexpr std::array<double, 27> c{
        0x1.b0ee6072093cep-2,   0x1.4a34cc4a60fa6p-2,   -0x1.13e001a557607p-4,
        0x1.51322ac7d8483p-6,   -0x1.e404fc218f5f2p-8,  0x1.7add6eadb6c3p-9,
        -0x1.38ac5c2bf8e08p-10, 0x1.0b36af86396e9p-11,  -0x1.d3fd4c76d2fc8p-13,
        0x1.a127b0f17d65ap-14,  -0x1.78de5bd7c81efp-15, 0x1.580dcee66eb02p-16,
        -0x1.3cbc963ce2243p-17, 0x1.2597a39f34aacp-18,  -0x1.11b2eb7679541p-19,
        0x1.0064cdeb22f0fp-20,  -0x1.e2600d93cfd2fp-22, 0x1.c76bbb3f07a4dp-23,
        -0x1.af5a6cbbf8a97p-24, 0x1.99b93c2070b0fp-25,  -0x1.862c734df3eacp-26,
        0x1.7469daccfadcdp-27,  -0x1.6434a8447aeadp-28, 0x1.555a877ffd2c3p-29,
        -0x1.47b1679258d0ep-30, 0x1.3b15d2b2fc10cp-31,  -0x1.2f69a9fabe3ep-32};
    return z * polynomial(z, c);
}

}  // namespace

double lgamma(double x) {
    if (x >= 10) {
        return ((x - 0.5) * log(x) - x) + (kHalfLogTwoPi + stirling_series(x));
    }
    if (x < 0.5) {
        return (lgamma_near_two(x) - log1p(x)) - log(x);
    }
    if (x < 1.5) {
        return lgamma_near_two(x - 1) - log(x);
    }
    double product = 1;
    while (x > 2.5) {
        x -= 1;  // exact
        product *= x;
    }
    return lgamma_near_two(x - 2) + (product == 1 ? 0 : log(product));
}

double stirling_rest(double x) {
    constexpr std::array<double, 16> whole{0,
                                           0x1.4c071bcda0a5bp-4,
                                           0x1.52a9b923ea649p-5,
                                           0x1.c579a268d80b3p-6,
                                           0x1.54a2662fd78a9p-6,
                                           0x1.10b4e513fcbedp-6,
                                           0x1.c6b167bebdf36p-7,
                                           0x1.85d4d612e4a86p-7,
                                           0x1.552805e7b3076p-7,
                                           0x1.2f4871b12ab64p-7,
                                           0x1.10f9d4c0743a7p-7,
                                           0x1.f0593088014f8p-8,
                                           0x1.c7018733aa9c6p-8,
                                           0x1.a40514700f36cp-8,
                                           0x1.86076c002d4a7p-8,
                                           0x1.6c08f6f194a1p-8};
    if (x >= 16) {
        return stirling_series(x);
    }
    const double floor = std::floor(x);
    if (floor == x && x >= 1) {
        return whole[static_cast<std::size_t>(floor)];
    }
    return x >= 10 ? stirling_series(x)
                   : lgamma(x + 1) - (((x + 0.5) * log(x) - x) + kHalfLogTwoPi);
}

double deviance(double x, double m) {
    const double gap = x - m;
    if (std::fabs(gap) >= 0.1 * (x + m)) {
        return x > 0 ? x * log(x / m) - gap : m;
    }
    // x ln(x / m) = 2 x atanh(v), summed without its leading term, which cancels.
    const double v = gap / (x + m);
    const double v2 = v * v;
    double sum = gap * v;
    double term = 2 * x * v;
    for (int j = 3; j < 1'000; j += 2) {
        term *= v2;
        const double next = sum + term / j;
        if (next == sum) {
            break;
        }
        sum = next;
    }
    return sum;
}

double binomial_probability(double k, double n, double p, double q) {
    if (k <= 0 || k >= n) {
        // The power by log1p of the smaller part, which is the one that is known exactly.
        const double log_base =
            k <= 0 ? (p < q ? log1p(-p) : log(q)) : (q < p ? log1p(-q) : log(p));
        return exp(n * log_base);
    }
    const double rest = stirling_rest(n) - stirling_rest(k) - stirling_rest(n - k);
    return exp(rest - deviance(k, n * p) - deviance(n - k, n * q)) *
           std::sqrt(n / (kTwoPi * k * (n - k)));
}

double poisson_probability(double k, double mean) {
    return k <= 0 ? exp(-mean) : exp(-stirling_rest(k) - deviance(k, mean)) / std::sqrt(kTwoPi * k);
}

namespace {

/// P by its power series, for x < a + 1.
double gamma_series(double a, double x) {
    double term = 1;
    double sum = 1;
    for (double n = a + 1; term > sum * 1e-17; n += 1) {
        term *= x / n;
        sum += term;
    }
    return sum * poisson_probability(a, x);
}

/// Q by its continued fraction, for x >= a + 1.
/// Source: Press et al. 1992, Numerical Recipes, section 6.2.
double gamma_fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / kTiny;
    double d = 1 / b;
    double h = d;
    for (double i = 1; i < 1e6; i += 1) {
        const double numerator = i * (a - i);
        b += 2;
        d = numerator * d + b;
        d = 1 / (d == 0 ? kTiny : d);
        c = b + numerator / c;
        c = c == 0 ? kTiny : c;
        const double change = d * c;
        h *= change;
        if (std::fabs(change - 1) < 3e-16) {
            break;
        }
    }
    return h * a * poisson_probability(a, x);
}

/// Source: Press et al. 1992, Numerical Recipes, section 6.4.
double beta_fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (std::fabs(d) < kTiny ? kTiny : d);
    double h = d;
    for (double m = 1; m < 1e6; m += 1) {
        const double m2 = 2 * m;
        for (const double term : {m * (b - m) * x / ((a - 1 + m2) * (a + m2)),
                                  -(a + m) * (a + b + m) * x / ((a + m2) * (a + 1 + m2))}) {
            d = 1 + term * d;
            d = 1 / (std::fabs(d) < kTiny ? kTiny : d);
            c = 1 + term / c;
            c = std::fabs(c) < kTiny ? kTiny : c;
            h *= d * c;
        }
        if (std::fabs(d * c - 1) < 3e-16) {
            break;
        }
    }
    return h;
}

}  // namespace

double gamma_p(double a, double x) {
    if (x <= 0) {
        return 0;
    }
    return x < a + 1 ? gamma_series(a, x) : 1 - gamma_fraction(a, x);
}

double gamma_q(double a, double x) {
    if (x <= 0) {
        return 1;
    }
    return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

double incomplete_beta(double a, double b, double x, double rest) {
    if (x <= 0 || rest <= 0) {
        return x <= 0 ? 0 : 1;
    }
    const double factor = binomial_probability(a, a + b, x, rest) / (a + b);
    // The fraction converges fast below the mean; above it, use the mirrored function.
    return x < (a + 1) / (a + b + 2) ? factor * b * beta_fraction(a, b, x)
                                     : 1 - factor * a * beta_fraction(b, a, rest);
}

}  // namespace packline::math
