#include "sim/base/math.hpp"

#include "sim/base/errors.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

namespace packline::math {

namespace {

// ln 2 in two parts: the first has 32 bits, so its product with an exponent is exact.
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kSqrt2 = 1.4142135623730950488;
constexpr double kHalfLogTwoPi = 0.91893853320467274178;

/// Coefficients from the lowest power up.
double polynomial(double x, std::span<const double> c) {
    double sum = 0;
    for (std::size_t i = c.size(); i-- > 0;) {
        sum = sum * x + c[i];
    }
    return sum;
}

/// 2 atanh(s) - 2 s for |s| <= 0.172, where the truncated series is exact to 1e-18.
double two_atanh_rest(double s) {
    constexpr std::array<double, 10> c{2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                                       2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};
    const double z = s * s;
    return s * z * polynomial(z, c);
}

/// exp(r) - 1 for |r| <= 0.36 by its Taylor series.
double expm1_small(double r) {
    constexpr std::array<double, 13> c{1.0 / 2,
                                       1.0 / 6,
                                       1.0 / 24,
                                       1.0 / 120,
                                       1.0 / 720,
                                       1.0 / 5'040,
                                       1.0 / 40'320,
                                       1.0 / 362'880,
                                       1.0 / 3'628'800,
                                       1.0 / 39'916'800,
                                       1.0 / 479'001'600,
                                       1.0 / 6'227'020'800,
                                       1.0 / 87'178'291'200};
    return r + r * r * polynomial(r, c);
}

}  // namespace

double log(double x) {
    auto bits = std::bit_cast<std::uint64_t>(x);
    int exponent = 0;
    if ((bits >> 52) == 0) {  // subnormal
        bits = std::bit_cast<std::uint64_t>(x * 0x1p54);
        exponent = -54;
    }
    exponent += static_cast<int>(bits >> 52) - 1023;
    double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
    if (m > kSqrt2) {
        m *= 0.5;
        ++exponent;
    }
    const double f = m - 1;  // exact
    const double s = f / (2 + f);
    // 2 s = f - s f, which keeps the leading part exact.
    const double rest = two_atanh_rest(s) - s * f;
    const double e = exponent;
    return e * kLn2High + (f + (rest + e * kLn2Low));
}

double log1p(double x) {
    if (x > -0.25 && x < 0.375) {
        const double s = x / (2 + x);
        return x + (two_atanh_rest(s) - s * x);
    }
    return log(1 + x);
}

double exp(double x) {
    if (x > 709.79) {
        return std::numeric_limits<double>::infinity();
    }
    if (x < -745.14) {
        return 0;
    }
    const double k = std::floor(x * 1.44269504088896340736 + 0.5);
    const double high = x - k * kLn2High;
    const double low = k * kLn2Low;
    const double r = high - low;
    // What rounding lost of r belongs to the result to first order.
    const double lost = (high - r) - low;
    const double y = 1 + (expm1_small(r) + lost);
    return std::ldexp(y, static_cast<int>(k));
}

double expm1(double x) { return x > -0.35 && x < 0.35 ? expm1_small(x) : exp(x) - 1; }

double pow(double x, double y) { return y == 1 ? x : exp(y * log(x)); }

double lgamma(double x) {
    // Stirling's series is exact to 1e-17 from 10 on; below, x Gamma(x) = Gamma(x + 1).
    double shift = 1;
    while (x < 10) {
        shift *= x;
        x += 1;
    }
    constexpr std::array<double, 8> c{1.0 / 12,     -1.0 / 360,        1.0 / 1'260,
                                      -1.0 / 1'680, 1.0 / 1'188,       -691.0 / 360'360,
                                      1.0 / 156,    -3'617.0 / 122'400};
    const double z = 1 / (x * x);
    const double series = polynomial(z, c) / x;
    return (x - 0.5) * log(x) - x + kHalfLogTwoPi + series - (shift == 1 ? 0 : log(shift));
}

namespace {

/// x^a exp(-x) / Gamma(a): the factor before the series and the fraction of gamma_p, gamma_q.
double gamma_factor(double a, double x) { return exp(a * log(x) - x - lgamma(a)); }

double gamma_series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (double n = a + 1; term > sum * 1e-17; n += 1) {
        term *= x / n;
        sum += term;
    }
    return sum * gamma_factor(a, x);
}

/// Lentz's method. Source: Press et al., Numerical Recipes, section 6.2.
double gamma_fraction(double a, double x) {
    constexpr double kTiny = 1e-300;
    double b = x + 1 - a;
    double c = 1 / kTiny;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < 100'000; ++i) {
        const double an = -i * (i - a);
        b += 2;
        d = an * d + b;
        d = 1 / (d == 0 ? kTiny : d);
        c = b + an / c;
        c = c == 0 ? kTiny : c;
        const double change = d * c;
        h *= change;
        if (std::fabs(change - 1) < 1e-16) {
            break;
        }
    }
    return h * gamma_factor(a, x);
}

/// Source: Press et al., Numerical Recipes, section 6.4.
double beta_fraction(double a, double b, double x) {
    constexpr double kTiny = 1e-300;
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (std::fabs(d) < kTiny ? kTiny : d);
    double h = d;
    for (int m = 1; m < 100'000; ++m) {
        const double m2 = 2.0 * m;
        for (const double term : {m * (b - m) * x / ((a - 1 + m2) * (a + m2)),
                                  -(a + m) * (a + b + m) * x / ((a + m2) * (a + 1 + m2))}) {
            d = 1 + term * d;
            d = 1 / (std::fabs(d) < kTiny ? kTiny : d);
            c = 1 + term / c;
            c = std::fabs(c) < kTiny ? kTiny : c;
            h *= d * c;
        }
        if (std::fabs(d * c - 1) < 1e-16) {
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

double incomplete_beta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
        return x <= 0 ? 0 : 1;
    }
    const double factor = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    // The fraction converges fast below the mean; above it, use the mirrored function.
    return x < (a + 1) / (a + b + 2) ? factor * beta_fraction(a, b, x) / a
                                     : 1 - factor * beta_fraction(b, a, 1 - x) / b;
}

double normal_cdf(double x) {
    const double tail = 0.5 * gamma_q(0.5, 0.5 * x * x);
    return x < 0 ? tail : 1 - tail;
}

double normal_quantile(double p) {
    constexpr std::array<double, 8> a{3.3871328727963666080e0,  1.3314166789178437745e+2,
                                      1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                      4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                      3.3430575583588128105e+4, 2.5090809287301226727e+3};
    constexpr std::array<double, 8> b{1.0,
                                      4.2313330701600911252e+1,
                                      6.8718700749205790830e+2,
                                      5.3941960214247511077e+3,
                                      2.1213794301586595867e+4,
                                      3.9307895800092710610e+4,
                                      2.8729085735721942674e+4,
                                      5.2264952788528545610e+3};
    constexpr std::array<double, 8> c{1.42343711074968357734e0,  4.63033784615654529590e0,
                                      5.76949722146069140550e0,  3.64784832476320460504e0,
                                      1.27045825245236838258e0,  2.41780725177450611770e-1,
                                      2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr std::array<double, 8> d{1.0,
                                      2.05319162663775882187e0,
                                      1.67638483018380384940e0,
                                      6.89767334985100004550e-1,
                                      1.48103976427480074590e-1,
                                      1.51986665636164571966e-2,
                                      5.47593808499534494600e-4,
                                      1.05075007164441684324e-9};
    constexpr std::array<double, 8> e{6.65790464350110377720e0,  5.46378491116411436990e0,
                                      1.78482653991729133580e0,  2.96560571828504891230e-1,
                                      2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                      2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr std::array<double, 8> f{1.0,
                                      5.99832206555887937690e-1,
                                      1.36929880922735805310e-1,
                                      1.48753612908506148525e-2,
                                      7.86869131145613259100e-4,
                                      1.84631831751005468180e-5,
                                      1.42151175831644588870e-7,
                                      2.04426310338993978564e-15};
    expect(p > 0 && p < 1, "a quantile is of a probability between 0 and 1");
    const double q = p - 0.5;
    if (std::fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(r, a) / polynomial(r, b);
    }
    const double tail = std::sqrt(-log(q < 0 ? p : 1 - p));
    const double z = tail <= 5 ? polynomial(tail - 1.6, c) / polynomial(tail - 1.6, d)
                               : polynomial(tail - 5, e) / polynomial(tail - 5, f);
    return q < 0 ? -z : z;
}

double student_t_quantile(double p, double df) {
    expect(p > 0 && p < 1 && df >= 1, "Student's t needs 0 < p < 1 and df >= 1");
    if (p == 0.5) {
        return 0;
    }
    const double tail = p < 0.5 ? p : 1 - p;
    // Bisection on x = df / (df + t^2), in which the tail 1/2 I_x(df/2, 1/2) rises from 0 to 1/2.
    double low = 0;
    double high = 1;
    for (int i = 0; i < 200 && low < high; ++i) {
        const double x = 0.5 * (low + high);
        if (x <= low || x >= high) {
            break;
        }
        (0.5 * incomplete_beta(0.5 * df, 0.5, x) < tail ? low : high) = x;
    }
    const double x = 0.5 * (low + high);
    const double t = std::sqrt(df * (1 - x) / x);
    return p < 0.5 ? -t : t;
}

}  // namespace packline::math
