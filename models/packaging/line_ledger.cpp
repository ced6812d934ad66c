// What the ledger needs to know of visits and of what is in process. Of lines with prices alone.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"

#include <algorithm>

namespace packline::packaging {

/// A visit begins; its parts are placed.
void Line::count_visit(std::uint32_t index, std::span<const LotId> lots) {
    const StationSpec& spec = *station_of(tools_[index]).spec;
    std::int64_t in_load = 0;
    for (const LotId lot : lots) {
        const Population& p = lots_.population(lot);
        const LotDetail& detail = lots_.detail(lot);
        StepCounts& counts = statistics_.ledger.at(lots_[lot].product, lots_[lot].step);
        const std::int64_t items = handled(step_of(lot), p.items);
        const std::int64_t sites = p.items == 0 ? 0 : p.sites * items / p.items;
        ++counts.lots;
        if (detail.retest_pass > 0) {
            in_load += detail.retest_units;
            continue;  // the rest of the lot was handled before
        }
        counts.items += items;
        counts.sites += sites;
        in_load += spec.kind == StationKind::tester ? sites : amount(spec.load, items, sites);
    }
    const std::int64_t holds = spec.kind == StationKind::tester
                                   ? std::int64_t{spec.cell.sites}
                                   : step_of(lots.front()).spec->most(spec.load);
    statistics_.ledger.at(lots_[lots.front()].product, lots_[lots.front()].step).loads +=
        (in_load + holds - 1) / holds;
}

/// A visit has ended: its time is that of its lots, by what they hold.
void Line::count_tool_time(std::uint32_t index, const Load& load) {
    const Duration worked = tools_[index].clock.at(now()) - load.started_mark;
    std::int64_t all = 0;
    for (LotId lot = load.first; lot.valid(); lot = lots_[lot].next) {
        all += std::max<std::int64_t>(lots_.population(lot).items, 1);
    }
    Int128 left = worked.us;
    for (LotId lot = load.first; lot.valid(); lot = lots_[lot].next) {
        const std::int64_t items = std::max<std::int64_t>(lots_.population(lot).items, 1);
        const Int128 part = left * items / all;
        all -= items;
        left -= part;
        statistics_.ledger.at(lots_[lot].product, lots_[lot].step).tool_time +=
            Duration{static_cast<std::int64_t>(part)};
    }
}

}  // namespace packline::packaging
