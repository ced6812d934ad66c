#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/stats/time_integral.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// Carriers that circulate. A lot takes one per item, all or nothing, first come within
/// priority: whoever stands first is never passed by a smaller lot.
class CarrierPools {
public:
    explicit CarrierPools(const std::vector<CarrierPoolSpec>& pools);

    /// Takes `n` at once if nobody waits and they are there; else the lot waits in line.
    bool take(CarrierPoolId pool, LotId lot, std::uint8_t priority, std::int64_t n, Time now);
    /// Takes `n` for something that does not stand in line. Requires: so many are free.
    void take_at_once(CarrierPoolId pool, std::int64_t n, Time now);
    void give_back(CarrierPoolId pool, std::int64_t n, Time now);
    /// How many of `n` empty carriers are due for their wash. Carriers are alike, so that of each
    /// `wash_after` that come back one is.
    std::int64_t due_for_wash(CarrierPoolId pool, std::int64_t n);
    std::int64_t washed(CarrierPoolId pool) const { return pools_[pool.index()].washed; }
    /// `n` more are on their way back to where they are taken; they are in use until then.
    void send_back(CarrierPoolId pool, std::int64_t n) { pools_[pool.index()].returning += n; }
    std::int64_t returning(CarrierPoolId pool) const { return pools_[pool.index()].returning; }
    /// `lot`, which waits in line, gives up its place.
    void withdraw(CarrierPoolId pool, LotId lot);
    /// The first in line, if there is enough for it by now: it has its carriers; else none.
    LotId serve_next(CarrierPoolId pool, Time now);

    std::int64_t free(CarrierPoolId pool) const { return pools_[pool.index()].free; }
    const TimeIntegral& in_use(CarrierPoolId pool) const { return pools_[pool.index()].in_use; }
    void reset_statistics(Time now);

private:
    struct Waiting {
        LotId lot;
        std::uint8_t priority;
        std::int64_t n;
    };
    struct Pool {
        std::int64_t free = 0;
        std::int64_t returning = 0;
        TimeIntegral in_use;
        std::vector<Waiting> line;
        std::int64_t wash_after = 0;
        std::int64_t uses = 0;    ///< since the last wash of any
        std::int64_t washed = 0;  ///< since the end of the warm-up
    };
    std::vector<Pool> pools_;
};

}  // namespace packline::packaging
