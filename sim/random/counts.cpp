#include "sim/random/counts.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/math.hpp"
#include "sim/random/detail/inversion.hpp"
#include "sim/random/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace packline {

namespace {

using detail::Cumulants;

double as_double(std::int64_t n) { return static_cast<double>(n); }

/// Binomial with 0 < p <= 1/2.
class BinomialFamily {
public:
    BinomialFamily(std::int64_t n, double p) : n_(n), p_(p), odds_(p / (1 - p)) {}

    double mean() const { return as_double(n_) * p_; }
    Cumulants cumulants() const {
        const double q = 1 - p_;
        const double variance = mean() * q;
        return {variance, variance * (q - p_), variance * (1 - 6 * p_ * q)};
    }
    std::int64_t last() const { return n_; }
    double at_zero() const { return math::exp(as_double(n_) * math::log1p(-p_)); }
    double probability(std::int64_t k) const {
        return math::binomial_probability(as_double(k), as_double(n_), p_, 1 - p_);
    }
    double step(std::int64_t k, double inverse) const {
        return as_double(n_ - k) * odds_ * inverse;
    }

private:
    std::int64_t n_;
    double p_;
    double odds_;
};

class PoissonFamily {
public:
    explicit PoissonFamily(double mean) : mean_(mean) {}

    double mean() const { return mean_; }
    Cumulants cumulants() const { return {mean_, mean_, mean_}; }
    std::int64_t last() const { return std::numeric_limits<std::int64_t>::max() / 4; }
    double at_zero() const { return math::exp(-mean_); }
    double probability(std::int64_t k) const {
        return math::poisson_probability(as_double(k), mean_);
    }
    double step(std::int64_t, double inverse) const { return mean_ * inverse; }

private:
    double mean_;
};

/// Hypergeometric with 0 < drawn <= marked <= population / 2.
class HypergeometricFamily {
public:
    HypergeometricFamily(std::int64_t population, std::int64_t marked, std::int64_t drawn)
        : population_(population), marked_(marked), drawn_(drawn) {}

    double mean() const { return as_double(marked_) / as_double(population_) * as_double(drawn_); }
    Cumulants cumulants() const;
    std::int64_t last() const { return drawn_; }
    double at_zero() const;
    double probability(std::int64_t k) const;
    double step(std::int64_t k, double inverse) const {
        return as_double(marked_ - k) * as_double(drawn_ - k) * inverse /
               as_double(population_ - marked_ - drawn_ + k + 1);
    }

private:
    std::int64_t population_;
    std::int64_t marked_;
    std::int64_t drawn_;
};

/// Source: Johnson, Kemp, Kotz 2005, "Univariate Discrete Distributions", section 6.3.
Cumulants HypergeometricFamily::cumulants() const {
    const double n = as_double(population_);
    const double m = as_double(marked_) / n;
    const double d = as_double(drawn_) / n;
    const double mm = m * (1 - m);
    const double dd = d * (1 - d);
    const double variance = n * mm * dd * n / (n - 1);
    const double third = variance * (1 - 2 * m) * (1 - 2 * d) * n / (n - 2);
    const double excess =
        ((n - 1) * (1 + 1 / n - 6 * mm - 6 * dd) / (n * mm * dd) + 6 * (5 - 6 / n)) /
        ((1 - 2 / n) * (1 - 3 / n) * n);
    return {variance, third, variance * variance * excess};
}

double HypergeometricFamily::at_zero() const {
    constexpr std::int64_t few = 12;
    if (drawn_ > few) {
        return probability(0);
    }
    double hits = 1;  // at most 2^63 to the 12th power: no overflow
    double all = 1;
    for (std::int64_t i = 0; i < drawn_; ++i) {
        hits *= as_double(population_ - marked_ - i);
        all *= as_double(population_ - i);
    }
    return hits / all;
}

/// By three binomials with p = drawn / population, in which nothing large cancels.
/// Source: Loader 2000, section 5.
double HypergeometricFamily::probability(std::int64_t k) const {
    const double n = as_double(population_);
    const double p = as_double(drawn_) / n;
    const double q = as_double(population_ - drawn_) / n;
    return math::binomial_probability(as_double(k), as_double(marked_), p, q) *
           math::binomial_probability(as_double(drawn_ - k), as_double(population_ - marked_), p,
                                      q) /
           math::binomial_probability(as_double(drawn_), n, p, q);
}

}  // namespace

std::int64_t binomial_quantile(double u, std::int64_t n, double p) {
    expect(n >= 0 && p >= 0 && p <= 1, "a binomial needs n >= 0 and 0 <= p <= 1");
    if (n == 0 || p == 0) {
        return 0;
    }
    if (p == 1) {
        return n;
    }
    // Mirrored to p <= 1/2, and u with it (exactly), so that the result stays monotone.
    return p <= 0.5 ? detail::invert(u, BinomialFamily(n, p))
                    : n - detail::invert(1 - u, BinomialFamily(n, 1 - p));
}

std::int64_t hypergeometric_quantile(double u, std::int64_t population, std::int64_t marked,
                                     std::int64_t drawn) {
    expect(marked >= 0 && drawn >= 0 && marked <= population && drawn <= population,
           "a hypergeometric needs marked and drawn within the population");
    if (marked == 0 || drawn == 0) {
        return 0;
    }
    if (marked == population || drawn == population) {
        return std::min(marked, drawn);
    }
    // Mirror to at most half of each; each turns the order round, and u with it.
    const bool rest_drawn = drawn > population / 2;
    const bool rest_marked = marked > population / 2;
    const std::int64_t d = rest_drawn ? population - drawn : drawn;
    const std::int64_t m = rest_marked ? population - marked : marked;
    const double turned = rest_drawn != rest_marked ? 1 - u : u;
    const std::int64_t k =
        detail::invert(turned, HypergeometricFamily(population, std::max(m, d), std::min(m, d)));
    const std::int64_t of_marked = rest_marked ? d - k : k;
    return rest_drawn ? marked - of_marked : of_marked;
}

std::int64_t poisson_quantile(double u, double mean) {
    expect(mean >= 0 && mean <= 1e18, "a Poisson count needs a mean from 0 to 1e18");
    return mean == 0 ? 0 : detail::invert(u, PoissonFamily(mean));
}

// One uniform per decision, also where its value is not used: scenarios stay paired.

std::int64_t binomial(Draws& draws, std::int64_t n, double p) {
    return binomial_quantile(draws.uniform(), n, p);
}

std::int64_t beta_binomial(Draws& draws, std::int64_t n, double a, double b) {
    // The uniform of the count comes first: the beta takes a varying number.
    const double u = draws.uniform();
    return binomial_quantile(u, n, Distribution::beta(a, b, 0, 1).sample(draws));
}

std::int64_t hypergeometric(Draws& draws, std::int64_t population, std::int64_t marked,
                            std::int64_t drawn) {
    return hypergeometric_quantile(draws.uniform(), population, marked, drawn);
}

std::int64_t poisson(Draws& draws, double mean) { return poisson_quantile(draws.uniform(), mean); }

}  // namespace packline
