#pragma once

#include "sim/random/draws.hpp"

#include <cstdint>

// Random counts whose parameters come from the state of the model: how many of n dies fail.
// All by monotone inversion of one uniform, so that two scenarios with common random numbers
// stay paired when n or p differ a little.

namespace packline {

/// Successes in n trials with probability p. Requires: n >= 0, 0 <= p <= 1.
/// Cost: O(1) in n (search starts at an approximate quantile), about 0.1 to 0.5 us.
std::int64_t binomial(Draws& draws, std::int64_t n, double p);

/// Binomial whose p is itself Beta(a, b): trials that share a lot's luck. Requires: a, b > 0.
std::int64_t beta_binomial(Draws& draws, std::int64_t n, double a, double b);

/// Marked ones among `drawn` taken without return from `population`, of which `marked` are
/// marked. Requires: 0 <= marked, drawn <= population.
std::int64_t hypergeometric(Draws& draws, std::int64_t population, std::int64_t marked,
                            std::int64_t drawn);

/// Requires: mean >= 0.
std::int64_t poisson(Draws& draws, double mean);

}  // namespace packline
