#pragma once

#include <cstddef>
#include <span>

namespace packline {

/// A figure over independent replications with its Student interval.
struct Summary {
    std::size_t n = 0;        ///< replications that have a value
    std::size_t missing = 0;  ///< that have none (NaN)
    double mean = 0;          ///< NaN where n = 0
    double sd = 0;            ///< of one replication; NaN where n < 2
    double half_width = 0;    ///< of the mean's interval; NaN where n < 2
    double least = 0;
    double most = 0;
};

/// Mean and interval at `level` (0.95: the interval covers the true mean in 95 of 100 studies,
/// if replications are near normal). Source: Law, Simulation Modeling and Analysis, section 9.4.1.
Summary summarise(std::span<const double> values, double level = 0.95);

/// Sequential stopping: is the relative error within `gamma`? With the observed mean in the
/// place of the true one the half-width must come down to gamma / (1 + gamma).
/// Source: Law, section 9.4.1.
bool precise_enough(const Summary& summary, double gamma);

}  // namespace packline
