// What batch stations look at beside their queues: who feeds those that look ahead, which pools
// have dummies for whom, and which lots may share a load.

#include "models/packaging/line_tables.hpp"

#include <algorithm>

namespace packline::packaging {

void LineTables::build_feeders() {
    feeders_.resize(spec.stations.size());
    filled_from_.resize(spec.carriers.size());
    for (StepTable& t : steps_) {
        t.looked_out_for = spec.stations[t.station.index()].load.look_ahead > Duration{};
    }
    for (const StepTable& t : steps_) {
        if (!t.next.valid() || !step(t.next).looked_out_for) {
            continue;
        }
        std::vector<StationId>& feeders = feeders_[step(t.next).station.index()];
        if (std::ranges::find(feeders, t.station) == feeders.end()) {
            feeders.push_back(t.station);
        }
    }
    for (std::size_t s = 0; s < spec.stations.size(); ++s) {
        if (const CarrierPoolId pool = spec.stations[s].load.filler; pool.valid()) {
            filled_from_[pool.index()].push_back(StationId::from_index(s));
        }
    }
}

std::uint32_t LineTables::batch_group(ProductId p, StepIndex s) const {
    switch (spec.stations[step(s).station.index()].load.by) {
        case BatchBy::recipe:
            return step(s).recipe;
        case BatchBy::step:
            return s.value;
        case BatchBy::product:
            return p.value;
        case BatchBy::anything:
            break;
    }
    return 0;
}

}  // namespace packline::packaging
