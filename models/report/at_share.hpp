#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace packline::report {

/// The smallest of sorted values that a share of all does not exceed. Requires: not empty.
template <class T>
T at_share(std::span<const T> sorted, double share) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace packline::report
