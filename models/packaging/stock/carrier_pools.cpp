#include "models/packaging/stock/carrier_pools.hpp"

#include <algorithm>

namespace packline::packaging {

CarrierPools::CarrierPools(const std::vector<CarrierPoolSpec>& pools) {
    for (const CarrierPoolSpec& p : pools) {
        pools_.push_back({p.carriers, 0, {}, {}});
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

void CarrierPools::give_back(CarrierPoolId pool, std::int64_t n, Time now) {
    pools_[pool.index()].free += n;
    pools_[pool.index()].in_use.add(now, -n);
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
    }
}

}  // namespace packline::packaging
