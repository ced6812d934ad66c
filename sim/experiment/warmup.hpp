#pragma once

#include "sim/experiment/results.hpp"

#include <span>
#include <string>
#include <vector>

namespace packline {

/// The mean over replications of a series, bucket by bucket (Welch's ensemble average).
std::vector<double> ensemble_mean(std::span<const std::vector<double>> series);

/// Finds the warm-up by MSER-5 on the ensemble average of a series that started empty.
/// Requires: at least 10 buckets, all series of one length.
WarmupChoice choose_warmup(std::span<const std::vector<double>> pilots, Duration bucket,
                           const std::string& what);

/// Warnings for people where the series says that the run is too short or that what it shows
/// grows without end; `from` is the first bucket after the warm-up. Level: 0.1 % one-sided.
std::vector<std::string> stability_warnings(std::span<const std::vector<double>> series,
                                            std::size_t from, const std::string& what);

}  // namespace packline
