#include "models/packaging/stock/carrier_pools.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

CarrierPools::CarrierPools(const std::vector<CarrierPoolSpec>& pools) {
    for (const CarrierPoolSpec& p : pools) {
        pools_.push_back({p.carriers, 0, {}, {}, p.wash_after});
    }
}

bool CarrierPools::take(CarrierPoolId pool, LotId lot, std::uint8_t priority, std::int64_t n,
                        Time now) {
    Pool& p = pools_[pool.index()];
    if (p.line.empty() && p.free >= n) {
        p.free -= n;
        p.in_use.add(now, n);
        return true;
    }
    const auto later = [&](const Waiting& w) { return w.priority > priority; };
    p.line.insert(std::ranges::find_if(p.line, later), Waiting{lot, priority, n});
    return false;
}

void CarrierPools::take_at_once(CarrierPoolId pool, std::int64_t n, Time now) {
    Pool& p = pools_[pool.index()];
    expect(p.free >= n, "more carriers are taken at once than are free");
    p.free -= n;
    p.in_use.add(now, n);
}

void CarrierPools::give_back(CarrierPoolId pool, std::int64_t n, Time now) {
    pools_[pool.index()].free += n;
    pools_[pool.index()].in_use.add(now, -n);
}

std::int64_t CarrierPools::due_for_wash(CarrierPoolId pool, std::int64_t n) {
    Pool& p = pools_[pool.index()];
    if (p.wash_after == 0) {
        return 0;
    }
    p.uses += n;
    const std::int64_t due = p.uses / p.wash_after;
    p.uses -= due * p.wash_after;
    p.washed += due;
    return due;
}

void CarrierPools::withdraw(CarrierPoolId pool, LotId lot) {
    std::vector<Waiting>& line = pools_[pool.index()].line;
    line.erase(std::ranges::find(line, lot, &Waiting::lot));
}

LotId CarrierPools::serve_next(CarrierPoolId pool, Time now) {
    Pool& p = pools_[pool.index()];
    if (p.line.empty() || p.free < p.line.front().n) {
        return LotId::none();
    }
    const Waiting first = p.line.front();
    p.line.erase(p.line.begin());
    p.free -= first.n;
    p.in_use.add(now, first.n);
    return first.lot;
}

void CarrierPools::reset_statistics(Time now) {
    for (Pool& p : pools_) {
        p.in_use.reset(now);
        p.washed = 0;
    }
}

}  // namespace packline::packaging
