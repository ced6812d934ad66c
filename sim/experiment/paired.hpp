#pragma once

#include "sim/base/time.hpp"
#include "sim/stats/summary.hpp"

#include <optional>
#include <span>
#include <vector>

// Two scenarios run on common random numbers: replication i of one belongs to replication i of
// the other, and what is estimated is their difference. Source: Law, Simulation Modeling and
// Analysis, sections 10.2.1 and 11.2.

namespace packline {

/// A figure of two scenarios and its difference, other - base.
struct PairedDifference {
    Summary base;
    Summary other;
    Summary difference;  ///< with the paired interval
    /// Of the difference if the two were independent (Welch): what pairing saves; NaN where n < 2.
    double unpaired_half_width = 0;
    /// Variance of the paired difference over that of an unpaired one; NaN where that is zero.
    double variance_ratio = 0;
};

/// Requires: as many values of each. Replications in which one of both has none are left out.
PairedDifference paired_difference(std::span<const double> base, std::span<const double> other);

/// What a scenario is behind its baseline: cumulative output of the baseline less its own, at the
/// end of each bucket. Positive where it is behind. `output` is per day.
std::vector<double> backlog(std::span<const double> base_output,
                            std::span<const double> other_output, Duration bucket);

/// When a backlog is over: the first end of a bucket, after it was above `tolerance`, from which
/// on it is at or below that for `lasting`; nothing where the series ends before. A backlog that
/// never was above it is over at time zero.
std::optional<Time> recovered_at(std::span<const double> backlog, Duration bucket, double tolerance,
                                 Duration lasting);

/// Each time that a backlog was above `tolerance` and over again, as recovered_at() understands it;
/// what is not over at the end is not among them.
struct Recoveries {
    std::vector<Time> at;
    bool behind_at_end = false;
};
Recoveries recoveries(std::span<const double> backlog, Duration bucket, double tolerance,
                      Duration lasting);

}  // namespace packline
