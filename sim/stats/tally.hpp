#pragma once

#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"

#include <algorithm>
#include <cstdint>

namespace packline {

/// Durations that were observed one by one: count, sum and sum of squares as integers, so that
/// merging is exact in any order. Squares are taken of milliseconds: 128 bits then hold 10^12
/// observations of a century each.
class Tally {
public:
    void add(Duration d) {
        ++count_;
        sum_ += d.us;
        const Int128 ms = d.us / 1000;
        squares_ += ms * ms;
        least_ = std::min(least_, d);
        most_ = std::max(most_, d);
    }
    void merge(const Tally& other) {
        count_ += other.count_;
        sum_ += other.sum_;
        squares_ += other.squares_;
        least_ = std::min(least_, other.least_);
        most_ = std::max(most_, other.most_);
    }

    std::int64_t count() const { return count_; }
    Int128 sum() const { return sum_; }  ///< [us]
    /// Requires: count() > 0.
    double mean_us() const { return static_cast<double>(sum_) / static_cast<double>(count_); }
    /// Unbiased variance of the milliseconds [ms^2]. Requires: count() > 1.
    double variance_ms2() const {
        const double n = static_cast<double>(count_);
        const double mean = mean_us() / 1000.0;
        return (static_cast<double>(squares_) - n * mean * mean) / (n - 1);
    }
    Duration least() const { return least_; }
    Duration most() const { return most_; }

private:
    std::int64_t count_ = 0;
    Int128 sum_ = 0;
    Int128 squares_ = 0;
    Duration least_{Time::never().us};
    Duration most_{};
};

}  // namespace packline
