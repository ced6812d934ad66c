#pragma once

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "models/report/weekly_starts.hpp"
#include "models/scenario/closed_releases.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

// What stations will be asked for, week by week, from means alone: no queueing.

namespace packline::report {

/// Weeks of a run; the last may be a part of one.
struct WeekGrid {
    explicit WeekGrid(Duration horizon);

    double begins_s(std::size_t week) const;
    double ends_s(std::size_t week) const;
    double days(std::size_t week) const;

    Duration horizon;
    std::size_t weeks = 0;
};

/// Tool time that falls due at a station, of one kind of visit.
struct WorkPart {
    std::uint32_t sets = 0;      ///< bit i: set i of the station may do it
    packaging::FamilyId family;  ///< setup that it asks for; none: any
    packaging::VisitNeeds needs;
    std::vector<double> hours;   ///< by week, without setups
    std::vector<double> visits;  ///< by week, of lots
    std::vector<double> loads;   ///< by week, of tools: a full batch counts once
};

struct StationWork {
    std::vector<WorkPart> parts;
    std::vector<double> items;  ///< by week
};

/// Mean setup of a visit that asks for a family, as if lots of the week came in random order [h].
double hours_per_setup(const packaging::StationSpec& station, const StationWork& work,
                       std::size_t week);

/// Where lots come and when: at a step after the mean time of a lone lot up to it, times an
/// X-factor, and after gates that are shut before the step.
class WorkOutlook {
public:
    /// Requires: the line outlives it.
    WorkOutlook(const packaging::LineSpec& line, double x_factor);

    /// Whether gates or masks move starts or visits: else it is the same for all draws of them.
    bool disrupted() const { return disrupted_; }
    /// By station. `disruptions`: those of the timelines.
    std::vector<StationWork> work(const packaging::Timelines& timelines,
                                  const std::vector<packaging::Disruption>& disruptions) const;

private:
    /// Of one lot at one step.
    struct Visit {
        std::size_t station = 0;
        std::size_t part = 0;
        std::size_t step = 0;
        std::size_t place = 0;  ///< step of the main line: this one, or where rework leads back to
        double lasts_s = 0;     ///< from the first of its pieces to the last
        double hours = 0;
        double visits = 0;
        double loads = 0;
        double items = 0;
        bool per_lot = false;  ///< its time does not depend on what is left of the lot
    };
    struct Way {
        std::vector<double> at_s;   ///< by step of the main line, from the start
        std::vector<Visit> visits;  ///< main line first
        std::vector<std::vector<packaging::GateId>> gates;  ///< by step of the main line
    };

    Way way_of(std::size_t product, double x_factor);
    std::size_t part_of(const packaging::StepSpec& step, std::uint32_t sets);
    /// Lots come to a step evenly over a time.
    struct Arrival {
        double at_s = 0;
        double over_s = 0;
    };
    void walk(const PlannedStarts& starts, const packaging::Timelines& timelines,
              std::vector<StationWork>& out) const;
    void spread(const Visit& visit, const PlannedStarts& starts, Arrival arrival,
                StationWork& out) const;

    const packaging::LineSpec& line_;
    WeekGrid grid_;
    bool starts_disrupted_ = false;
    bool disrupted_ = false;
    std::vector<scenario::ClosedRelease> closed_;  ///< by product
    std::vector<StationWork> empty_;               ///< without work
    std::vector<Way> ways_;                        ///< by product
    std::vector<PlannedStarts> starts_;
};

}  // namespace packline::report
