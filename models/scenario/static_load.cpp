#include "models/scenario/static_load.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "models/packaging/stations/calendar.hpp"
#include "models/scenario/closed_releases.hpp"
#include "models/scenario/tool_set_load.hpp"
#include "models/scenario/visit_work.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr double kDay = 86'400;

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

}  // namespace

Duration card_round(const LineSpec& line, const ReleaseSpec& release) {
    double seconds = 0;
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductRelease by = release_of(line, p);
        if (by.release == &release) {
            seconds += by.share * to_seconds(critical_path(line, line.products[p]));
        }
    }
    return from_seconds(seconds);
}

double released_per_day(const LineSpec& line, std::size_t product) {
    const auto [release, share] = release_of(line, product);
    const ReleaseSpec& r = *release;
    if (r.kind == ReleaseKind::interval) {
        return share * lots_per_release(line, product, r) *
               releases_per_day(r, line.experiment.horizon);
    }
    if (r.kind == ReleaseKind::cards) {
        return share * r.cards * kDay / std::max(to_seconds(card_round(line, r)), 1.0);
    }
    double lots = 0;
    for (const ReleaseSpec::Entry& e : r.schedule) {
        lots += e.at.us < line.experiment.horizon.us ? e.lots : 0;
    }
    return share * lots * kDay / to_seconds(line.experiment.horizon);
}

std::vector<double> lots_per_day(const LineSpec& line) {
    const auto by_cards = [&](std::size_t p) {
        return release_of(line, p).release->kind == ReleaseKind::cards;
    };
    std::vector<double> out;
    std::vector<ClosedRelease> closed;  // all of them together share what stations can do
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        if (by_cards(p) && closed.empty()) {
            closed = closed_releases(line);
        }
        out.push_back(by_cards(p) ? closed[p].per_day : released_per_day(line, p));
    }
    return out;
}

std::vector<double> worked_per_day(const LineSpec& line) {
    std::vector<double> out;
    for (const ClosedRelease& c : closed_releases(line)) {
        out.push_back(released_per_day(line, out.size()) * c.asked * c.share);
    }
    return out;
}

std::vector<StepLoad> step_loads(const LineSpec& line) {
    std::vector<StepLoad> out;
    const std::vector<double> lots = worked_per_day(line);
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const double demand = lots[p];
        for (StepLoad& at : lot_work(line, p)) {
            at.visits_per_day *= demand;
            at.loads_per_day *= demand;
            at.hours_per_day *= demand;
            at.items_per_day *= demand;
            at.sites_per_day *= demand;
            out.push_back(at);
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
        const double open =
            station.calendar.valid() ? open_share(line.calendars[station.calendar.index()]) : 1;
        l.available = open * up_share(station, l.items_per_day);
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
