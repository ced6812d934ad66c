#include "models/scenario/check_stations.hpp"

#include "models/packaging/critical_path.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace packline::scenario {

using namespace packaging;

namespace {

void check_recipes(const LineSpec& line, std::size_t station, std::size_t i, const Location& at,
                   Diagnostics& diagnostics) {
    const ToolSetSpec& set = line.stations[station].sets[i];
    for (const std::string& recipe : set.recipes) {
        const auto runs = [&](const StepSpec& step) {
            return step.station.index() == station && step.recipe_name() == recipe;
        };
        const auto has = [&](const RouteSpec& route) {
            return std::ranges::any_of(route.steps, runs);
        };
        if (std::ranges::none_of(line.routes, has)) {
            diagnostics.error(at,
                              fmt::format("set '{}' may run '{}', which is no recipe of a step at "
                                          "'{}'",
                                          set.name, recipe, line.stations[station].name),
                              "recipes are the `recipe` of steps, or their `id`");
        }
    }
}

}  // namespace

void check_qualifications(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    for (std::size_t s = 0; s < line.stations.size(); ++s) {
        for (std::size_t i = 0; i < line.stations[s].sets.size(); ++i) {
            check_recipes(line, s, i, at.station_sets[s][i], diagnostics);
        }
    }
    for (const ProductSpec& p : line.products) {
        const RouteSpec& route = line.routes[p.route.index()];
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            const StationSpec& station = line.stations[step.station.index()];
            const auto able = [&](const ToolSetSpec& set) {
                return may_run(set, step.recipe_name(), p.name);
            };
            if (!station.sets.empty() && std::ranges::none_of(station.sets, able)) {
                diagnostics.error(at.steps[p.route.index()][i],
                                  fmt::format("no tool of '{}' may run '{}' for product '{}' (its "
                                              "lots would wait for ever)",
                                              station.name, step.recipe_name(), p.name),
                                  "qualify a set of its tools, or use another station");
            }
            if (!step.same_tool_as.valid()) {
                continue;
            }
            const StepSpec& earlier = route.steps[step.same_tool_as.index()];
            const auto stuck = std::ranges::find_if(station.sets, [&](const ToolSetSpec& set) {
                return may_run(set, earlier.recipe_name(), p.name) && !able(set);
            });
            if (stuck != station.sets.end()) {
                diagnostics.error(
                    at.steps[p.route.index()][i],
                    fmt::format("tools of set '{}' may run '{}' but not '{}', which is wanted on "
                                "the same tool (lots of '{}' would wait for ever)",
                                stuck->name, earlier.recipe_name(), step.recipe_name(), p.name),
                    "qualify the set for both recipes or for neither");
            }
        }
    }
}

void check_racks(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    for (const ProductSpec& p : line.products) {
        const RouteSpec& route = line.routes[p.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line, p);
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            const StationSpec& station = line.stations[step.station.index()];
            if (station.kind != StationKind::rack || station.partial) {
                continue;
            }
            const std::int64_t whole = slots_needed(station.load, counts[i].items, counts[i].sites);
            const std::int64_t parts = std::min<std::int64_t>(step.split, whole);
            const auto part = [&](std::int64_t n) {
                return parts > 1 ? (n + parts - 1) / parts : n;
            };
            const std::int64_t need =
                slots_needed(station.load, part(counts[i].items), part(counts[i].sites));
            if (need > station.slots) {
                diagnostics.error(at.steps[p.route.index()][i],
                                  fmt::format("{} of '{}' needs {} slots and rack '{}' has {} "
                                              "(it would wait for ever)",
                                              parts > 1 ? "a part of a lot" : "a lot", p.name, need,
                                              station.name, station.slots),
                                  "write `partial: yes`, raise `split:`, or make the lot smaller");
            }
        }
    }
}

void check_step_loads(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    struct Place {
        const RouteSpec& route;
        const StepSpec& step;
    };
    std::map<std::pair<std::uint32_t, std::string>, Place> first;
    for (std::size_t r = 0; r < line.routes.size(); ++r) {
        const RouteSpec& route = line.routes[r];
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            const StationSpec& station = line.stations[step.station.index()];
            const LoadSpec& load = station.load;
            if (station.kind != StationKind::batch || load.by == BatchBy::step) {
                continue;
            }
            const std::string group = load.by == BatchBy::recipe    ? step.recipe_name()
                                      : load.by == BatchBy::product ? route.name
                                                                    : "";
            const auto [other_route, other] =
                first.try_emplace({step.station.value, group}, Place{route, step}).first->second;
            if (step.most(load) != other.most(load) || step.least(load) != other.least(load)) {
                diagnostics.error(at.steps[r][i],
                                  fmt::format("'{}' and '{}' may share a load and limit it "
                                              "differently",
                                              other.name, step.name),
                                  "give them the same `load:`, or write `by: step` at the station");
            }
            const bool kits = !std::ranges::is_permutation(step.tooling, other.tooling);
            if (kits || (step.setup.valid() && other.setup.valid() && step.setup != other.setup)) {
                diagnostics.error(
                    at.steps[r][i],
                    fmt::format("lots at '{}' of '{}' and '{}' of '{}' may share a load at '{}', "
                                "but need different {}",
                                step.name, route.name, other.name, other_route.name, station.name,
                                kits ? "kits" : "setups"),
                    "give each its own `recipe:`, or keep them apart by `by:` of the load");
            }
        }
    }
}

void check_fillers(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    std::vector<const StepSpec*> takers(line.carriers.size(), nullptr);
    std::vector<std::int64_t> least(line.stations.size(), 1);
    for (const RouteSpec& route : line.routes) {
        for (const StepSpec& step : route.steps) {
            if (step.takes_carrier.valid()) {
                takers[step.takes_carrier.index()] = &step;
            }
            const std::size_t s = step.station.index();
            least[s] = std::max(least[s], step.least(line.stations[s].load));
        }
    }
    for (std::size_t s = 0; s < line.stations.size(); ++s) {
        const CarrierPoolId filler = line.stations[s].load.filler;
        if (!filler.valid()) {
            continue;
        }
        const CarrierPoolSpec& pool = line.carriers[filler.index()];
        if (const StepSpec* taker = takers[filler.index()]) {
            diagnostics.error(at.stations[s],
                              fmt::format("dummies of '{}' are carriers that lots take at '{}'",
                                          pool.name, taker->name),
                              "give the dummies a pool of their own in `carriers:`");
        } else if (pool.carriers < least[s] - 1) {
            diagnostics.error(
                at.carriers[filler.index()],
                fmt::format("pool '{}' has {} dummies and a load of one at '{}' "
                            "needs {} (it would wait for ever)",
                            pool.name, pool.carriers, line.stations[s].name, least[s] - 1),
                "raise `stock:` or lower `min` of the load");
        }
    }
}

void check_minimum_runs(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    for (std::size_t s = 0; s < line.stations.size(); ++s) {
        const StationSpec& station = line.stations[s];
        if (station.setup.minimum_run < 2 || station.setup.run_given_up > Duration{}) {
            continue;
        }
        for (const ProductSpec& p : line.products) {
            std::set<std::uint32_t> families;
            for (const StepSpec& step : line.routes[p.route.index()].steps) {
                if (step.station.index() == s && step.setup.valid()) {
                    families.insert(step.setup.value);
                }
            }
            if (families.size() > station.tools) {
                diagnostics.warning(
                    at.stations[s],
                    fmt::format("lots of '{}' need {} setup families of '{}' one after the other, "
                                "which has {} {} (in minimum runs of other families {} may wait "
                                "for each other for ever)",
                                p.name, families.size(), station.name, station.tools,
                                station.tools == 1 ? "tool" : "tools",
                                station.tools == 1 ? "it and they" : "these and they"),
                    "add `given_up_after: 4 h` to `setup:`, or buy tools");
                break;
            }
        }
    }
}

double share_released(const std::vector<ClosedRelease>& releases, const StationLoad& l) {
    double open = 0;
    for (std::size_t p = 0; p < releases.size(); ++p) {
        open += releases[p].closed ? 0 : l.by_product[p];
    }
    return l.hours_per_day > 0 ? open / l.hours_per_day : 1;
}

void check_set_loads(const LineSpec& line, const LineLocations& at, std::size_t s,
                     const StationLoad& l, bool bounded, Diagnostics& diagnostics) {
    const StationSpec& station = line.stations[s];
    std::vector<std::string> sets;
    double load = 0;
    for (std::size_t i = 0; i < l.sets.size(); ++i) {
        if (l.sets[i] >= 1) {
            sets.push_back(station.sets[i].name);
            load = std::max(load, l.sets[i]);
        }
    }
    if (sets.empty() || !std::isfinite(load)) {
        return;
    }
    const std::string problem = fmt::format(
        "tools of '{}' are overloaded although station '{}' is not: set {} at {:.0f} % with the "
        "best split of the work",
        fmt::join(sets, ", "), station.name, fmt::join(sets, ", "), 100 * load);
    const std::string help = "qualify other tools for what only they may run, or add some";
    if (bounded) {
        diagnostics.warning(at.stations[s], problem, help);
    } else {
        diagnostics.error(at.stations[s], problem + " and their queue would grow for ever", help);
    }
}

}  // namespace packline::scenario
