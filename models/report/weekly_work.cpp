#include "models/report/weekly_work.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/scenario/visit_work.hpp"

#include <algorithm>
#include <map>

namespace packline::report {

using namespace packaging;

namespace {

constexpr Duration kWeek = days(7);
constexpr double kWeekSeconds = 604'800;

/// Share of a visit that lies before x, from the earliest moment of its first piece on: lots come
/// evenly over `a`, and each is worked on evenly over `b`. The integral of a trapezoid.
double share_before(double x, double a, double b) {
    constexpr double kShort = 1;
    if (a < kShort || b < kShort) {
        const double length = std::max(a, b);
        return length < kShort ? (x > 0 ? 1.0 : 0.0) : std::clamp(x / length, 0.0, 1.0);
    }
    const auto square = [](double y) { return y > 0 ? y * y : 0; };
    const double s = square(x) - square(x - a) - square(x - b) + square(x - a - b);
    return std::clamp(s / (2 * a * b), 0.0, 1.0);
}

std::vector<std::vector<GateId>> gates_before(const LineSpec& line, const ProductSpec& product) {
    std::vector<std::vector<GateId>> out(line.routes[product.route.index()].main_steps);
    for (std::size_t g = 0; g < line.gates.size(); ++g) {
        for (const ScopeSpec::Step& s : line.gates[g].scope.steps) {
            if (s.route == product.route && s.step.index() < out.size()) {
                out[s.step.index()].push_back(GateId::from_index(g));
            }
        }
    }
    return out;
}

/// Rework is done where it leads back to.
std::size_t place_of(const RouteSpec& route, std::size_t step) {
    while (step >= route.main_steps) {
        step = route.steps[step].next.index();
    }
    return step;
}

}  // namespace

WeekGrid::WeekGrid(Duration h)
    : horizon{h}, weeks{static_cast<std::size_t>((h.us + kWeek.us - 1) / kWeek.us)} {}

double WeekGrid::begins_s(std::size_t week) const {
    return static_cast<double>(week) * kWeekSeconds;
}
double WeekGrid::ends_s(std::size_t week) const {
    return std::min(begins_s(week + 1), to_seconds(horizon));
}
double WeekGrid::days(std::size_t week) const { return (ends_s(week) - begins_s(week)) / 86'400; }

double hours_per_setup(const StationSpec& station, const StationWork& work, std::size_t week) {
    std::map<std::uint32_t, double> families;
    for (const WorkPart& p : work.parts) {
        if (p.family.valid() && p.visits[week] > 0) {
            families[p.family.value] += p.visits[week];
        }
    }
    return scenario::setup_seconds(station, families) / 3600;
}

WorkOutlook::WorkOutlook(const LineSpec& line, double x_factor)
    : line_{line},
      grid_{line.experiment.horizon},
      starts_disrupted_{starts_are_disrupted(line)},
      closed_{scenario::closed_releases(line)},
      empty_(line.stations.size()),
      starts_{planned_starts(line)} {
    disrupted_ = starts_disrupted_ || std::ranges::any_of(line.gates, [](const GateSpec& g) {
                     return !g.scope.steps.empty();
                 });
    for (StationWork& s : empty_) {
        s.items.assign(grid_.weeks, 0);
    }
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        ways_.push_back(way_of(p, x_factor));
    }
}

std::size_t WorkOutlook::part_of(const StepSpec& step, std::uint32_t sets) {
    std::vector<WorkPart>& parts = empty_[step.station.index()].parts;
    const auto found = std::ranges::find_if(parts, [&](const WorkPart& p) {
        return p.sets == sets && p.family == step.setup && p.needs == step.operators;
    });
    const auto index = static_cast<std::size_t>(found - parts.begin());
    if (found == parts.end()) {
        const std::vector<double> nothing(grid_.weeks, 0);
        parts.push_back({.sets = sets,
                         .family = step.setup,
                         .needs = step.operators,
                         .hours = nothing,
                         .visits = nothing,
                         .loads = nothing});
    }
    return index;
}

WorkOutlook::Way WorkOutlook::way_of(std::size_t product, double x_factor) {
    const ProductSpec& p = line_.products[product];
    const RouteSpec& route = line_.routes[p.route.index()];
    const std::vector<StepMark> marks = step_marks(line_, p);
    const std::vector<scenario::StepLoad> work = scenario::lot_work(line_, product);
    // Of what goes round until the end there is time for a part, all the time.
    const scenario::ClosedRelease& closed = closed_[product];
    const double part = closed.goes_round ? closed.asked * closed.share : 1;
    Way way{.at_s = {}, .visits = {}, .gates = gates_before(line_, p)};
    for (const StepMark& mark : marks) {
        way.at_s.push_back(x_factor * to_seconds(mark.begins));
    }
    for (std::size_t i = 0; i < work.size(); ++i) {
        const StepSpec& step = route.steps[i];
        const StationSpec& station = line_.stations[step.station.index()];
        const std::uint32_t sets =
            station.sets.empty() ? 1U : scenario::able_sets(station, step, p);
        const StepMark mark = i < marks.size() ? marks[i] : StepMark{};
        way.visits.push_back(
            {.station = step.station.index(),
             .part = part_of(step, sets),
             .step = i,
             .place = place_of(route, i),
             .lasts_s = to_seconds(closed.goes_round ? grid_.horizon : mark.ends - mark.begins),
             .hours = part * work[i].hours_per_day,
             .visits = part * work[i].visits_per_day,
             .loads = part * work[i].loads_per_day,
             .items = part * work[i].items_per_day,
             .per_lot = step.per == TimePer::lot});
    }
    return way;
}

std::vector<StationWork> WorkOutlook::work(const Timelines& timelines,
                                           const std::vector<Disruption>& disruptions) const {
    std::vector<StationWork> out = empty_;
    if (starts_disrupted_) {
        for (const PlannedStarts& s : disrupt_starts(line_, timelines, disruptions, starts_)) {
            walk(s, timelines, out);
        }
    } else {
        for (const PlannedStarts& s : starts_) {
            walk(s, timelines, out);
        }
    }
    return out;
}

/// Takes the lots through what is left of their route.
void WorkOutlook::walk(const PlannedStarts& starts, const Timelines& timelines,
                       std::vector<StationWork>& out) const {
    const Way& way = ways_[starts.product];
    const std::size_t main = way.at_s.size();
    const RouteSpec& route = line_.routes[line_.products[starts.product].route.index()];
    const std::size_t first = place_of(route, starts.at);
    // Beside the way from the start of the route: when it began, and what gates have held.
    double moved = starts.from_s - way.at_s[first];
    std::vector<double> at(main, 0);
    std::vector<double> over(main, starts.over_s);
    for (std::size_t i = first; i < main; ++i) {
        at[i] = way.at_s[i] + moved;
        over[i] = i > first ? over[i - 1] : over[i];
        if (at[i] >= to_seconds(line_.experiment.horizon)) {
            at.resize(i);  // nor does it come to the steps behind
            break;
        }
        for (const GateId g : way.gates[i]) {
            const GateRun& run = timelines.gates[g.index()];
            const Time now = Time{} + from_seconds(std::max(at[i] + over[i] / 2, 0.0));
            if (run.shuts <= now && now < run.opens) {
                const double opens = to_seconds(run.opens - Time{});
                moved += opens - at[i];
                at[i] = opens;
                over[i] = 0;
            }
        }
    }
    for (const Visit& visit : way.visits) {
        const bool ahead = visit.step < main ? visit.step >= first
                                             : visit.step == starts.at || visit.place > first;
        if (ahead && visit.place < at.size() && visit.hours > 0) {
            spread(visit, starts, {at[visit.place], over[visit.place]}, out[visit.station]);
        }
    }
}

void WorkOutlook::spread(const Visit& visit, const PlannedStarts& starts, Arrival arrival,
                         StationWork& out) const {
    WorkPart& part = out.parts[visit.part];
    const double hours = starts.lots * visit.hours * (visit.per_lot ? 1 : starts.part);
    const double end = arrival.at_s + arrival.over_s + visit.lasts_s;
    const auto first = static_cast<std::size_t>(std::max(arrival.at_s, 0.0) / kWeekSeconds);
    double before =
        arrival.at_s < 0 ? share_before(-arrival.at_s, arrival.over_s, visit.lasts_s) : 0.0;
    for (std::size_t w = first; w < grid_.weeks && before < 1; ++w) {
        const double until = grid_.ends_s(w);
        const double upto =
            end <= until ? 1.0 : share_before(until - arrival.at_s, arrival.over_s, visit.lasts_s);
        part.hours[w] += hours * (upto - before);
        part.visits[w] += starts.lots * visit.visits * (upto - before);
        part.loads[w] += starts.lots * visit.loads * (upto - before);
        out.items[w] += starts.lots * visit.items * starts.part * (upto - before);
        before = upto;
    }
}

}  // namespace packline::report
