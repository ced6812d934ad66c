#include "models/report/weekly_load.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/disruptions/disruption.hpp"
#include "models/report/weekly_capacity.hpp"
#include "models/report/weekly_people.hpp"
#include "models/report/weekly_work.hpp"
#include "models/scenario/tool_set_load.hpp"
#include "models/scenario/visit_work.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace packline::report {

using namespace packaging;

namespace {

constexpr std::uint32_t kDraws = 100;

/// Work that any of the same sets may do, in one week, setups included.
struct WeekDemand {
    std::vector<scenario::SetDemand> work;
    double hours = 0;
    double setup_h = 0;
};

WeekDemand demand_of(const StationSpec& station, const StationWork& work, std::size_t week) {
    const double setup_h = hours_per_setup(station, work, week);
    WeekDemand out;
    std::map<std::uint32_t, double> by_sets;
    for (const WorkPart& p : work.parts) {
        const double setups = p.family.valid() ? p.visits[week] * setup_h : 0;
        by_sets[p.sets] += p.hours[week] + setups;
        out.hours += p.hours[week] + setups;
        out.setup_h += setups;
    }
    for (const auto& [sets, hours] : by_sets) {
        out.work.push_back({sets, hours});
    }
    return out;
}

/// Hours of one more tool such as those of the sets that are short.
double hours_of_one(const StationSpec& station, std::uint32_t sets, double open_hours) {
    double speed = 0;
    double tools = 0;
    for (std::size_t i = 0; i < station.sets.size(); ++i) {
        if ((sets >> i & 1U) != 0) {
            speed += station.sets[i].speed * station.sets[i].tools;
            tools += station.sets[i].tools;
        }
    }
    return open_hours * (tools > 0 ? speed / tools : 1);
}

class Outlook {
public:
    Outlook(const LineSpec& line, const WeeklyOptions& options)
        : line_{line},
          options_{options},
          grid_{line.experiment.horizon},
          work_{line, options.x_factor},
          capacity_{line, grid_},
          lots_take_{critical_paths(line)},
          people_{line, grid_},
          cells_(line.stations.size(), std::vector<WeekCell>(grid_.weeks)),
          sums_(line.stations.size(), RowSums{grid_.weeks}),
          people_sums_(people_.pools().size(), RowSums{grid_.weeks}) {}

    void draw(std::uint32_t index) {
        const Timelines timelines = make_timelines(line_, {line_.experiment.seed, index},
                                                   Time{} + grid_.horizon, lots_take_);
        const std::vector<Disruption> disruptions = make_disruptions(line_, timelines);
        if (index == 0 || work_.disrupted()) {
            now_ = work_.work(timelines, disruptions);
        }
        for (std::size_t s = 0; s < cells_.size(); ++s) {
            if (index == 0 || work_.disrupted() || capacity_.disrupted(s)) {
                fill(s, capacity_.hours(s, timelines, disruptions));
            }
            sums_[s].add(cells_[s], options_.most_load);
        }
        if (index == 0 || work_.disrupted() || people_.disrupted()) {
            people_cells_ = people_.cells(now_, timelines, disruptions, options_.most_load);
        }
        for (std::size_t p = 0; p < people_cells_.size(); ++p) {
            people_sums_[p].add(people_cells_[p], options_.most_load);
        }
    }

    std::vector<LoadWeek> station(std::size_t station, std::size_t draws) const {
        return sums_[station].means(draws);
    }
    const std::vector<PeoplePool>& pools() const { return people_.pools(); }
    std::vector<LoadWeek> people(std::size_t pool, std::size_t draws) const {
        return people_sums_[pool].means(draws);
    }

private:
    void fill(std::size_t s, std::vector<std::vector<double>> hours) {
        constexpr double kLeast = 1e-6;  // hours
        const StationSpec& station = line_.stations[s];
        for (std::size_t w = 0; w < grid_.weeks; ++w) {
            const double up = scenario::up_share(station, now_[s].items[w] / grid_.days(w));
            const WeekDemand demand = demand_of(station, now_[s], w);
            WeekCell& cell = cells_[s][w];
            cell = {.wanted_h = demand.hours,
                    .task_h = {},
                    .available_h = 0,
                    .missing = 0,
                    .short_sets = {}};
            cell.task_h[static_cast<std::size_t>(OperatorTask::setup)] = demand.setup_h;
            std::vector<double> planned;
            for (const std::vector<double>& set : hours) {
                cell.available_h += up * set[w];
                planned.push_back(options_.most_load * up * set[w]);
            }
            const scenario::UnplacedWork over = scenario::unplaced_work(demand.work, planned);
            if (over.hours > kLeast) {
                const double one = options_.most_load * up *
                                   hours_of_one(station, over.sets, capacity_.open_hours(s, w));
                // Where a week has no open hours, no number of tools helps.
                cell.missing =
                    one > 0 ? static_cast<std::int64_t>(std::ceil(over.hours / one - 1e-9)) : 1;
                for (std::size_t i = 0; i < station.sets.size(); ++i) {
                    cell.short_sets.push_back((over.sets >> i & 1U) != 0);
                }
            }
        }
    }

    const LineSpec& line_;
    WeeklyOptions options_;
    WeekGrid grid_;
    WorkOutlook work_;
    CapacityOutlook capacity_;
    std::vector<Duration> lots_take_;
    std::vector<StationWork> now_;
    PeopleOutlook people_;
    std::vector<std::vector<WeekCell>> cells_;         ///< of this draw, by station and week
    std::vector<std::vector<WeekCell>> people_cells_;  ///< by pool and week
    std::vector<RowSums> sums_;
    std::vector<RowSums> people_sums_;
};

bool on_condition(const LineSpec& line) {
    const auto waits = [](const auto& d) { return d.when.kind != ConditionSpec::Kind::none; };
    return std::ranges::any_of(line.gates, waits) || std::ranges::any_of(line.masks, waits);
}

}  // namespace

WeeklyLoad weekly_load(const LineSpec& line, const WeeklyOptions& options) {
    const bool drawn = !line.gates.empty() || !line.masks.empty() || !line.plans.empty();
    WeeklyLoad out{.title = line.name,
                   .options = options,
                   .draws = drawn ? kDraws : 1,
                   .starts_empty = line.wip.empty(),
                   .conditional = on_condition(line),
                   .stations = {},
                   .people = {}};
    Outlook outlook{line, options};
    for (std::uint32_t i = 0; i < out.draws; ++i) {
        outlook.draw(i);
    }
    for (std::size_t s = 0; s < line.stations.size(); ++s) {
        const StationSpec& station = line.stations[s];
        WeeklyLoad::Station& row = out.stations.emplace_back();
        row.name = station.name;
        row.tools = station.tools;
        for (const ToolSetSpec& set : station.sets) {
            row.sets.push_back(set.name);
        }
        row.weeks = outlook.station(s, out.draws);
    }
    for (std::size_t p = 0; p < outlook.pools().size(); ++p) {
        const PeoplePool& pool = outlook.pools()[p];
        WeeklyLoad::People& row = out.people.emplace_back();
        row.persons = pool.persons;
        for (const SkillId skill : pool.skills) {
            row.skills.push_back(line.skills[skill.index()]);
        }
        for (const OperatorGroupId group : pool.groups) {
            row.groups.push_back(line.operators[group.index()].name);
        }
        row.weeks = outlook.people(p, out.draws);
    }
    return out;
}

}  // namespace packline::report
