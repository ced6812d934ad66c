#include "models/scenario/static_load.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/stations/test_cell.hpp"
#include "models/scenario/tool_set_load.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr double kDay = 86'400;

/// Expected share of the items that are left, and of the sites on them, at each step, how often
/// an item passes it, and how much longer it takes since what fails is tested again.
struct StepFlow {
    double items = 1;
    double sites = 1;
    double passes = 1;
    double retests = 1;
    std::vector<double> failing{};  ///< share of the units in each retest
};

class RouteFlow {
public:
    RouteFlow(const LineSpec& line, const RouteSpec& route, const ProductSpec& product)
        : line_{line}, route_{route}, product_{product}, flow_(route.steps.size()) {}

    std::vector<StepFlow> compute() {
        losses();
        reworks();
        return flow_;
    }
    /// After the last step of the main line.
    const StepFlow& end() const { return end_; }

private:
    bool of_items(MechanismId m) const { return line_.mechanisms[m.index()].level == Level::item; }

    void losses() {
        double items = 1;
        double sites = 1;
        std::map<std::uint32_t, double> latent;  // share by mechanism
        for (const YieldSpec& y : product_.incoming) {
            latent[y.mechanism.value] = 1 - y.survive;
        }
        for (std::size_t i = 0; i < route_.main_steps; ++i) {
            const StepSpec& s = route_.steps[i];
            flow_[i].items = items;
            flow_[i].sites = sites;
            if (s.positions > 0) {
                sites = 1;
            }
            for (const YieldSpec& y : s.yields) {
                if (y.latent) {
                    latent[y.mechanism.value] += 1 - y.survive;
                } else {
                    (of_items(y.mechanism) ? items : sites) *= y.survive;
                }
            }
            for (const BinSpec& bin : s.bins) {
                binned_[i] += bin.into.valid() ? bin.share : 0;
            }
            if (!s.inspects) {
                sites *= 1 - binned_[i];
                continue;
            }
            double fails = 0;
            double caught = 1;
            for (std::uint32_t pass = 0; pass < s.inspection.retests; ++pass) {
                caught *= 1 - s.inspection.retest_escape;
            }
            for (const InspectionSpec::Finds& f : s.inspection.finds) {
                double& there = latent[f.mechanism.value];
                fails += of_items(f.mechanism) ? 0 : there * f.coverage;
                const double found = there * f.coverage * caught;
                there -= found;
                const bool reworked = std::ranges::find(s.rework.mechanisms, f.mechanism) !=
                                      s.rework.mechanisms.end();
                if (reworked) {
                    found_[i] += found;
                } else {
                    (of_items(f.mechanism) ? items : sites) *= 1 - found;
                }
            }
            // What fails goes through again, and again what then still fails. Overkill is a share
            // of the good ones, which are what was not found.
            const double good = 1 - fails;
            double overkill = s.inspection.overkill;
            fails += overkill * good;
            for (std::uint32_t pass = 0; pass < s.inspection.retests; ++pass) {
                flow_[i].retests += fails;
                flow_[i].failing.push_back(std::min(1.0, fails));
                fails -= overkill * good * (1 - s.inspection.overkill);
                overkill *= s.inspection.overkill;
            }
            sites *= 1 - overkill;
            sites *= 1 - binned_[i];
        }
        end_ = {items, sites, 1};
    }

    void reworks() {
        for (std::size_t i = 0; i < route_.main_steps; ++i) {
            const StepSpec& s = route_.steps[i];
            if (!s.reworks) {
                continue;
            }
            const double share = s.rework.share > 0 ? s.rework.share : found_[i];
            // r + r^2 + ... + r^max passes more than the first.
            double more = share / (1 - share);
            if (s.rework.max_passes > 0) {
                more = 0;
                double again = 1;
                for (std::uint32_t pass = 0; pass < s.rework.max_passes; ++pass) {
                    again *= share;
                    more += again;
                }
            }
            std::size_t at = s.rework.to.index();
            while (at >= route_.main_steps) {
                flow_[at].passes = more;
                flow_[at].items = flow_[i].items;
                flow_[at].sites = flow_[i].sites;
                at = route_.steps[at].next.index();
            }
            for (std::size_t k = at; k <= i; ++k) {
                flow_[k].passes += more;
            }
        }
    }

    const LineSpec& line_;
    const RouteSpec& route_;
    const ProductSpec& product_;
    std::vector<StepFlow> flow_;
    std::map<std::size_t, double> found_;
    StepFlow end_;
    std::map<std::size_t, double> binned_;  // share of the units that go into stock
};

double sample_share(const SampleSpec& sample) {
    switch (sample.kind) {
        case SampleSpec::Kind::lot_share:
            return sample.share;
        case SampleSpec::Kind::every_nth:
        case SampleSpec::Kind::skip_lot:
            return 1.0 / static_cast<double>(sample.count);
        case SampleSpec::Kind::expired:
        case SampleSpec::Kind::rejected:
            return 0;  // nobody knows beforehand how many
        default:
            return 1;
    }
}

/// Tool time of one lot's visit, without setup [s].
double visit_seconds(const StepSpec& step, const StationSpec& station, NominalCounts n,
                     const StepFlow& flow) {
    const double items = std::max(
        1.0, static_cast<double>(n.items) * (n.singulated ? flow.items * flow.sites : flow.items));
    n.items = static_cast<std::int64_t>(std::ceil(items));
    n.sites = static_cast<std::int64_t>(static_cast<double>(n.sites) * flow.items * flow.sites);
    n.placed = static_cast<std::int64_t>(static_cast<double>(n.placed) * flow.items);
    if (step.sample.kind == SampleSpec::Kind::item_share) {
        n.items = static_cast<std::int64_t>(std::ceil(items * step.sample.share));
    } else if (step.sample.kind == SampleSpec::Kind::item_count) {
        n.items = std::min(n.items, step.sample.count);
    }
    double seconds = mean_seconds(step, station, n);
    if (station.kind != StationKind::tester) {
        seconds *= flow.retests;
    } else {
        for (const double failing : flow.failing) {
            const double units = failing * static_cast<double>(n.sites);
            seconds += mean_retest_seconds(step, station.cell,
                                           static_cast<std::int64_t>(std::ceil(units)));
        }
    }
    const double handling = station.loading.mean() + station.unloading.mean();
    if (station.kind == StationKind::chambered && step.per == TimePer::item) {
        // Lots follow on as chambers fall free, so no chamber waits for the last item.
        seconds = step.time.mean() * static_cast<double>(n.items) / station.chambers;
    }
    if (station.kind == StationKind::cascade && station.holds > 0) {
        const double transit = step.transit.mean() / station.holds;
        seconds = std::max(step.time.mean(), transit) * static_cast<double>(n.items);
    }
    if (station.kind == StationKind::rack) {
        // The share of the rack that the lot has.
        const std::int64_t slots = slots_needed(station.load, n.items, n.sites);
        return (step.time.mean() + handling) * static_cast<double>(slots) / station.slots;
    }
    return seconds + handling;
}

/// Share of a full load that a lot takes up.
double share_of_load(const StationSpec& station, const NominalCounts& n, const StepFlow& flow) {
    if (station.kind != StationKind::batch) {
        return 1;
    }
    const double items = std::max(
        1.0, static_cast<double>(n.items) * (n.singulated ? flow.items * flow.sites : flow.items));
    const double sites = static_cast<double>(n.sites) * flow.items * flow.sites;
    const std::int64_t whole = amount(station.load, static_cast<std::int64_t>(std::ceil(items)),
                                      static_cast<std::int64_t>(sites));
    return std::min(1.0, static_cast<double>(whole) / static_cast<double>(station.load.max));
}

double availability(const LineSpec& line, const StationSpec& station) {
    double share = 1;
    if (station.calendar.valid()) {
        const CalendarSpec& c = line.calendars[station.calendar.index()];
        Duration open{};
        for (const CalendarSpec::Window& w : c.windows) {
            open += w.close - w.open;
        }
        share *= to_seconds(open) / to_seconds(c.period);
    }
    for (const MaintenanceSpec& m : station.maintenance) {
        if (m.every_count == 0) {
            share *= std::max(0.0, 1 - m.duration.mean() / to_seconds(m.every));
        }
    }
    double stops_per_busy = 0;
    for (const FailureSpec& f : station.failures) {
        // One site of a cell takes its share of the rate.
        const double ratio =
            f.repair.mean() / f.time_between.mean() / (f.one_site ? station.cell.sites : 1);
        if (f.clock == FailureClock::calendar) {
            share /= 1 + ratio;
        } else {
            stops_per_busy += ratio;
        }
    }
    return share / (1 + stops_per_busy);
}

/// Mean setup per visit if lots came in random order, by family shares of visits.
double setup_seconds(const StationSpec& station, const std::map<std::uint32_t, double>& visits) {
    double total = 0;
    double same = 0;
    for (const auto& [family, n] : visits) {
        total += n;
        same += n * n;
    }
    return total == 0 ? 0 : (1 - same / (total * total)) * station.setup.otherwise.mean();
}

/// Lots that one release starts on average; of orders of customers, in units, in the long run.
double lots_per_release(const LineSpec& line, std::size_t product, const ReleaseSpec& release) {
    if (release.units == 0) {
        return release.lots;
    }
    const ProductSpec& p = line.products[product];
    const RouteSpec& route = line.routes[p.route.index()];
    const std::int64_t units = nominal_counts(line, p)[route.main_steps - 1].sites;
    return static_cast<double>(release.units) /
           (release.expected_yield * static_cast<double>(std::max<std::int64_t>(units, 1)));
}

/// Bit i: set i of the station may run the step for this product.
std::uint32_t able_sets(const StationSpec& station, const StepSpec& step,
                        const ProductSpec& product) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < station.sets.size(); ++i) {
        out |= may_run(station.sets[i], step.recipe_name(), product.name) ? 1U << i : 0;
    }
    return out;
}

}  // namespace

double lots_per_day(const LineSpec& line, std::size_t product) {
    const auto [release, share] = release_of(line, product);
    const ReleaseSpec& r = *release;
    if (r.kind == ReleaseKind::interval) {
        return share * lots_per_release(line, product, r) * kDay / r.interval.mean();
    }
    if (r.kind == ReleaseKind::cards) {
        // More than this no line can do with so many lots.
        const double one = to_seconds(critical_path(line, line.products[product]));
        return share * r.cards * kDay / std::max(one, 1.0);
    }
    double lots = 0;
    for (const ReleaseSpec::Entry& e : r.schedule) {
        lots += e.at.us < line.experiment.horizon.us ? e.lots : 0;
    }
    return share * lots * kDay / to_seconds(line.experiment.horizon);
}

std::vector<MaterialFlow> material_flows(const LineSpec& line) {
    std::vector<MaterialFlow> flows(line.materials.size());
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductSpec& product = line.products[p];
        const RouteSpec& route = line.routes[product.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line, product);
        RouteFlow flow{line, route, product};
        const std::vector<StepFlow> at = flow.compute();
        const double lots = lots_per_day(line, p);
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            const StepSpec& s = route.steps[i];
            const double items = static_cast<double>(counts[i].items) * at[i].items *
                                 (counts[i].singulated ? at[i].sites : 1.0);
            const double sites = static_cast<double>(counts[i].sites) * at[i].items *
                                 (s.positions > 0 ? 1.0 : at[i].sites);
            for (const ComponentSpec& c : s.components) {
                flows[c.material.index()].needed +=
                    lots * (static_cast<double>(c.per_site) * sites +
                            static_cast<double>(c.per_item) * items);
            }
        }
        if (product.makes.valid()) {
            const bool wafers = line.materials[product.makes.index()].sites > 0;
            flows[product.makes.index()].made +=
                lots * static_cast<double>(product.items) * flow.end().items *
                (wafers ? 1.0
                        : static_cast<double>(sites_per_item(line, product)) * flow.end().sites);
        }
    }
    for (std::size_t m = 0; m < flows.size(); ++m) {
        const SupplySpec& supply = line.materials[m].supply;
        flows[m].ordered = supply.kind == SupplySpec::Kind::reorder;
        if (supply.kind == SupplySpec::Kind::interval) {
            flows[m].bought = static_cast<double>(supply.quantity) * supply.terms[0].allocation *
                              kDay / supply.every.mean();
        } else if (supply.kind == SupplySpec::Kind::schedule) {
            for (const SupplySpec::Delivery& d : supply.schedule) {
                flows[m].bought += static_cast<double>(d.quantity) * supply.terms[0].allocation *
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

std::vector<StepLoad> step_loads(const LineSpec& line) {
    std::vector<StepLoad> out;
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductSpec& product = line.products[p];
        const RouteSpec& route = line.routes[product.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line, product);
        const std::vector<StepFlow> flow = RouteFlow{line, route, product}.compute();
        const double demand = lots_per_day(line, p);
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            const StationSpec& station = line.stations[step.station.index()];
            const double visits = demand * flow[i].passes * sample_share(step.sample);
            const double loads = visits * share_of_load(station, counts[i], flow[i]);
            out.push_back(
                {.product = p,
                 .step = &step,
                 .visits_per_day = visits,
                 .loads_per_day = loads,
                 .hours_per_day = loads * visit_seconds(step, station, counts[i], flow[i]) / 3600,
                 .items_per_day = visits * static_cast<double>(counts[i].items),
                 .sites_per_day = visits * static_cast<double>(counts[i].sites)});
        }
    }
    return out;
}

std::vector<StationLoad> static_load(const LineSpec& line) {
    std::vector<StationLoad> loads(line.stations.size());
    std::vector<std::vector<SetDemand>> work(line.stations.size());
    std::vector<std::map<std::uint32_t, double>> families(line.stations.size());
    for (StationLoad& l : loads) {
        l.by_product.assign(line.products.size(), 0);
    }
    for (const StepLoad& at : step_loads(line)) {
        const StationSpec& station = line.stations[at.step->station.index()];
        StationLoad& load = loads[at.step->station.index()];
        load.visited = true;
        double hours = at.hours_per_day;
        // Maintenance by pieces takes tool time with each piece.
        for (const MaintenanceSpec& m : station.maintenance) {
            if (m.every_count > 0) {
                hours += m.duration.mean() / 3600 * at.items_per_day /
                         static_cast<double>(m.every_count);
            }
        }
        load.lots_per_day += at.visits_per_day;
        load.items_per_day += at.items_per_day;
        load.hours_per_day += hours;
        load.by_product[at.product] += hours;
        if (!station.sets.empty()) {
            work[at.step->station.index()].push_back(
                {able_sets(station, *at.step, line.products[at.product]), hours});
        }
        if (at.step->setup.valid()) {
            families[at.step->station.index()][at.step->setup.value] += at.visits_per_day;
        }
    }
    for (std::size_t s = 0; s < loads.size(); ++s) {
        const StationSpec& station = line.stations[s];
        StationLoad& l = loads[s];
        l.available = availability(line, station);
        for (const auto& [family, n] : families[s]) {
            l.set_up_visits += n;
        }
        l.setup_hours_per_day = l.set_up_visits * setup_seconds(station, families[s]) / 3600;
        // Slow tools count as less than one, fast ones as more.
        std::vector<double> set_capacity;
        double tools = station.sets.empty() ? station.tools : 0;
        for (const ToolSetSpec& set : station.sets) {
            tools += set.tools * set.speed;
            set_capacity.push_back(24 * l.available * set.tools * set.speed);
        }
        l.sets = even_loads(work[s], set_capacity);
        const double capacity = 24 * l.available * tools / station.tools;
        l.load = l.hours_per_day / (capacity * station.tools);
        l.load_with_setups = (l.hours_per_day + l.setup_hours_per_day) / (capacity * station.tools);
        l.tools_at_85 = static_cast<std::int64_t>(
            std::ceil((l.hours_per_day + l.setup_hours_per_day) / (0.85 * capacity) - 1e-9));
    }
    return loads;
}

std::vector<FleetLoad> fleet_load(const LineSpec& line) {
    std::vector<FleetLoad> loads(line.fleets.size());
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductSpec& product = line.products[p];
        const RouteSpec& route = line.routes[product.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line, product);
        const std::vector<StepFlow> flow = RouteFlow{line, route, product}.compute();
        for (std::size_t i = 0; !loads.empty() && i < route.steps.size(); ++i) {
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
            const double moves = lots_per_day(line, p) * flow[i].passes * pieces /
                                 static_cast<double>(fleet.capacity);
            FleetLoad& load = loads[way.fleet.index()];
            load.moves_per_day += moves;
            load.hours_per_day +=
                moves * (way.time.mean() + fleet.loading.mean() + fleet.unloading.mean()) / 3600;
        }
    }
    for (std::size_t f = 0; f < loads.size(); ++f) {
        loads[f].load = loads[f].hours_per_day / (24 * line.fleets[f].vehicles);
    }
    return loads;
}

}  // namespace packline::scenario
