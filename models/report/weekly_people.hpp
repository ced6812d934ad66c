#pragma once

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "models/report/weekly_row.hpp"
#include "models/report/weekly_work.hpp"

#include <cstddef>
#include <vector>

namespace packline::report {

/// Groups of operators that can do each other's work, at one remove or more.
struct PeoplePool {
    std::vector<packaging::OperatorGroupId> groups;
    std::vector<packaging::SkillId> skills;  ///< that something asks of them
    std::uint32_t persons = 0;
};

/// What people will be asked for and what they can give, week by week, from means alone.
///
/// Hours of a week count alike: neither is work tied to a shift, nor do two who are wanted
/// together wait for each other. A task takes its time whenever it falls due, whole persons, and
/// who is at one does no other.
class PeopleOutlook {
public:
    /// Requires: both outlive it.
    PeopleOutlook(const packaging::LineSpec& line, const WeekGrid& grid);

    const std::vector<PeoplePool>& pools() const { return pools_; }
    /// Whether masks or orders of tools concern them, beside what moves the work of stations.
    bool disrupted() const;
    /// By pool and week. `work`: of stations; `disruptions`: those of the timelines; `most_load`:
    /// what is planned of the hours of people.
    std::vector<std::vector<WeekCell>> cells(const std::vector<StationWork>& work,
                                             const packaging::Timelines& timelines,
                                             const std::vector<packaging::Disruption>& disruptions,
                                             double most_load) const;

private:
    /// Work that the same groups can do.
    struct Asked {
        std::vector<packaging::OperatorGroupId> groups;
        std::size_t pool = 0;
        std::vector<bool> able;  ///< by group of the pool
    };
    /// By what is asked of whom, then week.
    using Demand = std::vector<std::vector<TaskHours>>;

    void note(packaging::AreaId area, packaging::SkillId skill);
    void make_pools();
    void add(const packaging::StationSpec& station, packaging::OperatorTask task,
             const packaging::OperatorNeed& need, std::size_t week, double hours,
             Demand& out) const;
    void add_visits(std::size_t station, const StationWork& work, std::size_t week,
                    Demand& out) const;
    void add_stops(std::size_t station, const StationWork& work, std::size_t week,
                   const packaging::Timelines& timelines, Demand& out) const;
    double tools_there(std::size_t station, std::size_t week,
                       const packaging::Timelines& timelines) const;
    double hours_of_one(packaging::OperatorGroupId group, std::size_t week) const;
    double hours_of(packaging::OperatorGroupId group, std::size_t week,
                    const std::vector<packaging::Disruption>& disruptions) const;
    void fill(std::size_t pool, std::size_t week, const std::vector<double>& hours,
              const Demand& demand, double most_load, WeekCell& cell) const;

    static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

    const packaging::LineSpec& line_;
    const WeekGrid& grid_;
    std::vector<std::size_t> asked_of_;  ///< area x skill: of `asked_`
    std::vector<Asked> asked_;
    std::vector<PeoplePool> pools_;
};

}  // namespace packline::report
