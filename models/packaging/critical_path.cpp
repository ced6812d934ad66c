#include "models/packaging/critical_path.hpp"

#include "models/packaging/stations/test_cell.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

std::int64_t ceil_divide(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

/// The same lot with only `part` of its items, sites in proportion.
NominalCounts share(const NominalCounts& n, std::int64_t part) {
    NominalCounts out = n;
    out.items = part;
    out.sites = n.items == 0 ? 0 : n.sites * part / n.items;
    out.placed = n.items == 0 ? 0 : n.placed * part / n.items;
    return out;
}

/// Share of lots that come to the step at all, and of items that are handled there.
double sampled(const SampleSpec& sample, std::int64_t items) {
    switch (sample.kind) {
        case SampleSpec::Kind::item_share:
            return sample.share;
        case SampleSpec::Kind::item_count:
            return std::min(1.0, static_cast<double>(sample.count) / static_cast<double>(items));
        default:
            return lots_sampled(sample);
    }
}

/// Sites that a step puts on each item: it places them, or they come on whole wafers.
std::int64_t brought_sites(const LineSpec& line, const StepSpec& step) {
    std::int64_t sites = step.positions;
    for (const ComponentSpec& c : step.components) {
        sites = std::max(sites, line.materials[c.material.index()].sites);
    }
    return sites;
}

/// Without waiting for a vehicle.
Duration mean_transfer(const LineSpec& line, AreaId from, AreaId to) {
    const TransferSpec way = way_between(line, from, to);
    double s = way.time.mean();
    if (way.fleet.valid()) {
        const FleetSpec& f = line.fleets[way.fleet.index()];
        s += f.loading.mean() + f.unloading.mean();
    }
    return from_seconds(s);
}

/// Times that the heads of a tool work on n pieces, each head on one at a time.
double strokes(const StationSpec& station, std::int64_t n) {
    if (station.heads == 1) {
        return static_cast<double>(n);
    }
    return static_cast<double>(ceil_divide(n, std::int64_t{station.heads})) *
           (1 + station.sync_loss);
}

/// Of the tools that may run the step, the fastest.
double best_speed(const StationSpec& station, const StepSpec& step, const ProductSpec& product) {
    double best = 0;
    for (const ToolSetSpec& set : station.sets) {
        if (may_run(set, step.recipe_name(), product.name)) {
            best = std::max(best, set.speed);
        }
    }
    return best > 0 ? best : 1;
}

Duration operation(const StepSpec& step, const StationSpec& station, const NominalCounts& n) {
    double s = mean_seconds(step, station, n);
    if (station.kind == StationKind::cascade && station.holds > 0) {
        s = step.transit.mean() +
            to_seconds(last_entry(n.items, from_seconds(step.time.mean()),
                                  from_seconds(step.transit.mean()), station.holds));
    } else if (station.kind == StationKind::cascade) {
        s += step.transit.mean() - step.time.mean();
    }
    return from_seconds(s + station.loading.mean() + station.unloading.mean());
}

}  // namespace

std::int64_t sites_per_item(const LineSpec& line, const ProductSpec& product) {
    std::int64_t sites = product.sites;
    for (const StepSpec& step : line.routes[product.route.index()].steps) {
        sites = std::max(sites, brought_sites(line, step));
    }
    return sites;
}

TransferSpec way_between(const LineSpec& line, AreaId from, AreaId to) {
    TransferSpec way{from, to, line.default_transfer, line.default_fleet, {}};
    if (from == to) {
        way = {from, to, {}, FleetId::none(), {}};
    }
    for (const TransferSpec& t : line.transfers) {
        if (t.from == from && t.to == to) {
            way = t;
        }
    }
    return way;
}

std::vector<NominalCounts> nominal_counts(const LineSpec& line, const ProductSpec& product) {
    const RouteSpec& route = line.routes[product.route.index()];
    std::vector<NominalCounts> counts(route.steps.size());
    NominalCounts now{product.items, product.items * product.sites, 0, false};
    for (std::size_t i = 0; i < route.main_steps; ++i) {
        const StepSpec& step = route.steps[i];
        now.sites = std::max(now.sites, now.items * brought_sites(line, step));
        std::int64_t per_site = 0;
        for (const ComponentSpec& c : step.components) {
            per_site += c.per_site;
        }
        now.placed = now.sites * per_site;
        counts[i] = now;
        if (step.singulates) {
            now.items = now.sites;
            now.singulated = true;
        }
    }
    for (std::size_t i = route.steps.size(); i-- > route.main_steps;) {
        const StepId next = route.steps[i].next;
        counts[i] = next.valid() ? counts[next.index()] : now;
        counts[i].placed = 0;
    }
    return counts;
}

NominalCounts counts_before(const LineSpec& line, const ProductSpec& product, StepId step,
                            std::int64_t items) {
    const RouteSpec& route = line.routes[product.route.index()];
    while (step.index() >= route.main_steps) {
        step = route.steps[step.index()].next;  // of rework: where it leads back to
    }
    std::int64_t per_item = product.sites;
    NominalCounts now{product.items, 0, 0, false};
    for (std::size_t i = 0; i < step.index(); ++i) {
        per_item = std::max(per_item, brought_sites(line, route.steps[i]));
        if (route.steps[i].singulates) {
            now.items *= per_item;
            now.singulated = true;
            per_item = 1;
        }
    }
    now.items = items > 0 ? items : now.items;
    now.sites = now.items * per_item;
    return now;
}

CarrierPoolId carriers_held_before(const LineSpec& line, const ProductSpec& product, StepId step) {
    const RouteSpec& route = line.routes[product.route.index()];
    while (step.index() >= route.main_steps) {
        step = route.steps[step.index()].next;
    }
    CarrierPoolId held;
    for (std::size_t i = 0; i < step.index(); ++i) {
        held = route.steps[i].takes_carrier.valid() ? route.steps[i].takes_carrier : held;
        held = route.steps[i].frees_carrier.valid() ? CarrierPoolId::none() : held;
    }
    return held;
}

double lots_sampled(const SampleSpec& sample) {
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

std::int64_t amount(const LoadSpec& load, std::int64_t items, std::int64_t sites) {
    switch (load.counted_in) {
        case Level::lot:
            return 1;
        case Level::item:
            return items;
        case Level::site:
            return sites;
    }
    return 1;
}

double timed(const StepSpec& step, const LoadSpec& load, std::int64_t pieces) {
    const bool each = (load.counted_in == Level::lot && step.per == TimePer::lot) ||
                      (load.counted_in == Level::item && step.per == TimePer::item) ||
                      (load.counted_in == Level::site && step.per == TimePer::site);
    return each ? static_cast<double>(pieces) : 0;
}

Duration last_entry(std::int64_t n, Duration pitch, Duration transit, std::int64_t holds) {
    if (n <= 1) {
        return {};
    }
    if (holds == 0) {
        return pitch * (n - 1);
    }
    // The first `holds` items enter a pitch apart; each later one when the one `holds` before it
    // has left, or a pitch after the one before it.
    const Duration round = std::max(transit, pitch * holds);
    return round * ((n - 1) / holds) + pitch * ((n - 1) % holds);
}

std::int64_t slots_needed(const LoadSpec& load, std::int64_t items, std::int64_t sites) {
    return std::max<std::int64_t>(1, ceil_divide(amount(load, items, sites), load.max));
}

double time_multiple(const StepSpec& step, const StationSpec& station, const NominalCounts& n) {
    const bool chambered = station.kind == StationKind::chambered;
    const std::int64_t items =
        chambered ? ceil_divide(n.items, std::int64_t{station.chambers}) : n.items;
    if (station.kind == StationKind::rack) {
        // Slots work side by side; what finds none follows.
        const std::int64_t slots = slots_needed(station.load, n.items, n.sites);
        return static_cast<double>(ceil_divide(slots, std::int64_t{station.slots}));
    }
    switch (step.per) {
        case TimePer::lot:
            return 1.0;
        case TimePer::item:
            return strokes(station, items);
        case TimePer::site:
            return strokes(station, n.placed > 0 ? n.placed : n.sites);
        case TimePer::load:
            return static_cast<double>(
                ceil_divide(amount(station.load, n.items, n.sites), step.most(station.load)));
    }
    return 1.0;
}

double mean_seconds(const StepSpec& step, const StationSpec& station, const NominalCounts& n) {
    return station.kind == StationKind::tester ? mean_pass_seconds(step, station.cell, n.sites)
                                               : step.time.mean() * time_multiple(step, station, n);
}

std::vector<Duration> mean_operations(const LineSpec& line, const ProductSpec& product) {
    const RouteSpec& route = line.routes[product.route.index()];
    const std::vector<NominalCounts> counts = nominal_counts(line, product);
    std::vector<Duration> out;
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const StepSpec& step = route.steps[i];
        const double part = sampled(step.sample, std::max<std::int64_t>(counts[i].items, 1));
        const Duration whole = operation(step, line.stations[step.station.index()], counts[i]);
        out.push_back(from_seconds(to_seconds(whole) * part));
    }
    return out;
}

namespace {

/// Pieces of one lot that the station works on at once: each on a tool, or several in a load.
std::size_t at_once(const StepSpec& step, const StationSpec& station, const NominalCounts& piece,
                    std::size_t pieces) {
    std::int64_t together = 1;
    if (station.kind == StationKind::batch) {
        const std::int64_t one = std::max<std::int64_t>(
            1, amount(station.load, piece.items, piece.singulated ? piece.items : piece.sites));
        together = std::max<std::int64_t>(1, step.most(station.load) / one);
    }
    return std::min(pieces, static_cast<std::size_t>(together) * station.tools);
}

/// Items of the largest part where a lot beyond the load limit is split over tools.
std::int64_t split_part(const StepSpec& step, const StationSpec& station, const NominalCounts& lot,
                        std::int64_t items) {
    const NominalCounts n = share(lot, items);
    const std::int64_t loads =
        ceil_divide(std::max<std::int64_t>(1, amount(station.load, n.items, n.sites)),
                    std::max<std::int64_t>(1, step.most(station.load)));
    const std::int64_t parts =
        std::min({std::int64_t{step.split}, std::int64_t{station.tools}, loads});
    return parts > 1 ? ceil_divide(items, parts) : items;
}

}  // namespace

std::vector<StepMark> step_marks(const LineSpec& line, const ProductSpec& product) {
    const RouteSpec& route = line.routes[product.route.index()];
    const std::vector<NominalCounts> counts = nominal_counts(line, product);
    std::vector<StepMark> marks;
    // Flow shop recursion (Johnson 1954), with several tools at a step: a piece starts when it is
    // there and a tool is free; `done` holds when each piece left the step before.
    std::vector<Duration> done(1);
    AreaId area;
    for (std::size_t i = 0; i < route.main_steps; ++i) {
        const StepSpec& step = route.steps[i];
        const StationSpec& station = line.stations[step.station.index()];
        const std::int64_t size = step.sublot > 0 ? step.sublot : counts[i].items;
        const auto pieces = static_cast<std::size_t>(
            std::max<std::int64_t>(1, size > 0 ? ceil_divide(counts[i].items, size) : 1));
        // A lot that comes whole is one visit of one tool, which its pieces leave one by one.
        const std::size_t tools =
            pieces == done.size() ? at_once(step, station, share(counts[i], size), pieces) : 1;
        if (pieces != done.size()) {
            done.assign(pieces, *std::ranges::max_element(done));
        }
        const double part = sampled(step.sample, std::max<std::int64_t>(counts[i].items, 1));
        Duration transfer{};
        if (area.valid()) {
            // Inside an area only lots travel that are worked on.
            const double travel = area == station.area ? part : 1;
            transfer = from_seconds(to_seconds(mean_transfer(line, area, station.area)) * travel);
        }
        area = station.area;
        std::vector<Duration> free(tools);
        std::int64_t left = counts[i].items;
        StepMark mark{.begins = done.front() + transfer, .ends = {}};
        for (Duration& piece : done) {
            const std::int64_t items = pieces == 1 ? left : std::min(size, left);
            left -= items;
            const NominalCounts n = share(counts[i], split_part(step, station, counts[i], items));
            const double speed = best_speed(station, step, product);
            const Duration takes =
                from_seconds(to_seconds(operation(step, station, n)) * part / speed);
            const auto tool = std::ranges::min_element(free);
            const Duration start = std::max(piece + transfer, *tool);
            piece = start + takes;
            // Into a cascade the next piece follows when the last item has entered.
            *tool = station.kind == StationKind::cascade
                        ? piece - from_seconds((step.transit.mean() - step.time.mean()) / speed)
                        : piece;
        }
        mark.ends = *std::ranges::max_element(done);
        marks.push_back(mark);
    }
    return marks;
}

Duration critical_path(const LineSpec& line, const ProductSpec& product) {
    return step_marks(line, product).back().ends;
}

std::vector<Duration> critical_paths(const LineSpec& line) {
    std::vector<Duration> out;
    for (const ProductSpec& product : line.products) {
        out.push_back(critical_path(line, product));
    }
    return out;
}

}  // namespace packline::packaging
