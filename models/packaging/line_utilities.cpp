// Water, energy and what else is metered.

#include "models/packaging/line.hpp"

namespace packline::packaging {

/// Of a lot of which some is measured, that much is handled.
void Line::meter_load(StationMeter& meter, std::span<const LotId> lots) const {
    for (const LotId lot : lots) {
        const Population& p = lots_.population(lot);
        const std::int64_t items = handled(step_of(lot), p.items);
        meter.handle(items, p.items == 0 ? 0 : p.sites * items / p.items, now());
    }
}

}  // namespace packline::packaging
