#pragma once

// Elementary and special functions in plain arithmetic (+ - * / and square root), so that every
// compiler, optimisation level and processor gives the same bits. libm does not: the same
// binary gives other last bits where its dispatch on fused multiply-add differs.
// Accuracies are what tests/unit/sim/base/math_test.cpp checks against long double and
// Boost.Math.

namespace packline::math {

// --- Elementary (math.cpp) -------------------------------------------------------------------

/// Natural logarithm, within 0.6 ulp. Requires: x > 0 and finite.
double log(double x);
/// log(1 + x), within 1.5 ulp. Requires: x > -1 and finite.
double log1p(double x);
/// Exponential, within 0.6 ulp (0.8 of a subnormal); 0 or infinity where it leaves the range.
double exp(double x);
/// exp(x) - 1, within 3 ulp.
double expm1(double x);
/// x to the power y as exp(y log x): relative error 2e-16 (1 + |y log x|). Requires: x > 0.
double pow(double x, double y);

// --- Gamma and beta (special_functions.cpp) --------------------------------------------------

/// Logarithm of the gamma function, relative error 2e-15. Requires: x > 0.
double lgamma(double x);
/// What Stirling's formula lacks: ln x! - (x + 1/2) ln x + x - ln(2 pi) / 2. Requires: x > 0.
/// With `deviance` it gives probabilities of large counts without the cancellation that
/// differences of ln x! suffer. Source: Loader 2000, "Fast and accurate computation of
/// binomial probabilities".
double stirling_rest(double x);
/// x ln(x / m) + m - x, accurate where x is near m. Requires: x >= 0, m > 0.
double deviance(double x, double m);
/// Probability of k successes in n trials, each with chance p; q = 1 - p is given too, because
/// 1 - p loses the digits of a p near 1. Real k and n serve the beta function.
/// Requires: 0 <= k <= n, n > 0, p + q = 1. Source: Loader 2000.
double binomial_probability(double k, double n, double p, double q);
/// Probability of k events where `mean` are expected. Requires: k >= 0, mean > 0.
double poisson_probability(double k, double mean);
/// Regularised incomplete gamma functions P and Q = 1 - P. Requires: a > 0, x >= 0.
/// Cost: grows as the root of a.
double gamma_p(double a, double x);
double gamma_q(double a, double x);
/// Regularised incomplete beta function I_x(a, b); `rest` is 1 - x, for the digits of an x near 1.
/// Requires: a, b > 0, 0 <= x <= 1. Cost: grows as the root of a and b.
double incomplete_beta(double a, double b, double x, double rest);
inline double incomplete_beta(double a, double b, double x) {
    return incomplete_beta(a, b, x, 1 - x);
}

// --- Normal and Student (quantiles.cpp) ------------------------------------------------------

/// Standard normal distribution function, relative error 1e-15 (1 + x^2), and its inverse
/// (0 < p < 1), relative error 2e-15.
/// Source of the inverse: Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37.
double normal_cdf(double x);
double normal_quantile(double p);
/// Student's t: the value that is exceeded with probability 1 - p, relative error 1e-12.
/// Requires: 0 < p < 1, df >= 1.
double student_t_quantile(double p, double df);

}  // namespace packline::math
