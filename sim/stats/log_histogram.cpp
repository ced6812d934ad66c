#include "sim/stats/log_histogram.hpp"

#include "sim/base/errors.hpp"

namespace packline {

void LogHistogram::merge(const LogHistogram& other) {
    if (other.counts_.size() > counts_.size()) {
        counts_.resize(other.counts_.size(), 0);
    }
    for (std::size_t i = 0; i < other.counts_.size(); ++i) {
        counts_[i] += other.counts_[i];
    }
    total_ += other.total_;
}

std::uint64_t LogHistogram::lower_bound(std::size_t bucket) {
    if (bucket < (std::size_t{2} << kBits)) {
        return bucket;
    }
    const std::size_t shift = (bucket >> kBits) - 1;
    const std::size_t mantissa = bucket - (shift << kBits);
    return std::uint64_t{mantissa} << shift;
}

Duration LogHistogram::quantile(double p) const {
    expect(total_ > 0 && p >= 0 && p <= 1, "a quantile of nothing, or not of a share");
    const double wanted = p * static_cast<double>(total_);
    std::uint64_t below = 0;
    for (std::size_t b = 0; b < counts_.size(); ++b) {
        below += counts_[b];
        if (static_cast<double>(below) >= wanted && below > 0) {
            const std::uint64_t low = lower_bound(b);
            const std::uint64_t high = lower_bound(b + 1);
            return Duration{static_cast<std::int64_t>(low + (high - low) / 2)};
        }
    }
    return Duration{static_cast<std::int64_t>(lower_bound(counts_.size()))};
}

}  // namespace packline
