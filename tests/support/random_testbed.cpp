#include "tests/support/random_testbed.hpp"

#include "models/packaging/critical_path.hpp"
#include "sim/random/draws.hpp"
#include "tests/support/random_choices.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

namespace packline::test {

namespace {

using namespace packaging;

class Testbed {
public:
    Testbed(LineSpec& line, std::uint32_t number)
        : line_{line},
          draws_{{number, 0}, 4715, Purpose::test, 0},
          places_{{number, 0}, 4739, Purpose::test, 0} {}

    void add() {
        for (StationSpec& s : line_.stations) {
            station(s);
        }
        for (std::uint32_t a = 0; a < line_.areas.size(); ++a) {
            if (chance(draws_, 0.2)) {
                line_.transfers.push_back(
                    {AreaId{a}, AreaId{a}, Distribution::uniform(300, 600), FleetId::none(), {}});
            }
        }
        for (RouteSpec& route : line_.routes) {
            for (std::size_t i = 0; i < route.steps.size(); ++i) {
                step(route, i);
            }
        }
        if (chance(draws_, 0.5)) {
            wip();
        }
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            if (chance(draws_, 0.4)) {
                tool_state(StationId::from_index(s));
            }
        }
    }

private:
    void station(StationSpec& s) {
        const bool single = s.kind == StationKind::single;
        const bool cascade = s.kind == StationKind::cascade && s.holds == 0;
        if ((single || cascade) && chance(draws_, 0.4)) {
            s.load_ports = static_cast<std::uint32_t>(pick(draws_, 1, 3));
        }
        s.fullest_first = s.load_ports > 1 && chance(draws_, 0.5);
        if (s.kind != StationKind::batch && !s.setup.families.empty() && chance(draws_, 0.3)) {
            s.setup.minimum_run = static_cast<std::uint32_t>(pick(draws_, 2, 4));
            s.setup.run_given_up = chance(draws_, 0.5) ? hours(pick(draws_, 1, 8)) : Duration{};
            s.setup.run_broken_by = chance(draws_, 0.5) ? 1 : -1;
        }
        s.longest_idle = chance(draws_, 0.3);
        for (MaintenanceSpec& m : s.maintenance) {
            if (chance(draws_, 0.5)) {
                m.first = m.every_count > 0 ? Duration{} : hours(pick(draws_, 1, 50));
                m.first_count = m.every_count > 0 ? pick(draws_, 1, 50) : 0;
            }
        }
    }

    void step(RouteSpec& route, std::size_t i) {
        StepSpec& s = route.steps[i];
        const StationSpec& station = line_.stations[s.station.index()];
        if (station.kind == StationKind::cascade && station.holds == 0 && chance(draws_, 0.4)) {
            s.has_lot_pitch = true;
            s.lot_pitch = minutes_of(draws_, 1, 30);
        }
        if (station.kind == StationKind::batch && station.load.by == BatchBy::step &&
            chance(draws_, 0.5)) {
            s.load_max = pick(draws_, 2, 20);
            s.load_min = pick(draws_, 1, static_cast<int>(std::min<std::int64_t>(s.load_max, 4)));
        }
        for (QueueTimeSpec& q : s.queue_times) {
            q.action = chance(draws_, 0.3) ? QueueTimeAction::count : q.action;
        }
        if (station.kind == StationKind::batch || !station.sets.empty() || !chance(draws_, 0.5)) {
            return;
        }
        for (std::uint32_t e = 0; e < std::min(i, route.main_steps); ++e) {
            if (route.steps[e].station == s.station) {
                s.same_tool_as = StepId{e};
            }
        }
    }

    void tool_state(StationId id) {
        const StationSpec& station = line_.stations[id.index()];
        InitialToolSpec state;
        state.station = id;
        state.tool =
            static_cast<std::uint32_t>(pick(draws_, 0, static_cast<int>(station.tools) - 1));
        if (!station.setup.families.empty()) {
            state.setup = FamilyId{static_cast<std::uint32_t>(pick(draws_, 0, 2))};
            state.run = static_cast<std::uint32_t>(pick(draws_, 0, 3));
        }
        state.down = chance(draws_, 0.5) ? hours(pick(draws_, 1, 60)) : Duration{};
        if (!station.maintenance.empty() && chance(draws_, 0.5)) {
            state.maintenance = 0;
            state.due = hours(pick(draws_, 0, 60));
            state.due_count = std::min<std::int64_t>(station.maintenance[0].every_count, 7);
        }
        line_.tool_states.push_back(state);
    }

    /// Some lots of the products that are assembled, with and without carriers.
    void wip() {
        const RouteSpec& route = line_.routes[1];
        for (int i = 0, n = pick(draws_, 1, 6); i < n; ++i) {
            InitialLotSpec lot;
            lot.name = "there" + std::to_string(i);
            lot.product = ProductId{static_cast<std::uint32_t>(pick(draws_, 1, 2))};
            lot.step = StepId{static_cast<std::uint32_t>(
                pick(draws_, 0, static_cast<int>(route.steps.size()) - 1))};
            const ProductSpec& product = line_.products[lot.product.index()];
            lot.items = chance(draws_, 0.5) ? counts_before(line_, product, lot.step).items : 0;
            lot.priority = chance(draws_, 0.3) ? 0 : -1;
            lot.has_due = chance(draws_, 0.3);
            lot.due = Time{} - hours(5);
            place(lot);
            const bool holds = carriers_held_before(line_, product, lot.step).valid();
            if (!holds || carriers_ + product.items <= 40) {
                carriers_ += holds ? product.items : 0;
                line_.wip.push_back(lot);
            }
        }
    }

    /// On its way, or inside a tool that can hold it so.
    void place(InitialLotSpec& lot) {
        const RouteSpec& route = line_.routes[line_.products[lot.product.index()].route.index()];
        const StepSpec& step = route.steps[lot.step.index()];
        const StationSpec& station = line_.stations[step.station.index()];
        const bool whole = station.kind == StationKind::single && station.load_ports == 0 &&
                           step.sublot == 0 && step.split == 1 && step.components.empty() &&
                           station.sets.empty();
        const bool there = std::ranges::none_of(line_.plans, [&](const PlanSpec& p) {
            return std::ranges::any_of(p.scope.tools, [&](const ScopeSpec::Tools& t) {
                return t.station == step.station;
            });
        });
        if (whole && there && !in_tools_.contains(step.station.value) && chance(places_, 0.7)) {
            in_tools_.insert(step.station.value);
            lot.tool = pick(places_, 0, static_cast<int>(station.tools) - 1);
            lot.began = hours(pick(places_, 0, 4));
        } else if (chance(places_, 0.3)) {
            lot.arrives = hours(pick(places_, 1, 30));
        }
        if (lot.step.value > 0 && lot.step.index() < route.main_steps && chance(places_, 0.5)) {
            lot.clocks.push_back({StepId{lot.step.value - 1}, hours(pick(places_, 0, 50))});
        }
    }

    LineSpec& line_;
    Draws draws_;
    Draws places_;  ///< its own: lots elsewhere leave the rest of the line as it is
    std::int64_t carriers_ = 0;
    std::set<std::uint32_t> in_tools_;  ///< stations with a lot in a tool
};

}  // namespace

void add_testbed(LineSpec& line, std::uint32_t number) { Testbed{line, number}.add(); }

}  // namespace packline::test
