#include "models/packaging/line_statistics.hpp"

#include <algorithm>
#include <functional>

namespace packline::packaging {

namespace {
void add_parts(std::vector<std::int64_t>& to, const std::vector<std::int64_t>& from) {
    to.resize(std::max(to.size(), from.size()), 0);
    std::ranges::transform(from, to, to.begin(), std::plus<>{});
}
}  // namespace

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

void BucketSeries::merge(const BucketSeries& other) {
    std::ranges::transform(sums_, other.sums_, sums_.begin(), std::plus<>{});
}

LineStatistics::LineStatistics(std::size_t station_count, std::size_t product_count,
                               std::size_t mechanisms, std::size_t bins, std::size_t steps,
                               Duration bucket, std::size_t buckets)
    : stations(station_count),
      products(product_count),
      lost_at(steps, 0),
      wip{bucket, buckets},
      output{bucket, buckets} {
    for (ProductStatistics& p : products) {
        p.losses.assign(mechanisms + kLossReasons, {});
        p.lost_after.assign(mechanisms + kLossReasons, 0);
        p.bins.assign(bins, 0);
        p.escaped.assign(mechanisms, 0);
    }
}

void LineStatistics::change_wip(ProductId product, std::int64_t delta, Time now) {
    wip.add_level(wip_level, wip_since, now);
    wip_level += delta;
    wip_since = now;
    products[product.index()].wip.add(now, delta);
}

void LineStatistics::reset(Time now) {
    for (ProductStatistics& p : products) {
        std::array<TimeIntegral, 4> levels{p.wip, p.backlog, p.surplus, p.starts_shut};
        const std::size_t reasons = p.losses.size();
        const std::size_t bins = p.bins.size();
        const std::size_t mechanisms = p.escaped.size();
        p = {};
        for (TimeIntegral& level : levels) {
            level.reset(now);
        }
        p.wip = levels[0];
        p.backlog = levels[1];
        p.surplus = levels[2];
        p.starts_shut = levels[3];
        p.losses.assign(reasons, {});
        p.lost_after.assign(reasons, 0);
        p.bins.assign(bins, 0);
        p.escaped.assign(mechanisms, 0);
    }
    lost_at.assign(lost_at.size(), 0);
    ledger.reset();
    window_start = now;
    sojourn = 0;
}

void ProductStatistics::merge(const ProductStatistics& part, Time now) {
    released += part.released;
    shipped += part.shipped;
    scrapped += part.scrapped;
    lost += part.lost;
    good_sites += part.good_sites;
    escaped_sites += part.escaped_sites;
    on_time_lots += part.on_time_lots;
    on_time_sites += part.on_time_sites;
    with_due_lots += part.with_due_lots;
    late_sites += part.late_sites;
    nominal_sites += part.nominal_sites;
    reworked_items += part.reworked_items;
    rejected += part.rejected;
    baked += part.baked;
    std::ranges::transform(escaped, part.escaped, escaped.begin(), std::plus<>{});
    cycle_time.merge(part.cycle_time);
    cycle_times.merge(part.cycle_times);
    std::ranges::transform(spent, part.spent, spent.begin(), std::plus<>{});
    wip.merge(part.wip, now);
    starts_held += part.starts_held;
    starts_lost += part.starts_lost;
    orders_filled += part.orders_filled;
    orders_on_time += part.orders_on_time;
    order_time.merge(part.order_time);
    backlog.merge(part.backlog, now);
    surplus.merge(part.surplus, now);
    starts_shut_lost += part.starts_shut_lost;
    diverted += part.diverted;
    starts_shut.merge(part.starts_shut, now);
    for (std::size_t i = 0; i < losses.size(); ++i) {
        losses[i].items += part.losses[i].items;
        losses[i].sites += part.losses[i].sites;
        lost_after[i] += part.lost_after[i];
    }
    add_parts(parts_lost, part.parts_lost);
    add_parts(parts_used, part.parts_used);
    std::ranges::transform(bins, part.bins, bins.begin(), std::plus<>{});
}

void Balance::merge(const Balance& part) {
    const auto add = [](Loss& to, const Loss& from) {
        to.items += from.items;
        to.sites += from.sites;
    };
    add(created, part.created);
    add(shipped, part.shipped);
    add(stocked, part.stocked);
    add(scrapped, part.scrapped);
    singulated_items += part.singulated_items;
    singulated_sites += part.singulated_sites;
    orders_released += part.orders_released;
    orders_ended += part.orders_ended;
}

void LineStatistics::merge(const LineStatistics& part, Time now) {
    for (std::size_t i = 0; i < products.size(); ++i) {
        products[i].merge(part.products[i], now);
    }
    std::ranges::transform(lost_at, part.lost_at, lost_at.begin(), std::plus<>{});
    ledger.merge(part.ledger);
    balance.merge(part.balance);
    window_start = part.window_start;
    sojourn += part.sojourn;
    wip.merge(part.wip);
    output.merge(part.output);
    wip_level += part.wip_level;
    wip_since = part.wip_since;
}

}  // namespace packline::packaging
