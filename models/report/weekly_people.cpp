#include "models/report/weekly_people.hpp"

#include "models/packaging/stations/calendar.hpp"
#include "models/scenario/tool_set_load.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace packline::report {

using namespace packaging;

namespace {

/// Levels are taken as even over so long.
constexpr Duration kPiece = hours(6);

const OperatorNeed& need_of(const VisitNeeds& needs, OperatorTask task) {
    return needs[static_cast<std::size_t>(task)];
}

bool concerns_people(const MaskSpec& mask) {
    return mask.effect == MaskEffect::workforce && !mask.scope.groups.empty();
}

Time begin_of(const WeekGrid& grid, std::size_t week) {
    return Time{} + from_seconds(grid.begins_s(week));
}
Time end_of(const WeekGrid& grid, std::size_t week) {
    return Time{} + from_seconds(grid.ends_s(week));
}

double open_hours(const LineSpec& line, const OperatorGroupSpec& group, Time from, Time to) {
    const Duration open = group.calendar.valid()
                              ? open_time(line.calendars[group.calendar.index()], from, to)
                              : to - from;
    return to_seconds(open) / 3600;
}

double within_week(const OperatorGroupSpec& group, double hours) {
    return group.limited ? std::min(hours, to_seconds(group.weekly_hours) / 3600) : hours;
}

/// What one mask does to a group.
struct Absence {
    const Disruption* mask = nullptr;
    PersonsAlike persons;

    double present(const OperatorGroupSpec& group, Time from, Time to) const {
        const double come = persons.all * mean_level(mask->profile, from, to) - persons.before;
        return std::clamp(come, 0.0, static_cast<double>(group.persons));
    }
};

std::vector<Absence> absences_of(const LineSpec& line, OperatorGroupId group,
                                 const std::vector<Disruption>& disruptions) {
    std::vector<Absence> out;
    for (const Disruption& d : disruptions) {
        const std::vector<OperatorGroupId>& groups = d.scope->groups;
        if (d.effect == MaskEffect::workforce && std::ranges::find(groups, group) != groups.end()) {
            out.push_back({&d, persons_alike(line, groups, group)});
        }
    }
    return out;
}

}  // namespace

PeopleOutlook::PeopleOutlook(const LineSpec& line, const WeekGrid& grid)
    : line_{line}, grid_{grid}, asked_of_(line.areas.size() * line.skills.size(), kNobody) {
    for (const RouteSpec& route : line.routes) {
        for (const StepSpec& step : route.steps) {
            for (const OperatorNeed& need : step.operators) {
                note(line.stations[step.station.index()].area, need.skill);
            }
        }
    }
    for (const StationSpec& station : line.stations) {
        for (std::size_t task = kVisitTasks; task < kOperatorTasks; ++task) {
            note(station.area, station.operators[task].skill);
        }
    }
    make_pools();
}

/// Something in this area asks for the skill.
void PeopleOutlook::note(AreaId area, SkillId skill) {
    if (!skill.valid()) {
        return;
    }
    std::size_t& place = asked_of_[area.index() * line_.skills.size() + skill.index()];
    if (place != kNobody) {
        return;
    }
    std::vector<OperatorGroupId> groups;
    for (std::size_t g = 0; g < line_.operators.size(); ++g) {
        const OperatorGroupSpec& group = line_.operators[g];
        if ((!group.area.valid() || group.area == area) &&
            std::ranges::find(group.skills, skill) != group.skills.end()) {
            groups.push_back(OperatorGroupId::from_index(g));
        }
    }
    if (groups.empty()) {
        return;
    }
    const auto found = std::ranges::find(asked_, groups, &Asked::groups);
    place = static_cast<std::size_t>(found - asked_.begin());
    if (found == asked_.end()) {
        asked_.push_back({.groups = std::move(groups), .pool = 0, .able = {}});
    }
}

void PeopleOutlook::make_pools() {
    // Each group counts for the first that it shares work with.
    std::vector<std::size_t> first(line_.operators.size());
    std::iota(first.begin(), first.end(), std::size_t{0});
    const auto root = [&](std::size_t g) {
        while (first[g] != g) {
            g = first[g];
        }
        return g;
    };
    for (const Asked& a : asked_) {
        for (const OperatorGroupId g : a.groups) {
            const std::size_t one = root(a.groups.front().index());
            const std::size_t other = root(g.index());
            first[std::max(one, other)] = std::min(one, other);
        }
    }
    std::vector<std::size_t> pool_of(line_.operators.size(), kNobody);
    std::vector<bool> asked(line_.operators.size(), false);
    for (const Asked& a : asked_) {
        for (const OperatorGroupId g : a.groups) {
            asked[g.index()] = true;
        }
    }
    for (std::size_t g = 0; g < line_.operators.size(); ++g) {
        if (!asked[g]) {
            continue;
        }
        std::size_t& pool = pool_of[root(g)];
        if (pool == kNobody) {
            pool = pools_.size();
            pools_.emplace_back();
        }
        pools_[pool].groups.push_back(OperatorGroupId::from_index(g));
        pools_[pool].persons += line_.operators[g].persons;
    }
    for (Asked& a : asked_) {
        a.pool = pool_of[root(a.groups.front().index())];
        for (const OperatorGroupId g : pools_[a.pool].groups) {
            a.able.push_back(std::ranges::find(a.groups, g) != a.groups.end());
        }
    }
    for (std::size_t i = 0; i < asked_of_.size(); ++i) {
        if (asked_of_[i] != kNobody) {
            const SkillId skill = SkillId::from_index(i % line_.skills.size());
            std::vector<SkillId>& skills = pools_[asked_[asked_of_[i]].pool].skills;
            if (std::ranges::find(skills, skill) == skills.end()) {
                skills.push_back(skill);
            }
        }
    }
    for (PeoplePool& pool : pools_) {
        std::ranges::sort(pool.skills);
    }
}

bool PeopleOutlook::disrupted() const {
    return !line_.plans.empty() || std::ranges::any_of(line_.masks, concerns_people);
}

void PeopleOutlook::add(const StationSpec& station, OperatorTask task, const OperatorNeed& need,
                        std::size_t week, double hours, Demand& out) const {
    if (need.wanted()) {
        const std::size_t asked =
            asked_of_[station.area.index() * line_.skills.size() + need.skill.index()];
        if (asked != kNobody) {
            out[asked][week][static_cast<std::size_t>(task)] += hours * need.persons;
        }
    }
}

void PeopleOutlook::add_visits(std::size_t index, const StationWork& work, std::size_t week,
                               Demand& out) const {
    const StationSpec& station = line_.stations[index];
    const double setup_h = hours_per_setup(station, work, week);
    for (const WorkPart& p : work.parts) {
        const OperatorNeed& loading = need_of(p.needs, OperatorTask::load);
        const double loading_s =
            loading.has_takes ? to_seconds(loading.takes) : station.loading.mean();
        add(station, OperatorTask::load, loading, week, p.loads[week] * loading_s / 3600, out);
        add(station, OperatorTask::run, need_of(p.needs, OperatorTask::run), week, p.hours[week],
            out);
        if (p.family.valid()) {
            add(station, OperatorTask::setup, need_of(p.needs, OperatorTask::setup), week,
                p.visits[week] * setup_h, out);
        }
    }
}

/// Those of the clock of tools that are there, whatever they do; the others with what they do.
void PeopleOutlook::add_stops(std::size_t index, const StationWork& work, std::size_t week,
                              const Timelines& timelines, Demand& out) const {
    const StationSpec& station = line_.stations[index];
    const auto need = [&](OperatorTask task) -> const OperatorNeed& {
        return station.operators[static_cast<std::size_t>(task)];
    };
    const double clock_h = 24 * grid_.days(week) * tools_there(index, week, timelines);
    const double setup_h = hours_per_setup(station, work, week);
    double busy_h = 0;
    for (const WorkPart& p : work.parts) {
        busy_h += p.hours[week] + (p.family.valid() ? p.visits[week] * setup_h : 0);
    }
    for (const FailureSpec& f : station.failures) {
        if (f.one_site) {
            continue;  // the cell works on meanwhile, and nobody is asked for
        }
        const OperatorTask task = f.assist ? OperatorTask::assist : OperatorTask::repair;
        const double between = f.time_between.mean();
        const double repair = f.repair.mean();
        add(station, task, need(task), week,
            f.clock == FailureClock::calendar ? clock_h * repair / (between + repair)
                                              : busy_h * repair / between,
            out);
    }
    for (const MaintenanceSpec& m : station.maintenance) {
        const double times = m.every_count > 0
                                 ? work.items[week] / static_cast<double>(m.every_count)
                                 : clock_h * 3600 / to_seconds(m.every);
        add(station, OperatorTask::maintenance, need(OperatorTask::maintenance), week,
            times * m.duration.mean() / 3600, out);
    }
}

double PeopleOutlook::tools_there(std::size_t station, std::size_t week,
                                  const Timelines& timelines) const {
    double tools = line_.stations[station].tools;
    const Time from = begin_of(grid_, week);
    const Time to = end_of(grid_, week);
    for (std::size_t p = 0; p < line_.plans.size(); ++p) {
        const Time comes = std::clamp(timelines.plans[p].ready, from, to);
        for (const ScopeSpec::Tools& t : line_.plans[p].scope.tools) {
            if (t.station.index() == station) {
                tools -= t.count * (to_seconds(comes - from) / to_seconds(to - from));
            }
        }
    }
    return tools;
}

/// Of one person whom no mask keeps away.
double PeopleOutlook::hours_of_one(OperatorGroupId group, std::size_t week) const {
    const OperatorGroupSpec& spec = line_.operators[group.index()];
    return within_week(spec, open_hours(line_, spec, begin_of(grid_, week), end_of(grid_, week)));
}

double PeopleOutlook::hours_of(OperatorGroupId group, std::size_t week,
                               const std::vector<Disruption>& disruptions) const {
    const OperatorGroupSpec& spec = line_.operators[group.index()];
    const std::vector<Absence> absences = absences_of(line_, group, disruptions);
    if (absences.empty()) {
        return spec.persons * hours_of_one(group, week);
    }
    // Those with the lowest numbers come, so that the hours of a week bind them and not the others.
    std::vector<double> there(spec.persons, 0);
    const Time end = end_of(grid_, week);
    for (Time at = begin_of(grid_, week); at < end; at = at + kPiece) {
        const Time to = std::min(at + kPiece, end);
        double present = spec.persons;
        for (const Absence& a : absences) {
            present = std::min(present, a.present(spec, at, to));
        }
        const double open = open_hours(line_, spec, at, to);
        for (std::uint32_t i = 0; i < spec.persons; ++i) {
            there[i] += std::clamp(present - i, 0.0, 1.0) * open;
        }
    }
    double hours = 0;
    for (const double one : there) {
        hours += within_week(spec, one);
    }
    return hours;
}

std::vector<std::vector<WeekCell>> PeopleOutlook::cells(const std::vector<StationWork>& work,
                                                        const Timelines& timelines,
                                                        const std::vector<Disruption>& disruptions,
                                                        double most_load) const {
    Demand demand(asked_.size(), std::vector<TaskHours>(grid_.weeks, TaskHours{}));
    for (std::size_t s = 0; s < work.size(); ++s) {
        for (std::size_t w = 0; w < grid_.weeks; ++w) {
            add_visits(s, work[s], w, demand);
            add_stops(s, work[s], w, timelines, demand);
        }
    }
    std::vector<std::vector<WeekCell>> out(pools_.size(), std::vector<WeekCell>(grid_.weeks));
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        for (std::size_t w = 0; w < grid_.weeks; ++w) {
            std::vector<double> hours;
            for (const OperatorGroupId g : pools_[p].groups) {
                hours.push_back(hours_of(g, w, disruptions));
            }
            fill(p, w, hours, demand, most_load, out[p][w]);
        }
    }
    return out;
}

/// `hours`: by group of the pool.
void PeopleOutlook::fill(std::size_t pool, std::size_t week, const std::vector<double>& hours,
                         const Demand& demand, double most_load, WeekCell& cell) const {
    constexpr double kLeast = 1e-6;  // hours
    std::vector<scenario::GroupDemand> work;
    for (std::size_t a = 0; a < asked_.size(); ++a) {
        if (asked_[a].pool != pool) {
            continue;
        }
        const TaskHours& tasks = demand[a][week];
        for (std::size_t t = 0; t < kOperatorTasks; ++t) {
            cell.task_h[t] += tasks[t];
        }
        work.push_back({asked_[a].able, std::accumulate(tasks.begin(), tasks.end(), 0.0)});
        cell.wanted_h += work.back().hours;
    }
    std::vector<double> planned;
    for (const double h : hours) {
        cell.available_h += h;
        planned.push_back(most_load * h);
    }
    const scenario::UnplacedTasks over = scenario::unplaced_tasks(work, planned);
    if (over.hours <= kLeast) {
        return;
    }
    double full_h = 0;
    double full_persons = 0;
    for (std::size_t g = 0; g < hours.size(); ++g) {
        if (over.full[g]) {
            const OperatorGroupId id = pools_[pool].groups[g];
            full_persons += line_.operators[id.index()].persons;
            full_h += line_.operators[id.index()].persons * hours_of_one(id, week);
        }
    }
    // Where a week has no hours, no number of people helps.
    cell.missing = full_h > 0 ? static_cast<std::int64_t>(std::ceil(
                                    over.hours * full_persons / (most_load * full_h) - 1e-9))
                              : 1;
    cell.short_sets = over.full;
}

}  // namespace packline::report
