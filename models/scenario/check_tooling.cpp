#include "models/scenario/check_tooling.hpp"

#include "models/scenario/static_tooling.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <string>
#include <utility>

namespace packline::scenario {

using namespace packaging;

namespace {

using StepPlace = std::pair<std::size_t, std::size_t>;  // route, step

/// What lots must have in common to share a load at this step; those of one step always do.
std::string shared_by(const StationSpec& station, const RouteSpec& route, const StepSpec& step) {
    switch (station.load.by) {
        case BatchBy::recipe:
            return std::string{step.recipe_name()};
        case BatchBy::product:
            return route.name;
        case BatchBy::step:
            return route.name + '/' + step.name;
        case BatchBy::anything:
            break;
    }
    return {};
}

/// A load has one setup and one set of kits: steps that may share one need the same.
void check_loads(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    std::map<std::pair<StationId, std::string>, StepPlace> first;
    for (std::size_t r = 0; r < line.routes.size(); ++r) {
        const RouteSpec& route = line.routes[r];
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            const StationSpec& station = line.stations[step.station.index()];
            if (station.kind != StationKind::batch) {
                continue;
            }
            const auto [it, is_first] =
                first.try_emplace({step.station, shared_by(station, route, step)}, r, i);
            const auto [other_r, other_i] = it->second;
            const StepSpec& other = line.routes[other_r].steps[other_i];
            const auto same = [](const ToolingNeed& a, const ToolingNeed& b) {
                return a.kit == b.kit && a.n == b.n;
            };
            const bool kits = !std::ranges::is_permutation(step.tooling, other.tooling, same);
            const bool setups =
                step.setup.valid() && other.setup.valid() && step.setup != other.setup;
            if (!is_first && (kits || setups)) {
                diagnostics.error(
                    at.steps[r][i],
                    fmt::format("lots at '{}' of '{}' and '{}' of '{}' may share a load at '{}', "
                                "but need different {}",
                                step.name, route.name, other.name, line.routes[other_r].name,
                                station.name, kits ? "kits" : "setups"),
                    "give each its own `recipe:`, or keep them apart by `by:` of the load");
            }
        }
    }
}

}  // namespace

void check_tooling(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    check_loads(line, at, diagnostics);
    if (!diagnostics.ok()) {
        return;
    }
    const std::vector<ToolingLoad> loads = tooling_loads(line);
    for (std::size_t k = 0; k < loads.size(); ++k) {
        const ToolingLoad& l = loads[k];
        const ToolingSpec& kit = line.tooling[k];
        const std::string enough =
            fmt::format("release less, or have {:.0f} kits (85 % load)", std::ceil(l.kits_at_85));
        const std::string overload = fmt::format(
            "kits of '{}' are overloaded: {:.2f} in use and {:.2f} away of {} (load {:.0f} %)",
            kit.name, l.in_use, l.away, kit.stock, 100 * l.load);
        if (!l.used) {
            diagnostics.warning(at.tooling[k], fmt::format("nothing needs kits of '{}'", kit.name),
                                "leave it out, or name it in `tooling:` of a step or setup");
        } else if (l.most_at_once > kit.stock) {
            diagnostics.error(
                at.tooling[k],
                fmt::format("there are {} kits of '{}' and a visit needs {} (it would "
                            "wait for ever)",
                            kit.stock, kit.name, l.most_at_once),
                "raise `stock:`");
        } else if (l.load >= 1 && l.bounded) {
            diagnostics.warning(at.tooling[k], overload, enough);
        } else if (l.load >= 1) {
            diagnostics.error(at.tooling[k],
                              overload + " and what waits for them would grow for ever", enough);
        } else if (kit.wears && !kit.refurbished && !kit.replaced) {
            diagnostics.warning(
                at.tooling[k],
                fmt::format(
                    "kits of '{}' are lost at the end of their life: {} of them in {:.0f} d",
                    kit.name, kit.stock, kit.stock / l.worn_per_day),
                "add `refurbish:` or `replace:` if others come");
        }
    }
}

}  // namespace packline::scenario
