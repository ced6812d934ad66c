#pragma once

#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"

#include <algorithm>
#include <cstdint>

namespace packline {

/// A level that changes at instants (lots in a queue, tools at work) and its integral over
/// time, exact: 128 bits hold it over any run, so Little's law can be checked as an equality.
class TimeIntegral {
public:
    void add(Time now, std::int64_t delta) { set(now, level_ + delta); }
    void set(Time now, std::int64_t level) {
        // A level that lasts no time at all is no maximum of what anybody could have seen.
        if (now > since_) {
            integral_ += Int128{level_} * (now - since_).us;
            maximum_ = std::max(maximum_, level_);
            since_ = now;
        }
        level_ = level;
    }
    /// The integral starts anew; the level stays (end of the warm-up).
    void reset(Time now) {
        integral_ = 0;
        maximum_ = level_;
        start_ = since_ = now;
    }

    /// Adds the level and integral of another since the same reset. Maxima do not add up: the
    /// greater of the two is kept.
    void merge(const TimeIntegral& other, Time now) {
        maximum_ = std::max(maximum(now), other.maximum(now));
        integral_ = integral(now) + other.integral(now);
        level_ += other.level_;
        since_ = now;
        start_ = std::max(start_, other.start_);
    }

    std::int64_t level() const { return level_; }
    /// Level x time since the last reset [us].
    Int128 integral(Time now) const { return integral_ + Int128{level_} * (now - since_).us; }
    /// Mean over time since the last reset. Requires: now is after it.
    double mean(Time now) const {
        return static_cast<double>(integral(now)) / static_cast<double>((now - start_).us);
    }
    /// Greatest level that lasted for some time.
    std::int64_t maximum(Time now) const {
        return now > since_ ? std::max(maximum_, level_) : maximum_;
    }

private:
    Int128 integral_ = 0;
    std::int64_t level_ = 0;
    std::int64_t maximum_ = 0;
    Time since_;
    Time start_;
};

}  // namespace packline
