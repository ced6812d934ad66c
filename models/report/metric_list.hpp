#pragma once

#include "models/packaging/simulate.hpp"
#include "sim/base/int128.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

// How metrics are listed. One list makes both the names and the values: each metric is handed on
// with a function that is called only where there is a result.

namespace packline::report {

using MetricValue = std::function<double()>;
using AddMetric = std::function<void(std::string name, std::string_view unit,
                                     std::string_view about, const MetricValue& value)>;

/// There is nothing to take a mean of.
inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kHour = 3.6e9;  ///< [us]
inline constexpr double kDay = 24 * kHour;

inline double as_double(Int128 n) { return static_cast<double>(n); }
inline double as_double(std::int64_t n) { return static_cast<double>(n); }
inline double ratio(double a, double b) { return b == 0 ? kNone : a / b; }
inline double days_of(const packaging::LineResult& result) {
    return as_double((result.end - result.start).us) / kDay;
}

/// All time but standby, in its three kinds, and non-scheduled, over the scheduled time.
/// `share`: of the time that tools are in a state.
template <class Share>
double utilisation(Share share) {
    using packaging::ToolState;
    const double off = share(ToolState::non_scheduled);
    const double idle =
        share(ToolState::standby) + share(ToolState::blocked) + share(ToolState::operator_wait);
    return ratio(1 - idle - off, 1 - off);
}

}  // namespace packline::report
