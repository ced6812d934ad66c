#include "models/scenario/visit_work.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/stations/test_cell.hpp"
#include "models/scenario/route_flow.hpp"

#include <algorithm>
#include <cmath>

namespace packline::scenario {

using namespace packaging;

namespace {

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

}  // namespace

std::vector<StepLoad> lot_work(const LineSpec& line, std::size_t product) {
    const ProductSpec& p = line.products[product];
    const RouteSpec& route = line.routes[p.route.index()];
    const std::vector<NominalCounts> counts = nominal_counts(line, p);
    const RouteFlow route_flow{line, route, p};
    const std::vector<StepFlow>& flow = route_flow.steps();
    std::vector<StepLoad> out;
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const StepSpec& step = route.steps[i];
        const StationSpec& station = line.stations[step.station.index()];
        const double visits = flow[i].passes * lots_sampled(step.sample);
        const double loads = visits * share_of_load(step, station, counts[i], flow[i]);
        out.push_back(
            {.product = product,
             .step = &step,
             .visits_per_day = visits,
             .loads_per_day = loads,
             .hours_per_day = loads * visit_seconds(step, station, counts[i], flow[i]) / 3600,
             .items_per_day = visits * static_cast<double>(counts[i].items),
             .sites_per_day = visits * static_cast<double>(counts[i].sites)});
    }
    return out;
}

double up_share(const StationSpec& station, double items_per_day) {
    double maintenance = 0;
    for (const MaintenanceSpec& m : station.maintenance) {
        maintenance += m.every_count == 0
                           ? m.duration.mean() / to_seconds(m.every)
                           : m.duration.mean() / 3600 * items_per_day /
                                 static_cast<double>(m.every_count) / (24.0 * station.tools);
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
    const double left = std::max(0.0, 1 - maintenance - waiting / (1 + waiting));
    return left * beside / (1 + stops_per_busy);
}

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

std::uint32_t able_sets(const StationSpec& station, const StepSpec& step,
                        const ProductSpec& product) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < station.sets.size(); ++i) {
        out |= may_run(station.sets[i], step.recipe_name(), product.name) ? 1U << i : 0;
    }
    return out;
}

}  // namespace packline::scenario
