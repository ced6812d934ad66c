#pragma once

#include "sim/random/draws.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace packline {

/// A distribution of a real quantity (a time in seconds, a count, a factor): plain data, chosen
/// at run time, drawn without a virtual call.
///
/// Own algorithms, because the standard library's differ between libraries and libm's last bits
/// between processors. Each factory Requires the conditions in its comment (the readers of
/// user text check them first).
class Distribution {
public:
    enum class Kind : std::uint8_t {
        constant,
        uniform,
        exponential,
        erlang,
        gamma,
        lognormal,
        weibull,
        triangular,
        pert,
        beta,
        truncated_normal,
        empirical,
        discrete,
        poisson,
        geometric,
    };

    /// Always zero.
    Distribution() = default;

    static Distribution constant(double value);
    static Distribution uniform(double low, double high);           ///< low <= high
    static Distribution exponential(double mean);                   ///< mean > 0
    static Distribution erlang(std::uint32_t stages, double mean);  ///< stages >= 1, mean > 0
    static Distribution gamma(double mean, double cv);              ///< mean > 0, cv > 0
    static Distribution lognormal(double mean, double cv);          ///< mean > 0, cv >= 0
    static Distribution weibull(double mean, double shape);         ///< mean > 0, shape > 0
    static Distribution triangular(double low, double mode, double high);  ///< low <= mode <= high
    static Distribution pert(double low, double mode, double high);        ///< lambda = 4
    /// a, b > 0 with mean a / (a + b) of the way from low to high; low <= high.
    static Distribution beta(double a, double b, double low, double high);
    /// Normal with the parent's mean and sd, truncated to [low, high]; sd > 0, low < high, the
    /// interval within 37 sd of the mean.
    static Distribution truncated_normal(double mean, double sd, double low, double high);
    /// One of the samples, each as likely; not empty.
    static Distribution empirical(std::span<const double> samples);
    /// Value i with probability proportional to weight i; not empty, weights >= 0, sum > 0.
    static Distribution discrete(std::span<const double> values, std::span<const double> weights);
    static Distribution poisson(double mean);       ///< mean >= 0
    static Distribution geometric(double success);  ///< trials up to the first success: 1, 2, ...

    /// The same quantity in other units: every value times `factor`. Counts (Poisson, geometric)
    /// have no units and stay as they are. Requires: factor > 0.
    Distribution scaled(double factor) const;

    Kind kind() const { return kind_; }
    double mean() const;
    double variance() const;
    /// Least and greatest value it can take; infinity where unbounded.
    double lower() const;
    double upper() const;
    /// The same in the words of the dialect, numbers in the base unit: "lognormal(20 cv 0.9)".
    /// Cost: allocates.
    std::string describe() const;

    /// One value. Inversion of one uniform, and so monotone in it, except for Erlang (up to 16
    /// stages monotone in each of its uniforms; above, as gamma), gamma, beta and PERT (exact
    /// rejection). Cost: 10 to 60 ns (bench/random.cpp); discrete grows with the log of its size.
    double sample(Draws& draws) const;

private:
    double sample_truncated_normal(double u) const;

    Kind kind_ = Kind::constant;
    // The parameters in the order of the factory, then what sampling wants to have ready.
    double a_ = 0;
    double b_ = 0;
    double c_ = 0;
    double d_ = 0;
    std::vector<double> values_;   ///< empirical, discrete: ascending
    std::vector<double> weights_;  ///< discrete: of the values, as given
    /// discrete: probabilities up to each value; truncated normal: see `truncated_normal`
    std::vector<double> cumulative_;
};

}  // namespace packline
