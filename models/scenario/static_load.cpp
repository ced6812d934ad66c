#include "models/scenario/static_load.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "models/packaging/stations/calendar.hpp"
#include "models/packaging/stations/test_cell.hpp"
#include "models/scenario/route_flow.hpp"
#include "models/scenario/tool_set_load.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr double kDay = 86'400;

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

/// Items of a lot that are left on average, one at least.
double items_left(const NominalCounts& n, const StepFlow& flow) {
    return std::max(
        1.0, static_cast<double>(n.items) * (n.singulated ? flow.items * flow.sites : flow.items));
}

/// What is left of a lot on average, items rounded up.
NominalCounts what_is_left(NominalCounts n, const StepFlow& flow) {
    n.items = static_cast<std::int64_t>(std::ceil(items_left(n, flow)));
    n.sites = static_cast<std::int64_t>(static_cast<double>(n.sites) * flow.items * flow.sites);
    n.placed = static_cast<std::int64_t>(static_cast<double>(n.placed) * flow.items);
    return n;
}

/// Tool time of one lot's visit, without setup [s].
double visit_seconds(const StepSpec& step, const StationSpec& station, const NominalCounts& nominal,
                     const StepFlow& flow) {
    const double items = items_left(nominal, flow);
    NominalCounts n = what_is_left(nominal, flow);
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
    if (station.load_ports > 0) {
        // Where one lot is loaded while another is worked on, the next may start when this one is
        // in, unless all ports are still taken.
        const double in = station.kind == StationKind::cascade
                              ? std::max(seconds, step.lot_pitch.mean())
                              : seconds;
        const double inside = station.kind == StationKind::cascade
                                  ? seconds + step.transit.mean() - step.time.mean()
                                  : seconds;
        return std::max(in, (inside + handling) / station.load_ports);
    }
    if (station.kind == StationKind::cascade) {
        seconds = std::max(seconds, step.lot_pitch.mean());
    }
    if (station.kind == StationKind::rack) {
        // The share of the rack that the lot has.
        const std::int64_t slots = slots_needed(station.load, n.items, n.sites);
        return (step.time.mean() + handling) * static_cast<double>(slots) / station.slots;
    }
    return seconds + handling;
}

/// Share of a full load that a lot takes up.
double share_of_load(const StepSpec& step, const StationSpec& station, const NominalCounts& nominal,
                     const StepFlow& flow) {
    if (station.kind != StationKind::batch) {
        return 1;
    }
    const NominalCounts n = what_is_left(nominal, flow);
    const std::int64_t whole = amount(station.load, n.items, n.sites);
    return std::min(1.0, static_cast<double>(whole) / static_cast<double>(step.most(station.load)));
}

/// Share of a tool's time that shifts and stops leave, where maintenance by pieces takes `pieces`.
/// A tool is in one maintenance at a time, and what waits for maintenance does not fall into it;
/// other breakdowns may.
double availability(const LineSpec& line, const StationSpec& station, double pieces) {
    double maintenance = pieces;
    for (const MaintenanceSpec& m : station.maintenance) {
        if (m.every_count == 0) {
            maintenance += m.duration.mean() / to_seconds(m.every);
        }
    }
    double beside = 1;  // breakdowns that go on beside maintenance
    double waiting = 0;
    double stops_per_busy = 0;
    for (const FailureSpec& f : station.failures) {
        // One site of a cell takes its share of the rate.
        const double ratio =
            f.repair.mean() / f.time_between.mean() / (f.one_site ? station.cell.sites : 1);
        if (f.clock != FailureClock::calendar) {
            stops_per_busy += ratio;
        } else if (f.waits_for_maintenance) {
            waiting += ratio;
        } else {
            beside /= 1 + ratio;
        }
    }
    const double open =
        station.calendar.valid() ? open_share(line.calendars[station.calendar.index()]) : 1;
    const double left = std::max(0.0, 1 - maintenance - waiting / (1 + waiting));
    return open * left * beside / (1 + stops_per_busy);
}

/// Share of the time of its tools.
double maintenance_by_pieces(const StationSpec& station, const StationLoad& load) {
    double hours = 0;
    for (const MaintenanceSpec& m : station.maintenance) {
        if (m.every_count > 0) {
            hours +=
                m.duration.mean() / 3600 * load.items_per_day / static_cast<double>(m.every_count);
        }
    }
    return hours / (24.0 * station.tools);
}

/// Mean setup per visit if lots came in random order, by family shares of visits.
double setup_seconds(const StationSpec& station, const std::map<std::uint32_t, double>& visits) {
    double total = 0;
    double same = 0;
    for (const auto& [family, n] : visits) {
        total += n;
        // What is set up anew each time always follows something else.
        same += station.setup.kept(FamilyId{family}).valid() ? n * n : 0;
    }
    const double changes = total == 0 ? 0 : 1 - same / (total * total);
    // So many lots are worked on before the next change.
    const double most = 1.0 / std::max<double>(1, station.setup.minimum_run);
    return std::min(changes, most) * station.setup.otherwise.mean();
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
        return share * lots_per_release(line, product, r) *
               releases_per_day(r, line.experiment.horizon);
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

std::vector<StepLoad> step_loads(const LineSpec& line) {
    std::vector<StepLoad> out;
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductSpec& product = line.products[p];
        const RouteSpec& route = line.routes[product.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line, product);
        const RouteFlow route_flow{line, route, product};
        const std::vector<StepFlow>& flow = route_flow.steps();
        const double demand = lots_per_day(line, p);
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            const StationSpec& station = line.stations[step.station.index()];
            const double visits = demand * flow[i].passes * sample_share(step.sample);
            const double loads = visits * share_of_load(step, station, counts[i], flow[i]);
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
        const double hours = at.hours_per_day;
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
        l.available = availability(line, station, maintenance_by_pieces(station, l));
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

bool released_in_bounds(const LineSpec& line, const StationLoad& load) {
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        if (load.by_product[p] > 0 && comes_without_bound(line, p)) {
            return false;
        }
    }
    return true;
}

}  // namespace packline::scenario
