#include "models/scenario/static_tooling.hpp"

#include "models/scenario/static_load.hpp"

#include <algorithm>

namespace packline::scenario {

using namespace packaging;

namespace {

double uses_per_day(const ToolingSpec& kit, const StepLoad& step, const StationSpec& station) {
    if (kit.counted_in == ToolingUse::site) {
        return step.sites_per_day;
    }
    if (kit.counted_in == ToolingUse::item) {
        return step.items_per_day;
    }
    if (station.kind == StationKind::tester) {
        return step.sites_per_day / station.cell.sites;  // full touchdowns, retests left out
    }
    // A lot beyond the limit runs as successive loads.
    const double amount = station.load.counted_in == Level::lot    ? step.visits_per_day
                          : station.load.counted_in == Level::item ? step.items_per_day
                                                                   : step.sites_per_day;
    return std::max(step.loads_per_day,
                    amount / static_cast<double>(step.step->most(station.load)));
}

}  // namespace

std::vector<ToolingLoad> tooling_loads(const LineSpec& line) {
    std::vector<ToolingLoad> out(line.tooling.size());
    if (out.empty()) {
        return out;
    }
    const std::vector<StationLoad> stations = static_load(line);
    for (const StepLoad& at : step_loads(line)) {
        const StationSpec& station = line.stations[at.step->station.index()];
        const StationLoad& load = stations[at.step->station.index()];
        const double share = at.step->setup.valid() && load.set_up_visits > 0
                                 ? at.visits_per_day / load.set_up_visits
                                 : 0;
        const double hours = at.hours_per_day + share * load.setup_hours_per_day;
        for (const ToolingNeed& need : at.step->tooling) {
            const ToolingSpec& kit = line.tooling[need.kit.index()];
            ToolingLoad& l = out[need.kit.index()];
            l.used = true;
            l.most_at_once = std::max(l.most_at_once, need.n);
            l.bounded = l.bounded && (hours == 0 || !comes_without_bound(line, at.product));
            l.in_use += hours * need.n / 24;
            if (kit.wears) {
                l.worn_per_day +=
                    uses_per_day(kit, at, station) * need.n / static_cast<double>(kit.life);
            }
        }
    }
    for (std::size_t k = 0; k < out.size(); ++k) {
        const ToolingSpec& kit = line.tooling[k];
        const double away_s = kit.refurbished ? kit.refurbish.mean()
                              : kit.replaced  ? kit.replace.mean()
                                              : 0;
        out[k].away = out[k].worn_per_day * away_s / 86'400;
        out[k].load = (out[k].in_use + out[k].away) / kit.stock;
        out[k].kits_at_85 = (out[k].in_use + out[k].away) / 0.85;
    }
    return out;
}

}  // namespace packline::scenario
