#pragma once

#include "sim/random/draws.hpp"

#include <cstdint>

// Random counts whose parameters come from the state of the model: how many of n dies fail.
// All by monotone inversion of one uniform, so that two scenarios with common random numbers
// stay paired when n or p differ a little. Exact to the rounding of u while the variance is
// below 1e9. Cost: about 20 to 100 ns, whatever the size (bench/random.cpp).

namespace packline {

/// Successes in n trials with probability p. Requires: n >= 0, 0 <= p <= 1.
std::int64_t binomial(Draws& draws, std::int64_t n, double p);

/// Binomial whose p is itself Beta(a, b): trials that share a lot's luck. Requires: n >= 0 and
/// a, b > 0. Monotone in the uniform of the count, not in those of the beta.
std::int64_t beta_binomial(Draws& draws, std::int64_t n, double a, double b);

/// Marked ones among `drawn` taken without return from `population`, of which `marked` are
/// marked. Requires: 0 <= marked, drawn <= population.
std::int64_t hypergeometric(Draws& draws, std::int64_t population, std::int64_t marked,
                            std::int64_t drawn);

/// Events where `mean` are expected. Requires: 0 <= mean <= 1e18.
std::int64_t poisson(Draws& draws, double mean);

// The inversions themselves: the smallest k whose distribution function exceeds u.
// Requires: 0 < u < 1, a multiple of 2^-53 (as Draws::uniform gives), so that 1 - u is exact.

std::int64_t binomial_quantile(double u, std::int64_t n, double p);
std::int64_t hypergeometric_quantile(double u, std::int64_t population, std::int64_t marked,
                                     std::int64_t drawn);
std::int64_t poisson_quantile(double u, double mean);

}  // namespace packline
