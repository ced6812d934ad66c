#include "models/scenario/check_snapshot.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/lot_history.hpp"
#include "models/packaging/stations/shared_tool.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace packline::scenario {

using namespace packaging;

namespace {

class SnapshotChecker {
public:
    SnapshotChecker(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics)
        : line_{line}, at_{at}, diagnostics_{diagnostics} {}

    void check() {
        for (std::size_t i = 0; i < line_.wip.size(); ++i) {
            clocks(i);
            if (line_.wip[i].tool >= 0 && can_be_in_tool(i)) {
                join_tool(i);
            }
        }
        rooms();
        kits();
    }

private:
    struct Inside {
        std::size_t first;        ///< lot: of one load, whose load it is
        std::int64_t amount = 0;  ///< of the load, or slots or lots
        FamilyId family;          ///< that some of them need
    };

    void error(std::size_t lot, std::string problem, std::string help) {
        diagnostics_.error(at_.wip[lot], std::move(problem), std::move(help));
    }
    const RouteSpec& route(std::size_t lot) const {
        return line_.routes[line_.products[line_.wip[lot].product.index()].route.index()];
    }
    const StepSpec& step(std::size_t lot) const {
        return route(lot).steps[line_.wip[lot].step.index()];
    }

    /// A clock is one of a limit that ends at the lot's step (unless that has begun) or behind it.
    void clocks(std::size_t i) {
        const InitialLotSpec& lot = line_.wip[i];
        std::size_t place = lot.step.index();  // of rework: where it leads back to
        while (place >= route(i).main_steps) {
            place = route(i).steps[place].next.index();
        }
        const std::size_t first = place + (lot.tool >= 0 && place == lot.step.index() ? 1 : 0);
        for (const InitialClock& clock : lot.clocks) {
            bool runs = false;
            for (std::size_t to = first; to < route(i).main_steps; ++to) {
                runs = runs || std::ranges::any_of(
                                   route(i).steps[to].queue_times,
                                   [&](const QueueTimeSpec& q) { return q.from == clock.from; });
            }
            if (!runs || clock.from.index() >= place) {
                error(i,
                      fmt::format("no queue-time limit runs from '{}' while a lot is at '{}'",
                                  route(i).steps[clock.from.index()].name, step(i).name),
                      "leave it out of `clocks:`, or correct the step");
            }
        }
    }

    bool can_be_in_tool(std::size_t i) {
        const InitialLotSpec& lot = line_.wip[i];
        const StationSpec& station = line_.stations[step(i).station.index()];
        const auto tool = static_cast<std::uint32_t>(lot.tool);
        if (tool >= station.tools) {
            error(i,
                  fmt::format("tool = {}, but '{}' has {}", tool + 1, station.name, station.tools),
                  "tools of a station are numbered from 1");
            return false;
        }
        const bool parts = leaves_in_sublots(station, step(i), counts_at_start(line_, lot).items);
        if (parts || !step(i).components.empty()) {
            error(i,
                  fmt::format("a lot cannot start inside a tool of '{}' at '{}' (it {})",
                              station.name, step(i).name,
                              parts ? "leaves it in parts" : "takes parts there"),
                  "state `arrives_in:` of its next step, or put it in the queue");
            return false;
        }
        if (!station.sets.empty() && !qualified(station, tool, i)) {
            error(i, fmt::format("tool {} of '{}' may not run it", tool + 1, station.name),
                  "correct the tool, or what its set may run");
            return false;
        }
        if (comes_later(line_, step(i).station, tool)) {
            error(i, fmt::format("tool {} of '{}' comes after the start", tool + 1, station.name),
                  "correct the tool");
            return false;
        }
        return true;
    }

    bool qualified(const StationSpec& station, std::uint32_t tool, std::size_t i) const {
        std::uint32_t before = 0;
        for (const ToolSetSpec& set : station.sets) {
            before += set.tools;
            if (tool < before) {
                return may_run(set, step(i).recipe_name(),
                               line_.products[line_.wip[i].product.index()].name);
            }
        }
        return true;
    }

    /// Lots in one tool are one load, or follow on each other.
    void join_tool(std::size_t i) {
        const InitialLotSpec& lot = line_.wip[i];
        const StationSpec& station = line_.stations[step(i).station.index()];
        const NominalCounts n = counts_at_start(line_, lot);
        const auto [at, first] =
            inside_.try_emplace({step(i).station.value, lot.tool}, Inside{i, 0, {}});
        Inside& inside = at->second;
        const auto name = [&] {
            return fmt::format("tool {} of '{}'", lot.tool + 1, station.name);
        };
        if (lots_follow_on(station)) {
            follow_on(i, station, n, inside, name());
            return;
        }
        inside.amount += amount(station.load, n.items, n.sites);
        if (first) {
            return;
        }
        if (station.kind != StationKind::batch || !may_share(station.load.by, inside.first, i)) {
            error(i, fmt::format("two lots in {}", name()),
                  "only lots that may share a batch are in a tool together");
        } else if (inside.amount > step(i).most(station.load)) {
            error(i, fmt::format("more in {} than a load holds", name()),
                  "state which lots wait before it");
        } else if (lot.began != line_.wip[inside.first].began ||
                   lot.has_leaves != line_.wip[inside.first].has_leaves ||
                   lot.leaves != line_.wip[inside.first].leaves) {
            error(i, fmt::format("lots in {} that began at different times", name()),
                  "those of one batch begin and leave together");
        }
    }

    /// Each has its port or its slots, and none waits for a setup.
    void follow_on(std::size_t i, const StationSpec& station, const NominalCounts& n,
                   Inside& inside, const std::string& name) {
        inside.family = inside.family.valid() ? inside.family : step(i).setup;
        const bool slots = station.kind == StationKind::rack && !station.partial;
        inside.amount += slots ? slots_needed(station.load, n.items, n.sites) : 1;
        if (slots && inside.amount > std::int64_t{station.slots}) {
            error(i, fmt::format("more in {} than its {} slots hold", name, station.slots),
                  "state which lots wait before it");
        } else if (station.load_ports > 0 && inside.amount > std::int64_t{station.load_ports}) {
            error(i, fmt::format("more in {} than its {} load ports", name, station.load_ports),
                  "state which lots wait before it");
        } else if (step(i).setup.valid() && inside.family.valid() &&
                   step(i).setup != inside.family) {
            error(i, fmt::format("lots in {} that need different setups", name),
                  "a setup needs an empty tool: state which lots wait before it");
        }
    }

    /// Places are told of tools with something in them.
    void rooms() {
        for (const InitialToolSpec& state : line_.tool_states) {
            if ((state.has_enters || state.has_free) &&
                !inside_.contains({state.station.value, static_cast<std::int32_t>(state.tool)})) {
                diagnostics_.error(
                    at_.stations[state.station.index()],
                    fmt::format("`enters_in:` or `free_in:` of tool {} of '{}', in which no lot is",
                                state.tool + 1, line_.stations[state.station.index()].name),
                    "state the lots inside by `tool:` of wip, or leave the key out");
            }
        }
    }

    bool may_share(BatchBy by, std::size_t first, std::size_t i) const {
        switch (by) {
            case BatchBy::recipe:
                return step(first).recipe_name() == step(i).recipe_name();
            case BatchBy::step:
                return &step(first) == &step(i);
            case BatchBy::product:
                return line_.wip[first].product == line_.wip[i].product;
            case BatchBy::anything:
                break;
        }
        return true;
    }

    void kits() {
        std::vector<std::uint32_t> there(line_.tooling.size(), 0);
        for (const InitialToolSpec& state : line_.tool_states) {
            for (const InitialKit& kit : state.kits) {
                const ToolingSpec& spec = line_.tooling[kit.kit.index()];
                if (!takes(state.station, kit.kit)) {
                    diagnostics_.error(
                        at_.tooling[kit.kit.index()],
                        fmt::format("a kit '{}' is on a tool of '{}', where no step "
                                    "takes one",
                                    spec.name, line_.stations[state.station.index()].name),
                        "correct `kits:` of tool_states");
                }
                if (++there[kit.kit.index()] + spec.used.size() == spec.stock + 1) {
                    diagnostics_.error(
                        at_.tooling[kit.kit.index()],
                        fmt::format("more kits '{}' on tools and in the store than the stock of {}",
                                    spec.name, spec.stock),
                        "correct `kits:` of tool_states, `used:` or `stock:`");
                }
                if (spec.wears && kit.uses >= spec.life) {
                    diagnostics_.error(
                        at_.tooling[kit.kit.index()],
                        fmt::format("a kit '{}' on a tool has {} uses, its life is {}", spec.name,
                                    kit.uses, spec.life),
                        "state the one that replaces it");
                }
            }
        }
    }

    bool takes(StationId station, ToolingId kit) const {
        return std::ranges::any_of(line_.routes, [&](const RouteSpec& route) {
            return std::ranges::any_of(route.steps, [&](const StepSpec& s) {
                return s.station == station &&
                       std::ranges::find(s.tooling, kit, &ToolingNeed::kit) != s.tooling.end();
            });
        });
    }

    const LineSpec& line_;
    const LineLocations& at_;
    Diagnostics& diagnostics_;
    std::map<std::pair<std::uint32_t, std::int32_t>, Inside> inside_;  ///< by station and tool
};

}  // namespace

void check_snapshot(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    SnapshotChecker{line, at, diagnostics}.check();
}

}  // namespace packline::scenario
