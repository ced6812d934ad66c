#pragma once

#include <cstddef>
#include <span>

// What a series of outputs says about its start and its stability.

namespace packline {

struct Mser {
    std::size_t truncate = 0;  ///< observations to leave out, a multiple of the batch size
    double statistic = 0;
    double mean = 0;        ///< of what is left
    bool at_bound = false;  ///< the minimum lies at half of the series: it is too short
};

/// MSER-5: leaves out as much of the start as makes the estimated squared standard error of
/// the mean of the rest smallest; over means of batches of five. Ties: the first minimum.
/// Requires: at least two batches. Source: White, Cobb and Spratt 2000, "A comparison of five
/// steady-state truncation heuristics for simulation", WSC.
Mser mser5(std::span<const double> series, std::size_t batch = 5);

/// Correlation of neighbours. Requires: at least 3 values. 0 where all are equal.
double lag1_autocorrelation(std::span<const double> series);

/// Does the series grow without end? Slope of batch means over time against its standard
/// error: Student's t statistic; large and positive means growth.
/// Requires: at least 3 batches' worth of values.
double growth_t(std::span<const double> series, std::size_t batches = 10);

}  // namespace packline
