#include "sim/random/counts.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/math.hpp"
#include "sim/random/distribution.hpp"

#include <algorithm>
#include <cmath>

namespace packline {

namespace {

/// Below this mean a search from the smallest value is faster than a start in the middle.
constexpr double kSmallMean = 30;

double as_double(std::int64_t n) { return static_cast<double>(n); }

double log_factorial(std::int64_t n) { return math::lgamma(as_double(n) + 1); }

double log_choose(std::int64_t n, std::int64_t k) {
    return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

/// Inversion: the smallest k >= `first` whose distribution function exceeds u, where `p` is the
/// probability of `first` and `ratio(k)` = p(k + 1) / p(k).
template <class Ratio>
std::int64_t search_up(double u, std::int64_t first, std::int64_t last, double p, Ratio ratio) {
    std::int64_t k = first;
    double below = p;
    while (u >= below && k < last) {
        p *= ratio(k);
        ++k;
        below += p;
        if (p < 1e-300 && as_double(k - first) > kSmallMean) {
            break;  // u lies in the rounding of the sum
        }
    }
    return k;
}

/// The same from a start in the middle: `below` is the distribution function at k - 1.
template <class Ratio>
std::int64_t search_around(double u, std::int64_t k, std::int64_t first, std::int64_t last,
                           double below, double p, Ratio ratio) {
    if (u >= below) {
        return search_up(u - below, k, last, p, ratio);
    }
    while (k > first) {
        --k;
        p /= ratio(k);
        below -= p;
        if (u >= below) {
            break;
        }
    }
    return k;
}

/// Binomial with p <= 1/2 by inversion of u.
std::int64_t invert_binomial(double u, std::int64_t n, double p) {
    const double odds = p / (1 - p);
    const auto ratio = [&](std::int64_t k) { return as_double(n - k) / as_double(k + 1) * odds; };
    const double mean = as_double(n) * p;
    if (mean < kSmallMean) {
        return search_up(u, 0, n, math::exp(as_double(n) * math::log1p(-p)), ratio);
    }
    // Cornish-Fisher start: within a few counts of the answer.
    const double z = math::normal_quantile(u);
    const double guess = mean + z * std::sqrt(mean * (1 - p)) + (1 - 2 * p) * (z * z - 1) / 6 - 0.5;
    const auto k = std::clamp(static_cast<std::int64_t>(std::floor(guess)), std::int64_t{1}, n - 1);
    const double below = math::incomplete_beta(as_double(n - k) + 1, as_double(k), 1 - p);
    const double here = math::exp(log_choose(n, k) + as_double(k) * math::log(p) +
                                  as_double(n - k) * math::log1p(-p));
    return search_around(u, k, 0, n, below, here, ratio);
}

/// Hypergeometric with marked, drawn <= population / 2 by inversion of u.
std::int64_t invert_hypergeometric(double u, std::int64_t population, std::int64_t marked,
                                   std::int64_t drawn) {
    const std::int64_t last = std::min(marked, drawn);
    const std::int64_t unmarked = population - marked;
    const auto ratio = [&](std::int64_t k) {
        return as_double(marked - k) / as_double(k + 1) * as_double(drawn - k) /
               as_double(unmarked - drawn + k + 1);
    };
    const auto probability = [&](std::int64_t k) {
        return math::exp(log_choose(marked, k) + log_choose(unmarked, drawn - k) -
                         log_choose(population, drawn));
    };
    const double mean = as_double(marked) * as_double(drawn) / as_double(population);
    if (mean < kSmallMean) {
        return search_up(u, 0, last, probability(0), ratio);
    }
    // There is no closed form of the distribution function: sum it up from the mode down.
    const auto mode = std::min(last, static_cast<std::int64_t>(mean));
    const double at_mode = probability(mode);
    double below = 0;
    double p = at_mode;
    for (std::int64_t k = mode; k > 0 && p > at_mode * 1e-18; --k) {
        p /= ratio(k - 1);
        below += p;
    }
    return search_around(u, mode, 0, last, below, at_mode, ratio);
}

}  // namespace

std::int64_t binomial(Draws& draws, std::int64_t n, double p) {
    expect(n >= 0 && p >= 0 && p <= 1, "a binomial needs n >= 0 and 0 <= p <= 1");
    // One draw per decision, also where its value is not used: scenarios stay paired.
    const double u = draws.uniform();
    if (n == 0 || p == 0) {
        return 0;
    }
    if (p == 1) {
        return n;
    }
    return p <= 0.5 ? invert_binomial(u, n, p) : n - invert_binomial(1 - u, n, 1 - p);
}

std::int64_t beta_binomial(Draws& draws, std::int64_t n, double a, double b) {
    const double u = draws.uniform();
    const double p = Distribution::beta(a, b, 0, 1).sample(draws);
    if (n == 0 || p <= 0) {
        return 0;
    }
    if (p >= 1) {
        return n;
    }
    return p <= 0.5 ? invert_binomial(u, n, p) : n - invert_binomial(1 - u, n, 1 - p);
}

std::int64_t hypergeometric(Draws& draws, std::int64_t population, std::int64_t marked,
                            std::int64_t drawn) {
    expect(marked >= 0 && drawn >= 0 && marked <= population && drawn <= population,
           "a hypergeometric needs marked and drawn within the population");
    double u = draws.uniform();
    if (marked == 0 || drawn == 0 || marked == population || drawn == population) {
        return marked == population ? drawn : (drawn == population ? marked : 0);
    }
    // Mirror to at most half of each; u is mirrored too, so that the result stays monotone.
    const bool rest_drawn = drawn > population / 2;
    const std::int64_t n = rest_drawn ? population - drawn : drawn;
    u = rest_drawn ? 1 - u : u;
    const bool rest_marked = marked > population / 2;
    const std::int64_t m = rest_marked ? population - marked : marked;
    const std::int64_t k = invert_hypergeometric(rest_marked ? 1 - u : u, population, m, n);
    const std::int64_t of_marked = rest_marked ? n - k : k;
    return rest_drawn ? marked - of_marked : of_marked;
}

std::int64_t poisson(Draws& draws, double mean) {
    expect(mean >= 0, "a Poisson count needs a mean of at least zero");
    const double u = draws.uniform();
    if (mean == 0) {
        return 0;
    }
    constexpr std::int64_t kNoEnd = std::int64_t{1} << 62;
    const auto ratio = [&](std::int64_t k) { return mean / as_double(k + 1); };
    if (mean < kSmallMean) {
        return search_up(u, 0, kNoEnd, math::exp(-mean), ratio);
    }
    const double z = math::normal_quantile(u);
    const double guess = mean + z * std::sqrt(mean) + (z * z - 1) / 6 - 0.5;
    const auto k = std::max(static_cast<std::int64_t>(std::floor(guess)), std::int64_t{1});
    const double below = math::gamma_q(as_double(k), mean);
    const double here = math::exp(as_double(k) * math::log(mean) - mean - log_factorial(k));
    return search_around(u, k, 0, kNoEnd, below, here, ratio);
}

}  // namespace packline
