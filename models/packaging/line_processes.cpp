#include "models/packaging/line_processes.hpp"

#include "models/packaging/disruptions/watches.hpp"
#include "models/packaging/line_gate_ties.hpp"
#include "sim/parallel/topology.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace packline::packaging {

namespace {

/// Finds what ties areas, route by route.
class Ties {
public:
    explicit Ties(const LineTables& tables)
        : pool_users(tables.spec.carriers.size(), StepIndex::none()),
          material_users(tables.spec.materials.size(), StepIndex::none()),
          buffer_users(tables.spec.buffers.size(), StepIndex::none()),
          fleet_users(tables.spec.fleets.size(), StepIndex::none()),
          tooling_users(tables.spec.tooling.size(), StepIndex::none()),
          group_areas(tables.spec.operators.size(), AreaId{0}),
          tables_{tables} {}

    std::vector<StepIndex> pool_users;      ///< by pool: the first step that takes from it
    std::vector<StepIndex> material_users;  ///< by material: the first step that needs it
    std::vector<StepIndex> buffer_users;    ///< by buffer: the first step behind it
    std::vector<StepIndex> fleet_users;     ///< by fleet: the first step whose lots call it

    std::vector<StepIndex> tooling_users;  ///< by kind of kit: the first step that needs it
    std::vector<AreaId> group_areas;       ///< by group of operators: an area it serves

    std::vector<AreaTie> find() {
        const LineSpec& line = tables_.spec;
        for (std::size_t r = 0; r < line.routes.size(); ++r) {
            const RouteId route = RouteId::from_index(r);
            for (std::size_t s = 0; s < line.routes[r].steps.size(); ++s) {
                step(route, tables_.index(route, StepId::from_index(s)));
            }
        }
        for (std::uint32_t p = 0; p < line.products.size(); ++p) {
            kits(p);
        }
        for (std::size_t i = 0; i < tables_.sources(); ++i) {
            starts(tables_.source(i));
        }
        for (std::size_t g = 0; g < line.operators.size(); ++g) {
            group_areas[g] = operators(line.operators[g]);
        }
        for (AreaTie& t : gate_ties(tables_)) {
            if (t.a != t.b) {
                say(t.a, t.b, std::move(t.why));
            }
        }
        return std::move(ties_);
    }

private:
    /// A tool is stopped the moment that a later step finds its drift; lots that it made are marked
    /// wherever they are.
    void excursions(StepIndex here) {
        for (const ExcursionSpec& e : tables_.spec.excursions_of(tables_.step(here).station)) {
            StepIndex last = StepIndex::none();
            for (StepIndex s = here; s.valid(); s = tables_.step(s).next) {
                last = e.screens || tables_.step(s).spec->name == e.watch ? s : last;
            }
            if (last.valid()) {
                path(here, last, "drift of the tools of '{}' is found or acted on up to '{}'");
            }
        }
    }

    void step(RouteId route, StepIndex here) {
        const StepTable& table = tables_.step(here);
        const StepSpec& spec = *table.spec;
        excursions(here);
        if (spec.sublot > 0 && table.next.valid()) {
            // What never meets again still belongs to one order until it ships.
            path(here, table.rejoin, "sublots from '{}' meet again at '{}'");
        }
        if (spec.split > 1 && table.next.valid()) {
            path(here, table.next, "parts of a lot on several tools at '{}' meet before '{}'");
        }
        if (spec.reworks) {
            // Reworked items that never meet the rest still belong to one order until they ship.
            tie(here, table.rework_to, "rework goes back from '{}' to '{}'");
            path(table.rework_to, here, "rework from '{}' leads back to '{}'");
            path(here, spec.rework.wait ? table.rework_merge : StepIndex::none(),
                 "reworked items of '{}' meet the rest at '{}'");
        }
        for (const QueueTimeSpec& q : spec.queue_times) {
            const StepIndex from = tables_.index(route, q.from);
            path(from, here, "a queue-time limit runs from '{}' to '{}'");
            if (q.action == QueueTimeAction::repeat) {
                path(tables_.index(route, q.repeat_from), here,
                     "a queue-time limit repeats from '{}' to '{}'");
            }
        }
        for (const ToolingNeed& need : spec.tooling) {
            StepIndex& first = tooling_users[need.kit.index()];
            first = first.valid() ? first : here;
            tie(first, here, "'{}' and '{}' share kits of tooling");
        }
        if (spec.has_floor_life) {
            path(tables_.index(route, spec.floor_life.bake), here,
                 "lots whose floor life runs out go to '{}' from '{}'");
        }
        for (const BinSpec& bin : spec.bins) {
            if (bin.into.valid()) {
                material(bin.into, here);
            }
        }
        if (spec.takes_carrier.valid()) {
            carriers(here, spec.takes_carrier);
        }
        const StationSpec& station = tables_.spec.stations[table.station.index()];
        if (table.next.valid() && std::ranges::find(station.dispatch, DispatchRule::next_queue) !=
                                      station.dispatch.end()) {
            tie(here, table.next, "dispatch at '{}' (winq) looks at the queue of '{}'");
        }
        if (table.next.valid() && tables_.step(table.next).looked_out_for) {
            tie(here, table.next, "'{1}' looks ahead at lots in '{0}'");
        }
        if (station.load.filler.valid()) {
            share(pool_users[station.load.filler.index()], here,
                  "'{}' and '{}' share a carrier pool");
        }
        if (table.next.valid() && tables_.step(table.next).buffer.valid()) {
            tie(here, table.next, "lots of '{}' stay in their tools until '{}' has a place");
        }
        if (table.next.valid() && tables_.step(table.next).area != table.area) {
            const FleetId fleet = tables_.way(table.area, tables_.step(table.next).area).fleet;
            if (fleet.valid()) {
                tie(here, table.next, "a vehicle carries lots from '{}' to '{}'");
                share(fleet_users[fleet.index()], here, "'{}' and '{}' call the same vehicles");
            }
        }
        if (table.buffer.valid()) {
            share(buffer_users[table.buffer.index()], here, "'{}' and '{}' share a buffer");
        }
    }

    /// The first to use a thing is tied with all others.
    void share(StepIndex& first, StepIndex user, const char* why) {
        if (first.valid()) {
            tie(first, user, why);
        } else {
            first = user;
        }
    }

    /// A pool serves those who wait the moment a carrier is given back or lost.
    void carriers(StepIndex taken, CarrierPoolId pool) {
        StepIndex freed = taken;
        while (freed.valid() && tables_.step(freed).spec->frees_carrier != pool) {
            freed = tables_.step(freed).next;
        }
        path(taken, freed, "carriers taken at '{}' are given back at '{}'");
        share(pool_users[pool.index()], taken, "'{}' and '{}' share a carrier pool");
    }

    /// Stock is reserved at release and used at assembly, for one order after the other.
    void kits(std::uint32_t number) {
        const ProductSpec& product = tables_.spec.products[number];
        const std::span<const KitLine> kit = tables_.kit_lines(product.route);
        if (!kit.empty()) {
            path(tables_.index(product.route, {0}), kit.back().step,
                 "a kit is ordered at '{}' and used at '{}'");
        }
        for (StepIndex s = tables_.first_step(ProductId{number}); s.valid();
             s = tables_.step(s).next) {
            for (const ComponentSpec& c : tables_.step(s).spec->components) {
                material(c.material, s);
            }
            for (const ComponentSpec& c : tables_.step(s).spec->dummies) {
                material(c.material, s);
            }
        }
        if (product.makes.valid()) {
            const std::size_t last = tables_.spec.routes[product.route.index()].main_steps - 1;
            material(product.makes, tables_.index(product.route, StepId::from_index(last)));
        }
    }

    /// What the start of a lot depends on at once.
    void starts(const ReleaseSource& source) {
        const StepIndex first = tables_.first_step(source.products.front());
        const ReleaseSpec& release = *source.spec;
        for (const ProductId p : source.products) {
            const StepIndex own = tables_.first_step(p);
            tie(first, own, "one stream releases lots at '{}' and '{}'");
            if (release.kind == ReleaseKind::cards && release.card_return == Duration{}) {
                path(own, StepIndex::none(), "cards return at once from '{1}' to '{0}'");
            }
            if (release.cap.most > 0 && !release.cap.station.valid()) {
                path(own, StepIndex::none(), "starts at '{}' are capped by lots up to '{}'");
            }
            if (release.units > 0) {
                path(own, StepIndex::none(), "orders at '{}' are filled at '{}'");
            }
        }
        if (release.cap.station.valid()) {
            cap_station(first, release.cap.station);
        }
    }

    void cap_station(StepIndex first, StationId station) {
        for (std::size_t s = 0; s < tables_.steps(); ++s) {
            const StepIndex there = StepIndex::from_index(s);
            if (tables_.step(there).station == station) {
                tie(first, there, "starts at '{}' are capped by the queue of '{}'");
                return;
            }
        }
    }

    void material(MaterialId material, StepIndex user) {
        share(material_users[material.index()], user,
              "'{}' and '{}' share the stock of a material");
    }

    /// Persons go at once from one area to another, so these are one process. Returns the first.
    AreaId operators(const OperatorGroupSpec& group) {
        if (group.area.valid()) {
            return group.area;
        }
        AreaId first;
        const auto asks = [&](const OperatorNeed& need) {
            return std::ranges::find(group.skills, need.skill) != group.skills.end();
        };
        const auto serves = [&](AreaId area) {
            first = first.valid() ? first : area;
            if (area != first) {
                say(first, area, fmt::format("operators of '{}' serve both", group.name));
            }
        };
        for (const StationSpec& station : tables_.spec.stations) {
            if (std::ranges::any_of(station.operators, asks)) {
                serves(station.area);
            }
        }
        for (std::size_t s = 0; s < tables_.steps(); ++s) {
            const StepTable& step = tables_.step(StepIndex::from_index(s));
            if (std::ranges::any_of(step.spec->operators, asks)) {
                serves(step.area);
            }
        }
        return first.valid() ? first : AreaId{0};
    }

    /// Ties all areas from one step to another, or to the end of the route where `to` is none.
    void path(StepIndex from, StepIndex to, const char* why) {
        StepIndex last = from;
        for (StepIndex s = from; s.valid() && s != to; s = tables_.step(s).next) {
            last = s;
        }
        const StepIndex end = to.valid() ? to : last;
        for (StepIndex s = from; s.valid(); s = tables_.step(s).next) {
            tie_areas(tables_.step(from).area, tables_.step(s).area, from, end, why);
            if (s == end) {
                break;
            }
        }
    }

    void tie(StepIndex a, StepIndex b, const char* why) {
        tie_areas(tables_.step(a).area, tables_.step(b).area, a, b, why);
    }

    void tie_areas(AreaId a, AreaId b, StepIndex from, StepIndex to, const char* why) {
        if (a == b) {
            return;
        }
        say(a, b,
            fmt::format(fmt::runtime(why), tables_.step(from).spec->name,
                        tables_.step(to).spec->name));
    }

    void say(AreaId a, AreaId b, std::string text) {
        if (told_.emplace(std::min(a.value, b.value), std::max(a.value, b.value), text).second) {
            ties_.push_back({a, b, std::move(text)});
        }
    }

    const LineTables& tables_;
    std::vector<AreaTie> ties_;
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> told_;
};

/// Cards that return after a time go from any area where a lot may end to where lots start.
void add_card_channels(const LineTables& tables, const std::vector<std::uint32_t>& process_of_area,
                       std::vector<Channel>& out) {
    for (std::size_t i = 0; i < tables.sources(); ++i) {
        const ReleaseSource& source = tables.source(i);
        if (source.spec->kind != ReleaseKind::cards || source.spec->card_return == Duration{}) {
            continue;
        }
        const auto process = [&](StepIndex s) {
            return process_of_area[tables.step(s).area.index()];
        };
        const std::uint32_t to = process(tables.first_step(source.products.front()));
        for (const ProductId p : source.products) {
            const RouteId route = tables.spec.products[p.index()].route;
            for (std::size_t s = 0; s < tables.spec.routes[route.index()].steps.size(); ++s) {
                const std::uint32_t from = process(tables.index(route, StepId::from_index(s)));
                if (from != to) {
                    out.push_back({from, to, source.spec->card_return});
                }
            }
        }
    }
}

std::vector<Channel> channels(const LineTables& tables,
                              const std::vector<std::uint32_t>& process_of_area) {
    std::vector<Channel> out;
    for (std::size_t s = 0; s < tables.steps(); ++s) {
        const StepTable& from = tables.step(StepIndex::from_index(s));
        if (!from.next.valid()) {
            continue;
        }
        const StepTable& to = tables.step(from.next);
        const std::uint32_t a = process_of_area[from.area.index()];
        const std::uint32_t b = process_of_area[to.area.index()];
        if (a != b) {
            const Distribution* time = tables.transfer(from.area, to.area);
            out.push_back({a, b, std::max(from_seconds(time->lower()), seconds(1))});
        }
    }
    add_card_channels(tables, process_of_area, out);
    return out;
}

}  // namespace

LineProcesses line_processes(const LineTables& tables) {
    const LineSpec& line = tables.spec;
    Ties finder{tables};
    std::vector<AreaTie> ties = finder.find();
    std::vector<Coupling> couplings;
    for (const AreaTie& t : ties) {
        couplings.push_back({t.a.value, t.b.value, {}});
    }
    const Contraction contraction = contract(line.areas.size(), couplings);
    std::vector<std::uint32_t> process_of(tables.identity().size(), 0);
    for (std::size_t s = 0; s < line.stations.size(); ++s) {
        const StationId station = StationId::from_index(s);
        const std::uint32_t process = contraction.group_of[line.stations[s].area.index()];
        process_of[tables.station_entity(station).index()] = process;
        process_of[tables.decider_entity(station).index()] = process;
        for (std::uint32_t t = 0; t < line.stations[s].tools; ++t) {
            process_of[tables.tool_entity(tables.first_tool(station) + t).index()] = process;
        }
    }
    for (std::size_t a = 0;
         (!line.operators.empty() || !line.tooling.empty()) && a < line.areas.size(); ++a) {
        process_of[tables.workforce_entity(AreaId::from_index(a)).index()] =
            contraction.group_of[a];
    }
    std::vector<std::uint32_t> process_of_group;
    for (const AreaId area : finder.group_areas) {
        process_of_group.push_back(contraction.group_of[area.index()]);
    }
    for (std::size_t a = 0; has_watches(line) && a < line.areas.size(); ++a) {
        process_of[tables.watch_entity(AreaId::from_index(a)).index()] = contraction.group_of[a];
    }
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductId product = ProductId::from_index(p);
        const AreaId area = tables.step(tables.first_step(product)).area;
        process_of[tables.product_entity(product).index()] = contraction.group_of[area.index()];
    }
    for (std::size_t m = 0; m < line.materials.size(); ++m) {
        const StepIndex user = finder.material_users[m];
        if (line.materials[m].acts()) {
            process_of[tables.material_entity(MaterialId::from_index(m)).index()] =
                user.valid() ? contraction.group_of[tables.step(user).area.index()] : 0;
        }
    }
    for (std::size_t i = 0; i < tables.sources(); ++i) {
        const ReleaseSource& source = tables.source(i);
        const AreaId area = tables.step(tables.first_step(source.products.front())).area;
        process_of[source.entity.index()] = contraction.group_of[area.index()];
    }
    const auto users = [&](const std::vector<StepIndex>& first) {
        std::vector<std::uint32_t> out;
        for (const StepIndex s : first) {
            out.push_back(s.valid() ? contraction.group_of[tables.step(s).area.index()] : 0);
        }
        return out;
    };
    std::vector<std::uint32_t> process_of_fleet = users(finder.fleet_users);
    for (std::size_t f = 0; f < line.fleets.size(); ++f) {
        process_of[tables.fleet_entity(FleetId::from_index(f)).index()] = process_of_fleet[f];
    }
    for (std::uint32_t i = 0; i < tables.shippings(); ++i) {
        const Shipping& shipping = tables.shipping(i);
        process_of[shipping.entity.index()] = contraction.group_of[shipping.spec->from.index()];
    }
    ConditionHomes homes = condition_homes(tables, contraction.group_of,
                                           users(finder.material_users), process_of_group);
    std::vector<Channel> ways = channels(tables, contraction.group_of);
    add_condition_channels(tables, contraction.group_of, homes, ways);
    LogicalProcesses processes{std::move(process_of), std::move(ways)};
    std::vector<double> load = process_loads(tables, contraction.group_of);
    load.resize(processes.size());
    return {.ties = std::move(ties),
            .process_of_area = contraction.group_of,
            .process_of_material = users(finder.material_users),
            .process_of_pool = users(finder.pool_users),
            .process_of_buffer = users(finder.buffer_users),
            .process_of_fleet = std::move(process_of_fleet),
            .process_of_group = std::move(process_of_group),
            .process_of_tooling = users(finder.tooling_users),
            .homes = std::move(homes),
            .load = std::move(load),
            .processes = std::move(processes)};
}

}  // namespace packline::packaging
