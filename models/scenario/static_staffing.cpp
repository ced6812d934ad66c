#include "models/scenario/static_staffing.hpp"

#include "models/packaging/stations/calendar.hpp"

#include <algorithm>
#include <map>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr double kHour = 3600;

const OperatorNeed& need_of(const StationSpec& station, OperatorTask task) {
    return station.operators[static_cast<std::size_t>(task)];
}

const OperatorNeed& need_of(const StepSpec& step, OperatorTask task) {
    return step.operators[static_cast<std::size_t>(task)];
}

class Demand {
public:
    explicit Demand(const LineSpec& line)
        : line_{line}, stations_{static_load(line)}, out_(line.areas.size() * line.skills.size()) {}

    std::vector<SkillLoad> sum() {
        for (const StepLoad& step : step_loads(line_)) {
            visits(step);
        }
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            stops(s);
        }
        return join();
    }

private:
    struct Asked {
        double hours = 0;
        std::uint32_t most = 0;
        bool asks = false;
        bool bounded = true;
    };

    void add(AreaId area, const OperatorNeed& need, double hours, bool bounded) {
        if (need.wanted()) {
            Asked& a = out_[area.index() * line_.skills.size() + need.skill.index()];
            a.asks = true;
            a.hours += hours * need.persons;
            a.most = std::max(a.most, need.persons);
            a.bounded = a.bounded && (bounded || hours == 0);
        }
    }

    void visits(const StepLoad& load) {
        const StepSpec& step = *load.step;
        const StationSpec& station = line_.stations[step.station.index()];
        const bool bounded = !comes_without_bound(line_, load.product);
        const OperatorNeed& loading = need_of(step, OperatorTask::load);
        const double loading_s =
            loading.has_takes ? to_seconds(loading.takes) : station.loading.mean();
        add(station.area, loading, load.loads_per_day * loading_s / kHour, bounded);
        add(station.area, need_of(step, OperatorTask::run), load.hours_per_day, bounded);
        if (step.setup.valid()) {
            // As the load of stations: setups as if lots came at random.
            const StationLoad& s = stations_[step.station.index()];
            const double share = s.set_up_visits == 0 ? 0 : load.visits_per_day / s.set_up_visits;
            add(station.area, need_of(step, OperatorTask::setup), share * s.setup_hours_per_day,
                bounded);
        }
    }

    void stops(std::size_t index) {
        const StationSpec& station = line_.stations[index];
        const StationLoad& load = stations_[index];
        const double busy = load.hours_per_day + load.setup_hours_per_day;
        const bool bounded = released_in_bounds(line_, load);
        for (const FailureSpec& f : station.failures) {
            if (f.one_site) {
                continue;  // the cell works on meanwhile, and nobody is asked for
            }
            const double between = f.time_between.mean();
            const double repair = f.repair.mean();
            const double hours = f.clock == FailureClock::calendar
                                     ? 24.0 * station.tools * repair / (between + repair)
                                     : busy * repair / between;
            add(station.area,
                need_of(station, f.assist ? OperatorTask::assist : OperatorTask::repair), hours,
                bounded && f.clock == FailureClock::busy);
        }
        for (const MaintenanceSpec& m : station.maintenance) {
            const double each = m.duration.mean() / kHour;
            const double a_day = m.every_count > 0
                                     ? load.items_per_day / static_cast<double>(m.every_count)
                                     : 24.0 * station.tools / (to_seconds(m.every) / kHour);
            add(station.area, need_of(station, OperatorTask::maintenance), each * a_day,
                bounded && m.every_count > 0);
        }
    }

    std::vector<SkillLoad> join() const {
        std::vector<SkillLoad> rows;
        for (std::size_t k = 0; k < line_.skills.size(); ++k) {
            const std::size_t first = rows.size();
            for (std::size_t a = 0; a < line_.areas.size(); ++a) {
                const Asked& asked = out_[a * line_.skills.size() + k];
                if (asked.asks) {
                    SkillLoad& row =
                        row_of(rows, first, SkillId::from_index(k),
                               groups_of(SkillId::from_index(k), AreaId::from_index(a)));
                    row.areas.push_back(AreaId::from_index(a));
                    row.hours_per_day += asked.hours;
                    row.most_at_once = std::max(row.most_at_once, asked.most);
                    row.bounded = row.bounded && asked.bounded;
                }
            }
        }
        for (SkillLoad& row : rows) {
            double open = 0;
            for (const OperatorGroupId g : row.groups) {
                const OperatorGroupSpec& group = line_.operators[g.index()];
                row.persons += group.persons;
                row.staffed_per_day += staffed_hours(line_, group);
            }
            open = row.persons == 0 ? 24 : row.staffed_per_day / row.persons;
            row.load = row.hours_per_day / row.staffed_per_day;
            row.persons_at_85 = row.hours_per_day / (0.85 * open);
        }
        return rows;
    }

    static SkillLoad& row_of(std::vector<SkillLoad>& rows, std::size_t first, SkillId skill,
                             std::vector<OperatorGroupId> groups) {
        for (std::size_t i = first; i < rows.size(); ++i) {
            if (rows[i].groups == groups) {
                return rows[i];
            }
        }
        SkillLoad& row = rows.emplace_back();
        row.skill = skill;
        row.groups = std::move(groups);
        return row;
    }

    std::vector<OperatorGroupId> groups_of(SkillId skill, AreaId area) const {
        std::vector<OperatorGroupId> out;
        for (std::size_t g = 0; g < line_.operators.size(); ++g) {
            const OperatorGroupSpec& group = line_.operators[g];
            if ((!group.area.valid() || group.area == area) &&
                std::ranges::find(group.skills, skill) != group.skills.end()) {
                out.push_back(OperatorGroupId::from_index(g));
            }
        }
        return out;
    }

    const LineSpec& line_;
    std::vector<StationLoad> stations_;
    std::vector<Asked> out_;  ///< area x skill
};

}  // namespace

double staffed_hours(const LineSpec& line, const OperatorGroupSpec& group) {
    double hours = 24;
    if (group.calendar.valid()) {
        hours *= open_share(line.calendars[group.calendar.index()]);
    }
    if (group.limited) {
        hours = std::min(hours, to_seconds(group.weekly_hours) / kHour / 7);
    }
    return hours * group.persons;
}

std::vector<SkillLoad> skill_loads(const LineSpec& line) {
    return line.skills.empty() ? std::vector<SkillLoad>{} : Demand{line}.sum();
}

}  // namespace packline::scenario
