#include "sim/base/errors.hpp"
#include "sim/base/math.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace packline::math {

namespace {

constexpr double kLogRootTwoPi = 0.91893853320467274178;

/// numerator(r) / denominator(r), coefficients from the lowest power up; the two chains overlap.
double ratio(double r, const std::array<double, 8>& numerator,
             const std::array<double, 8>& denominator) {
    double a = numerator[7];
    double b = denominator[7];
    for (std::size_t i = 7; i-- > 0;) {
        a = a * r + numerator[i];
        b = b * r + denominator[i];
    }
    return a / b;
}

/// Wichura's z for a tail of probability p < 0.075, as a positive number.
double normal_tail_quantile(double p) {
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
    const double tail = std::sqrt(-log(p));
    return tail <= 5 ? ratio(tail - 1.6, c, d) : ratio(tail - 5, e, f);
}

}  // namespace

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
    const double q = p - 0.5;
    if (std::fabs(q) <= 0.425) {
        return q * ratio(0.180625 - q * q, a, b);
    }
    expect(p > 0 && p < 1, "a quantile is of a probability between 0 and 1");
    return q < 0 ? -normal_tail_quantile(p) : normal_tail_quantile(1 - p);
}

double normal_cdf(double x) {
    const double tail = 0.5 * gamma_q(0.5, 0.5 * x * x);
    return x < 0 ? tail : 1 - tail;
}

namespace {

double student_log_density(double t, double df) {
    return lgamma(0.5 * (df + 1)) - lgamma(0.5 * df) - 0.5 * log(df) - kLogRootTwoPi +
           0.5 * log(2.0) - 0.5 * (df + 1) * log1p(t * t / df);
}

/// Probability of (0, t). Source: Abramowitz and Stegun 1964, 26.7.1 with 26.5.27.
double student_area(double t, double df) {
    const double sum = df + t * t;
    return 0.5 * incomplete_beta(0.5, 0.5 * df, t * t / sum, df / sum);
}

/// Probability beyond t.
double student_tail(double t, double df) {
    const double sum = df + t * t;
    return 0.5 * incomplete_beta(0.5 * df, 0.5, df / sum, t * t / sum);
}

/// The t that leaves `area` < 1/4 between 0 and itself: the area is concave, so Newton's steps
/// climb to t from the left.
double student_from_area(double area, double df) {
    double t = area / exp(student_log_density(0, df));
    for (int i = 0; i < 50; ++i) {
        const double step = (area - student_area(t, df)) / exp(student_log_density(t, df));
        t += step;
        if (std::fabs(step) <= 1e-15 * t) {
            break;
        }
    }
    return t;
}

/// The t beyond which `tail` <= 1/4 lies: ln(tail) is concave and falling in ln(t), so that
/// Newton's steps overshoot once at most and then come down to t.
double student_from_tail(double tail, double df) {
    double t = -normal_quantile(tail);
    for (int i = 0; i < 50; ++i) {
        const double here = student_tail(t, df);
        const double step = log(here / tail) * here / (t * exp(student_log_density(t, df)));
        t *= exp(step);
        if (std::fabs(step) <= 1e-15) {
            break;
        }
    }
    return t;
}

/// Expansion in 1 / df. Source: Abramowitz and Stegun 1964, 26.7.5.
double student_from_normal(double z, double df) {
    const double y = z * z;
    const double g1 = (y + 1) / 4;
    const double g2 = ((5 * y + 16) * y + 3) / 96;
    const double g3 = (((3 * y + 19) * y + 17) * y - 15) / 384;
    const double g4 = ((((79 * y + 776) * y + 1482) * y - 1920) * y - 945) / 92'160;
    return z * (1 + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df);
}

}  // namespace

double student_t_quantile(double p, double df) {
    expect(p > 0 && p < 1 && df >= 1, "Student's t needs 0 < p < 1 and df >= 1");
    const double area = std::fabs(p - 0.5);
    const double tail = p < 0.5 ? p : 1 - p;
    if (area == 0) {
        return 0;
    }
    if (df >= 5'000 && tail > 1e-16) {  // where the first term left out is below 1e-13
        return student_from_normal(normal_quantile(p), df);
    }
    const double t = area < 0.25 ? student_from_area(area, df) : student_from_tail(tail, df);
    return p < 0.5 ? -t : t;
}

}  // namespace packline::math
