// Nanoseconds per random variate, each from a Draws of its own as the model makes them, beside
// the standard library's with one std::mt19937_64 (which is cheaper per number, but cannot be
// keyed). Every line checks that the mean of what it drew is the exact one.

#include "bench/harness.hpp"
#include "sim/base/math.hpp"
#include "sim/random/counts.hpp"
#include "sim/random/distribution.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace {
using namespace packline;

constexpr std::uint32_t kDraws = 200'000;

/// What a mean must be, within 5 standard errors of `kDraws` values.
struct Expected {
    double mean;
    double sd;
};

/// Times `next(i)`, the i-th variate.
template <class Next>
bool time_variate(const std::string& name, Expected expected, std::uint32_t n, Next next) {
    const auto nothing = [] { return 0; };
    const auto body = [&](int) {
        double sum = 0;
        for (std::uint32_t i = 0; i < n; ++i) {
            sum += static_cast<double>(next(i));
        }
        const double error = std::fabs(sum / n - expected.mean);
        const bool right = error <= 5 * expected.sd / std::sqrt(n);
        return bench::Repetition{n, right ? 1U : 0U};
    };
    return bench::run(name, 1, nothing, body);
}

Draws draws(std::uint32_t i) { return {{1, 0}, 42, Purpose::test, i}; }

bool time_distribution(const std::string& name, const Distribution& d) {
    return time_variate("packline/" + name, {d.mean(), std::sqrt(d.variance())}, kDraws,
                        [&](std::uint32_t i) {
                            Draws source = draws(i);
                            return d.sample(source);
                        });
}

template <class StdDistribution>
bool time_std(const std::string& name, Expected expected, StdDistribution d) {
    std::mt19937_64 engine{1};
    return time_variate("std/" + name, expected, kDraws, [&](std::uint32_t) { return d(engine); });
}

bool time_functions() {
    std::vector<double> u(4'096);
    for (std::uint32_t i = 0; i < u.size(); ++i) {
        u[i] = draws(i).uniform();
    }
    const auto at = [&](std::uint32_t i) { return u[i % u.size()]; };
    // Means over these arguments by long double; the tolerance is a rounding, not a sample's.
    long double logs = 0;
    long double exps = 0;
    for (const double x : u) {
        logs += std::log(static_cast<long double>(x));
        exps += std::exp(static_cast<long double>(x));
    }
    constexpr std::uint32_t calls = 64 * 4'096;
    const Expected log{static_cast<double>(logs / u.size()), 1e-10};
    const Expected exp{static_cast<double>(exps / u.size()), 1e-10};
    bool ok = true;
    ok &= time_variate("packline/log", log, calls, [&](auto i) { return math::log(at(i)); });
    ok &= time_variate("std/log", log, calls, [&](auto i) { return std::log(at(i)); });
    ok &= time_variate("packline/exp", exp, calls, [&](auto i) { return math::exp(at(i)); });
    ok &= time_variate("std/exp", exp, calls, [&](auto i) { return std::exp(at(i)); });
    const Expected uniform{0.5, 0.2887};
    ok &= time_variate("packline/uniform", uniform, kDraws,
                       [](auto i) { return draws(i).uniform(); });
    ok &= time_std("uniform", uniform, std::uniform_real_distribution<double>{});
    return ok;
}

bool time_distributions() {
    const double sigma = std::sqrt(std::log1p(0.25));
    bool ok = true;
    ok &= time_distribution("exponential", Distribution::exponential(10));
    ok &= time_std("exponential", {10, 10}, std::exponential_distribution<double>{0.1});
    ok &= time_distribution("lognormal", Distribution::lognormal(10, 0.5));
    ok &= time_std("lognormal", {10, 5},
                   std::lognormal_distribution<double>{std::log(10) - sigma * sigma / 2, sigma});
    ok &= time_distribution("gamma", Distribution::gamma(10, 0.5));
    ok &= time_std("gamma", {10, 5}, std::gamma_distribution<double>{4, 2.5});
    ok &= time_distribution("weibull", Distribution::weibull(10, 1.4));
    ok &= time_distribution("erlang3", Distribution::erlang(3, 10));
    ok &= time_distribution("triangular", Distribution::triangular(5, 8, 17));
    ok &= time_distribution("pert", Distribution::pert(4, 8, 20));
    ok &= time_distribution("normal", Distribution::truncated_normal(
                                          10, 5, 0, std::numeric_limits<double>::infinity()));
    ok &= time_distribution("poisson/mean=6", Distribution::poisson(6));
    ok &= time_distribution("poisson/mean=1000", Distribution::poisson(1'000));
    ok &= time_std("poisson/mean=1000", {1'000, std::sqrt(1'000.0)},
                   std::poisson_distribution<std::int64_t>{1'000});
    return ok;
}

/// The standard library's distribution is made anew for each count, as ours is: n and p come
/// from the state of a lot.
bool time_binomials() {
    struct Setting {
        std::int64_t n;
        double p;
    };
    bool ok = true;
    for (const Setting s :
         {Setting{25, 0.9}, {15'000, 0.0005}, {15'000, 0.9}, {1'000'000'000, 0.5}}) {
        const auto n = static_cast<double>(s.n);
        const Expected expected{n * s.p, std::sqrt(n * s.p * (1 - s.p))};
        const std::string name = "binomial/n=" + std::to_string(s.n) + "/p=" + std::to_string(s.p);
        ok &= time_variate("packline/" + name, expected, kDraws, [&](std::uint32_t i) {
            Draws source = draws(i);
            return binomial(source, s.n, s.p);
        });
        std::mt19937_64 engine{1};
        ok &= time_variate("std/" + name, expected, kDraws / 4, [&](std::uint32_t) {
            return std::binomial_distribution<std::int64_t>{s.n, s.p}(engine);
        });
    }
    return ok;
}

/// One by one from the urn: what the standard library leaves to its users.
std::int64_t draw_from_urn(std::mt19937_64& engine, std::int64_t population, std::int64_t marked,
                           std::int64_t drawn) {
    std::int64_t found = 0;
    for (std::int64_t i = 0; i < drawn; ++i) {
        const double share =
            static_cast<double>(marked - found) / static_cast<double>(population - i);
        found += std::generate_canonical<double, 53>(engine) < share ? 1 : 0;
    }
    return found;
}

bool time_other_counts() {
    struct Setting {
        std::int64_t population, marked, drawn;
    };
    bool ok = true;
    for (const Setting s : {Setting{25, 5, 3}, {15'000, 20, 613}, {15'000, 1'500, 3'000}}) {
        const auto n = static_cast<double>(s.population);
        const double share = static_cast<double>(s.marked) / n;
        const auto drawn = static_cast<double>(s.drawn);
        const Expected expected{drawn * share,
                                std::sqrt(drawn * share * (1 - share) * (n - drawn) / (n - 1))};
        const std::string name = "hypergeometric/" + std::to_string(s.population) + "/" +
                                 std::to_string(s.marked) + "/" + std::to_string(s.drawn);
        ok &= time_variate("packline/" + name, expected, kDraws, [&](std::uint32_t i) {
            Draws source = draws(i);
            return hypergeometric(source, s.population, s.marked, s.drawn);
        });
        std::mt19937_64 engine{1};
        ok &= time_variate("urn/" + name, expected, 1'000, [&](std::uint32_t) {
            return draw_from_urn(engine, s.population, s.marked, s.drawn);
        });
    }
    const double n = 15'000;
    const double share = 2.0 / 7;
    const Expected expected{n * share, std::sqrt(n * share * (1 - share) * (7 + n) / 8)};
    return time_variate("packline/beta_binomial/n=15000/a=2/b=5", expected, kDraws,
                        [](std::uint32_t i) {
                            Draws source = draws(i);
                            return beta_binomial(source, 15'000, 2, 5);
                        }) &&
           ok;
}

}  // namespace

int main() {
    bool ok = time_functions();  // all of them, also after a failure
    ok &= time_distributions();
    ok &= time_binomials();
    ok &= time_other_counts();
    return ok ? 0 : 1;
}
