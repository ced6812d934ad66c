#pragma once

// Elementary and special functions in plain arithmetic (+ - * / and square root), so that every
// compiler, optimisation level and processor gives the same bits. libm does not: the same
// binary gives other last bits where its dispatch on fused multiply-add differs.
// Tests compare with Boost.Math and long double.

namespace packline::math {

/// Natural logarithm, within 1.5 ulp. Requires: x > 0 and finite.
double log(double x);
/// log(1 + x), accurate near 0. Requires: x > -1.
double log1p(double x);
/// Exponential, within 1.5 ulp; 0 or infinity where it leaves the range.
double exp(double x);
/// exp(x) - 1, accurate near 0.
double expm1(double x);
/// x to the power y as exp(y log x): relative error about 1e-16 (1 + |y log x|). x > 0.
double pow(double x, double y);
/// Logarithm of the gamma function. Requires: x > 0.
double lgamma(double x);

/// Standard normal distribution function and its inverse (0 < p < 1).
/// Source of the inverse: Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37.
double normal_cdf(double x);
double normal_quantile(double p);
/// Regularised incomplete gamma functions P and Q = 1 - P. Requires: a > 0, x >= 0.
double gamma_p(double a, double x);
double gamma_q(double a, double x);
/// Regularised incomplete beta function I_x(a, b). Requires: a, b > 0, 0 <= x <= 1.
double incomplete_beta(double a, double b, double x);
/// Student's t: the value that is exceeded with probability 1 - p. 0 < p < 1, df >= 1.
double student_t_quantile(double p, double df);

}  // namespace packline::math
