// What assembly asks of materials, and lots of vehicles, from means alone.

#include "models/packaging/critical_path.hpp"
#include "models/scenario/route_flow.hpp"
#include "models/scenario/static_load.hpp"

#include <cmath>
#include <numeric>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr double kDay = 86'400;

/// What comes to a step of the main line of a product.
struct StepVisit {
    std::size_t product = 0;
    const StepSpec& step;
    const NominalCounts& counts;
    const StepFlow& flow;
    double lots = 0;  ///< a day
};

/// Calls `visit(StepVisit)` for each, and `end(product, lots a day, its flow)` after the last of
/// each product.
template <class Visit, class End>
void walk(const LineSpec& line, const Visit& visit, const End& end) {
    const std::vector<double> lots = lots_per_day(line);
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductSpec& product = line.products[p];
        const RouteSpec& route = line.routes[product.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line, product);
        const RouteFlow flow{line, route, product};
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            visit(StepVisit{p, route.steps[i], counts[i], flow.steps()[i], lots[p]});
        }
        end(product, lots[p], flow);
    }
}

}  // namespace

std::vector<std::vector<double>> material_needs(const LineSpec& line) {
    std::vector<std::vector<double>> needs(line.materials.size(),
                                           std::vector<double>(line.products.size(), 0.0));
    const auto visit = [&](const StepVisit& at) {
        const double items = static_cast<double>(at.counts.items) * at.flow.items *
                             (at.counts.singulated ? at.flow.sites : 1.0);
        const double sites = static_cast<double>(at.counts.sites) * at.flow.items *
                             (at.step.positions > 0 ? 1.0 : at.flow.sites);
        for (const ComponentSpec& c : at.step.components) {
            needs[c.material.index()][at.product] +=
                at.lots *
                (static_cast<double>(c.per_site) * sites + static_cast<double>(c.per_item) * items);
        }
    };
    walk(line, visit, [](const ProductSpec&, double, const RouteFlow&) {});
    return needs;
}

std::vector<MaterialFlow> material_flows(const LineSpec& line) {
    std::vector<MaterialFlow> flows(line.materials.size());
    const std::vector<std::vector<double>> needs = material_needs(line);
    for (std::size_t m = 0; m < flows.size(); ++m) {
        flows[m].needed = std::accumulate(needs[m].begin(), needs[m].end(), 0.0);
    }
    const auto sort = [&](const StepVisit& at) {
        for (const BinSpec& bin : at.step.bins) {
            if (bin.into.valid()) {
                flows[bin.into.index()].made +=
                    at.lots * static_cast<double>(at.counts.sites) * at.flow.sorted * bin.share;
            }
        }
    };
    const auto make = [&](const ProductSpec& product, double lots, const RouteFlow& flow) {
        if (product.makes.valid()) {
            const bool wafers = line.materials[product.makes.index()].sites > 0;
            flows[product.makes.index()].made +=
                lots * static_cast<double>(product.items) * flow.end().items *
                (wafers ? 1.0
                        : static_cast<double>(sites_per_item(line, product)) * flow.end().sites);
        }
    };
    walk(line, sort, make);
    for (std::size_t m = 0; m < flows.size(); ++m) {
        const SupplySpec& supply = line.materials[m].supply;
        flows[m].ordered = supply.kind == SupplySpec::Kind::reorder;
        if (supply.kind == SupplySpec::Kind::interval) {
            flows[m].bought = static_cast<double>(supply.quantity) * supply.allocation.at_start() *
                              kDay / supply.every.mean();
        } else if (supply.kind == SupplySpec::Kind::schedule) {
            for (const SupplySpec::Delivery& d : supply.schedule) {
                flows[m].bought += static_cast<double>(d.quantity) * supply.allocation.at_start() *
                                   kDay / to_seconds(line.experiment.horizon);
            }
        }
        if (flows[m].needed > 0) {
            flows[m].days_of_stock =
                static_cast<double>(line.materials[m].initial) / flows[m].needed;
        }
    }
    return flows;
}

std::vector<FleetLoad> fleet_load(const LineSpec& line) {
    std::vector<FleetLoad> loads(line.fleets.size());
    if (loads.empty()) {
        return loads;
    }
    const std::vector<double> worked = worked_per_day(line);
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductSpec& product = line.products[p];
        const RouteSpec& route = line.routes[product.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line, product);
        const RouteFlow flow{line, route, product};
        const double lots = worked[p];
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            if (!step.next.valid()) {
                continue;
            }
            const AreaId from = line.stations[step.station.index()].area;
            const AreaId to = line.stations[route.steps[step.next.index()].station.index()].area;
            const TransferSpec way = way_between(line, from, to);
            if (from == to || !way.fleet.valid()) {
                continue;
            }
            const FleetSpec& fleet = line.fleets[way.fleet.index()];
            const double pieces = step.sublot > 0 ? std::ceil(static_cast<double>(counts[i].items) /
                                                              static_cast<double>(step.sublot))
                                                  : 1.0;
            const double moves =
                lots * flow.steps()[i].passes * pieces / static_cast<double>(fleet.capacity);
            FleetLoad& load = loads[way.fleet.index()];
            load.moves_per_day += moves;
            const double hours =
                moves * (way.time.mean() + fleet.loading.mean() + fleet.unloading.mean()) / 3600;
            load.hours_per_day += hours;
            load.unbound += comes_without_bound(line, p) ? hours : 0;
        }
    }
    for (std::size_t f = 0; f < loads.size(); ++f) {
        loads[f].load = loads[f].hours_per_day / (24 * line.fleets[f].vehicles);
        loads[f].unbound /= 24 * line.fleets[f].vehicles;
    }
    return loads;
}

}  // namespace packline::scenario
