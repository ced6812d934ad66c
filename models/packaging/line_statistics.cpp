#include "models/packaging/line_statistics.hpp"

#include <algorithm>

namespace packline::packaging {

void BucketSeries::add_level(std::int64_t level, Time from, Time to) {
    while (from < to) {
        const auto i = static_cast<std::size_t>(from.us / bucket_.us);
        if (i >= sums_.size()) {
            return;
        }
        const Time end = std::min(to, Time{} + bucket_ * static_cast<std::int64_t>(i + 1));
        sums_[i] += Int128{level} * (end - from).us;
        from = end;
    }
}

void BucketSeries::add_count(std::int64_t n, Time at) {
    const auto i = static_cast<std::size_t>(at.us / bucket_.us);
    if (i < sums_.size()) {
        sums_[i] += n;
    }
}

LineStatistics::LineStatistics(std::size_t station_count, std::size_t product_count,
                               std::size_t mechanisms, Duration bucket, std::size_t buckets)
    : stations(station_count),
      products(product_count),
      wip{bucket, buckets},
      output{bucket, buckets} {
    for (ProductStatistics& p : products) {
        p.losses.assign(mechanisms + kLossReasons, {});
    }
}

void LineStatistics::change_wip(ProductId product, std::int64_t delta, Time now) {
    wip.add_level(wip_level, wip_since, now);
    wip_level += delta;
    wip_since = now;
    products[product.index()].wip.add(now, delta);
}

void LineStatistics::reset(Time now) {
    for (StationStatistics& s : stations) {
        const TimeIntegral queue = s.queue;
        s = {};
        s.queue = queue;
        s.queue.reset(now);
    }
    for (ProductStatistics& p : products) {
        const TimeIntegral level = p.wip;
        const std::size_t reasons = p.losses.size();
        p = {};
        p.wip = level;
        p.wip.reset(now);
        p.losses.assign(reasons, {});
    }
    window_start = now;
    sojourn = 0;
}

}  // namespace packline::packaging
