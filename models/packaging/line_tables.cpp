#include "models/packaging/line_tables.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/disruptions/watches.hpp"
#include "models/packaging/utilities/use_rates.hpp"
#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <utility>

namespace packline::packaging {

namespace {

std::string tool_name(const StationSpec& station, std::uint32_t tool) {
    return fmt::format("tool:{}/{}", station.name, tool + 1);
}

std::string way_name(const LineSpec& spec, const TransferSpec& way) {
    return fmt::format("way:{} -> {}", spec.areas[way.from.index()].name,
                       spec.areas[way.to.index()].name);
}

/// Operators and kits are what stations share at once.
bool has_workforce(const LineSpec& spec) {
    return !spec.operators.empty() || !spec.tooling.empty();
}

/// Sorts behind all others, so that those who wait for operators are served when all stations
/// have seen the instant.
std::string workforce_name(const AreaSpec& area) { return "workforce:" + area.name; }
std::string watch_name(const AreaSpec& area) { return "watch:" + area.name; }

/// Sorts behind all others, those of the work force too: a station that looks ahead decides when
/// all others have started what they start in this instant.
std::string decider_name(const StationSpec& station) { return "yonder:" + station.name; }

bool looks_ahead(const StationSpec& station) { return station.load.look_ahead > Duration{}; }

/// Stations, tools, products, release streams, fleets, ways with departures, the work force and
/// the conditions of each area send and receive events; nothing else does.
Identity entity_names(const LineSpec& spec) {
    std::vector<std::string> names;
    for (const StationSpec& station : spec.stations) {
        names.push_back("station:" + station.name);
        for (std::uint32_t t = 0; t < station.tools; ++t) {
            names.push_back(tool_name(station, t));
        }
    }
    for (const StationSpec& station : spec.stations) {
        if (looks_ahead(station)) {
            names.push_back(decider_name(station));
        }
    }
    for (const ProductSpec& product : spec.products) {
        names.push_back("product:" + product.name);
    }
    for (const MaterialSpec& material : spec.materials) {
        if (material.acts()) {
            names.push_back("material:" + material.name);
        }
    }
    for (const FleetSpec& fleet : spec.fleets) {
        names.push_back("fleet:" + fleet.name);
    }
    for (const TransferSpec& way : spec.transfers) {
        if (way.departs.scheduled) {
            names.push_back(way_name(spec, way));
        }
    }
    for (const ReleaseStreamSpec& stream : spec.streams) {
        names.push_back("release:" + stream.name);
    }
    for (std::size_t a = 0; has_workforce(spec) && a < spec.areas.size(); ++a) {
        names.push_back(workforce_name(spec.areas[a]));
    }
    for (std::size_t a = 0; has_watches(spec) && a < spec.areas.size(); ++a) {
        names.push_back(watch_name(spec.areas[a]));
    }
    return Identity{std::move(names)};
}

}  // namespace

LineTables::LineTables(LineSpec line) : spec{std::move(line)}, identity_{entity_names(spec)} {
    build_steps();
    build_feeders();
    build_kits();
    build_bom();
    build_limits();
    build_entities();
    build_operators();
    build_times();
    build_ways();
    build_tool_sets();
    build_sources();
    for (const StationSpec& station : spec.stations) {
        auto rates = packaging::use_rates(spec, station);
        expect(rates.has_value(), "a station uses more than the reader lets pass");
        use_rates_.push_back(std::move(*rates));
    }
}

void LineTables::build_ways() {
    ways_.assign(spec.areas.size() * spec.areas.size(),
                 {&spec.default_transfer, spec.default_fleet});
    for (std::size_t a = 0; a < spec.areas.size(); ++a) {
        ways_[a * spec.areas.size() + a] = {};
    }
    for (const TransferSpec& t : spec.transfers) {
        Way& way = ways_[t.from.index() * spec.areas.size() + t.to.index()];
        way = {&t.time, t.fleet};
        if (t.departs.scheduled) {
            way.shipping = static_cast<std::uint32_t>(shippings_.size());
            shippings_.push_back({&t, identity_.find(way_name(spec, t))});
        }
    }
    for (const FleetSpec& fleet : spec.fleets) {
        fleet_entities_.push_back(identity_.find("fleet:" + fleet.name));
    }
}

void LineTables::build_steps() {
    std::map<std::string, std::uint32_t> recipes;
    for (const RouteSpec& route : spec.routes) {
        route_offset_.push_back(static_cast<std::uint32_t>(steps_.size()));
        steps_.resize(steps_.size() + route.steps.size());
    }
    for (std::size_t r = 0; r < spec.routes.size(); ++r) {
        const RouteSpec& route = spec.routes[r];
        const RouteId route_id = RouteId::from_index(r);
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& s = route.steps[i];
            StepTable& t = steps_[route_offset_[r] + i];
            t.spec = &s;
            t.route = route_id;
            t.station = s.station;
            t.area = spec.stations[s.station.index()].area;
            t.buffer = spec.stations[s.station.index()].buffer;
            t.next = index(route_id, s.next);
            t.copy(s);
            t.hash = combine(hash_name(route.name), hash_name(s.name));
            t.recipe = recipes.emplace(s.recipe_name(), static_cast<std::uint32_t>(recipes.size()))
                           .first->second;
            for (const BinSpec& bin : s.bins) {
                const auto known = std::ranges::find(bins_, bin.name);
                t.bins.push_back(static_cast<std::uint32_t>(known - bins_.begin()));
                if (known == bins_.end()) {
                    bins_.push_back(bin.name);
                }
            }
            const auto learns = [](const YieldSpec& y) {
                return y.learning.by != LearningSpec::By::nothing;
            };
            t.learner = std::ranges::any_of(s.yields, learns) ? learners_++ : t.learner;
            if (s.reworks) {
                t.rework_to = index(route_id, s.rework.to);
                t.rework_merge = s.rework.merge_at.valid() ? index(route_id, s.rework.merge_at)
                                                           : default_merge(route_id, i);
            }
        }
        build_kept_tools(r);
        for (const StepSpec& s : route.steps) {
            if (s.has_floor_life) {
                steps_[index(route_id, s.floor_life.opened_at).index()].opens_pack = true;
                steps_[index(route_id, s.floor_life.opened_at).index()].ends_at_once = false;
                steps_[index(route_id, s.floor_life.bake).index()].ends_at_once = false;
                Duration& limit = steps_[index(route_id, s.floor_life.bake).index()].bake_limit;
                limit =
                    limit == Duration{} ? s.floor_life.limit : std::min(limit, s.floor_life.limit);
            }
        }
        for (std::size_t i = route.main_steps; i-- > 0;) {
            StepTable& t = steps_[route_offset_[r] + i];
            if (t.next.valid()) {
                const StepTable& next = steps_[t.next.index()];
                t.rejoin = next.spec->sublot > 0 ? next.rejoin : t.next;
            }
        }
    }
}

void LineTables::build_kits() {
    for (std::size_t r = 0; r < spec.routes.size(); ++r) {
        std::vector<KitLine> lines;
        const RouteSpec& route = spec.routes[r];
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            const StepSpec& s = route.steps[i];
            StepTable& t = steps_[route_offset_[r] + i];
            t.kit_line = static_cast<std::uint32_t>(lines.size());
            for (const ComponentSpec& c : s.components) {
                if (s.kit == KitOrder::at_release) {
                    lines.push_back({index(RouteId::from_index(r), StepId::from_index(i)), &c});
                }
            }
        }
        kit_lines_.push_back(std::move(lines));
    }
    for (const ProductSpec& product : spec.products) {
        nominal_sites_.push_back(sites_per_item(spec, product));
    }
}

void LineTables::build_bom() {
    placed_.resize(steps_.size());
    for (std::size_t r = 0; r < spec.routes.size(); ++r) {
        const RouteSpec& route = spec.routes[r];
        std::vector<MaterialId> bom;
        for (const StepSpec& s : route.steps) {
            for (const ComponentSpec& c : s.components) {
                if (std::ranges::find(bom, c.material) == bom.end()) {
                    bom.push_back(c.material);
                }
            }
        }
        std::vector<PlacedParts> placed(bom.size());
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            for (const ComponentSpec& c : route.steps[i].components) {
                const auto at = std::ranges::find(bom, c.material) - bom.begin();
                placed[static_cast<std::size_t>(at)].per_site += c.per_site;
                placed[static_cast<std::size_t>(at)].per_item += c.per_item;
            }
            placed_[route_offset_[r] + i] = placed;
        }
        // No way back leads over assembly, so rework carries what it goes back to carries.
        for (std::size_t i = route.steps.size(); i-- > route.main_steps;) {
            const StepId next = route.steps[i].next;
            placed_[route_offset_[r] + i] =
                next.valid() ? placed_[route_offset_[r] + next.index()] : placed;
        }
        bom_.push_back(std::move(bom));
    }
}

std::size_t LineTables::longest_kit() const {
    std::size_t longest = 0;
    for (const std::vector<KitLine>& lines : kit_lines_) {
        longest = std::max(longest, lines.size());
    }
    return longest;
}

/// The next batch or assembly step, where all of a lot is wanted anyway, or the last step.
StepIndex LineTables::default_merge(RouteId route, std::size_t after) const {
    const RouteSpec& r = spec.routes[route.index()];
    for (std::size_t i = after + 1; i < r.main_steps; ++i) {
        const StepSpec& s = r.steps[i];
        const bool batch = spec.stations[s.station.index()].kind == StationKind::batch;
        if (batch || !s.components.empty() || i + 1 == r.main_steps) {
            return index(route, StepId::from_index(i));
        }
    }
    return StepIndex::none();
}

std::uint32_t LineTables::main_position(StepIndex s) const {
    const RouteId route = step(s).route;
    const RouteSpec& spec_of_route = spec.routes[route.index()];
    while (s.value - route_offset_[route.index()] >= spec_of_route.main_steps) {
        s = step(s).next;
    }
    return s.value;
}

void LineTables::build_entities() {
    buffer_stations_.resize(spec.buffers.size());
    for (std::size_t s = 0; s < spec.stations.size(); ++s) {
        if (spec.stations[s].buffer.valid()) {
            buffer_stations_[spec.stations[s].buffer.index()].push_back(StationId::from_index(s));
        }
    }
    for (const StationSpec& station : spec.stations) {
        station_entities_.push_back(identity_.find("station:" + station.name));
        decider_entities_.push_back(looks_ahead(station) ? identity_.find(decider_name(station))
                                                         : station_entities_.back());
        first_tool_.push_back(static_cast<std::uint32_t>(tool_entities_.size()));
        for (std::uint32_t t = 0; t < station.tools; ++t) {
            tool_entities_.push_back(identity_.find(tool_name(station, t)));
        }
    }
    for (const ProductSpec& product : spec.products) {
        product_entities_.push_back(identity_.find("product:" + product.name));
    }
    for (const MaterialSpec& material : spec.materials) {
        material_entities_.push_back(material.acts() ? identity_.find("material:" + material.name)
                                                     : EntityId::none());
    }
}

void LineTables::build_sources() {
    for (std::size_t p = 0; p < spec.products.size(); ++p) {
        const ProductId product = ProductId::from_index(p);
        source_of_.push_back(p);
        sources_.push_back(
            {&spec.products[p].release, product_entity(product), {product}, {1}, false});
    }
    for (const ReleaseStreamSpec& stream : spec.streams) {
        ReleaseSource source{
            &stream.release, identity_.find("release:" + stream.name), {}, {}, stream.at_random};
        for (const ReleaseStreamSpec::Share& share : stream.mix) {
            source.products.push_back(share.product);
            source.shares.push_back(share.lots);
            source_of_[share.product.index()] = sources_.size();
        }
        sources_.push_back(std::move(source));
    }
}

std::int64_t LineTables::units_per_lot(ProductId p) const {
    return spec.products[p.index()].items * nominal_sites(p);
}

void LineTables::build_tool_sets() {
    for (std::size_t s = 0; s < spec.stations.size(); ++s) {
        first_tool_set_.push_back(static_cast<std::uint32_t>(tool_sets_.size()));
        for (const ToolSetSpec& set : spec.stations[s].sets) {
            ToolSetTable table{&set, StationId::from_index(s), {}};
            for (const ProductSpec& product : spec.products) {
                for (const StepTable& step : steps_) {
                    table.runs.push_back(
                        packaging::may_run(set, step.spec->recipe_name(), product.name));
                }
            }
            tool_sets_.push_back(std::move(table));
        }
    }
}

void LineTables::build_operators() {
    for (std::size_t a = 0; has_watches(spec) && a < spec.areas.size(); ++a) {
        watch_entities_.push_back(identity_.find(watch_name(spec.areas[a])));
    }
    for (std::size_t a = 0; has_workforce(spec) && a < spec.areas.size(); ++a) {
        workforce_entities_.push_back(identity_.find(workforce_name(spec.areas[a])));
    }
    needs_operators_.assign(spec.stations.size(), false);
    kits_.resize(spec.stations.size());
    visits_need_others_ = needs_operators_;
    for (const StepTable& s : steps_) {
        const bool people = std::ranges::any_of(s.spec->operators, &OperatorNeed::wanted);
        const std::size_t i = s.station.index();
        needs_operators_[i] = needs_operators_[i] || people;
        for (const ToolingNeed& need : s.spec->tooling) {
            if (std::ranges::find(kits_[i], need.kit) == kits_[i].end()) {
                kits_[i].push_back(need.kit);
            }
        }
        visits_need_others_[i] = visits_need_others_[i] || people || !kits_[i].empty();
    }
    for (std::size_t s = 0; s < spec.stations.size(); ++s) {
        if (std::ranges::any_of(spec.stations[s].operators, &OperatorNeed::wanted)) {
            needs_operators_[s] = true;
        }
    }
}

void LineTables::build_times() {
    for (const ProductSpec& product : spec.products) {
        const RouteSpec& route = spec.routes[product.route.index()];
        std::vector<StepTimes> times(route.steps.size());
        const std::vector<Duration> operation = mean_operations(spec, product);
        Duration remaining{};
        for (std::size_t i = route.main_steps; i-- > 0;) {
            remaining += operation[i];
            times[i] = {operation[i], remaining};
        }
        for (std::size_t i = route.main_steps; i < route.steps.size(); ++i) {
            times[i].operation = operation[i];
        }
        // A rework step is as far from the end as what it leads back to.
        for (std::size_t i = route.steps.size(); i-- > route.main_steps;) {
            const StepId next = route.steps[i].next;
            times[i].remaining =
                operation[i] + (next.valid() ? times[next.index()].remaining : Duration{});
        }
        times_.push_back(std::move(times));
        critical_path_.push_back(packaging::critical_path(spec, product));
    }
}

}  // namespace packline::packaging
