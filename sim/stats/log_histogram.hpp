#pragma once

#include "sim/base/time.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline {

/// Counts of durations in buckets that grow with the duration: 256 to each power of two, so a
/// quantile read off it is within 0.2 % (half a bucket). Integers only: merging is exact in any
/// order. Memory grows with the largest duration seen, to at most 120 KB.
/// Source: HdrHistogram's layout (G. Tene).
class LogHistogram {
public:
    void add(Duration d) {
        const std::size_t b = bucket(d.us < 0 ? 0 : static_cast<std::uint64_t>(d.us));
        if (b >= counts_.size()) {
            counts_.resize(b + 1, 0);
        }
        ++counts_[b];
        ++total_;
    }
    void merge(const LogHistogram& other);

    std::uint64_t count() const { return total_; }
    /// The duration that a share `p` of those seen does not exceed (inverse of the empirical
    /// distribution function), in the middle of its bucket. Requires: 0 <= p <= 1, count() > 0.
    Duration quantile(double p) const;

private:
    static constexpr unsigned kBits = 8;  ///< 2^8 buckets to a power of two

    static std::size_t bucket(std::uint64_t us) {
        const unsigned width = static_cast<unsigned>(std::bit_width(us));
        if (width <= kBits + 1) {
            return static_cast<std::size_t>(us);  // exact below 512 us
        }
        const unsigned shift = width - kBits - 1;
        return (std::size_t{shift} << kBits) + static_cast<std::size_t>(us >> shift);
    }
    static std::uint64_t lower_bound(std::size_t bucket);

    std::vector<std::uint64_t> counts_;
    std::uint64_t total_ = 0;
};

}  // namespace packline
