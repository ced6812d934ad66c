#pragma once

#include "models/packaging/utilities/meter.hpp"
#include "sim/base/time.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace packline::report {

/// Months of a run; the last one may be shorter.
inline std::size_t months_of(Duration horizon) {
    const std::int64_t month = packaging::kMonth.us;
    return static_cast<std::size_t>((horizon.us + month - 1) / month);
}

/// Of these, how many are listed one by one: a hundred years. Each is a dozen metrics for each
/// site, with names and values in every result; what lies beyond is in the totals.
inline std::size_t months_listed(Duration horizon) {
    return std::min<std::size_t>(months_of(horizon), 1200);
}

}  // namespace packline::report
