#pragma once

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "models/report/weekly_work.hpp"

#include <cstddef>
#include <vector>

namespace packline::report {

/// Tool time that a station has, week by week: shifts, gates, masks and tools that are still to
/// come taken off; stops and maintenance are not.
class CapacityOutlook {
public:
    /// Requires: both outlive it.
    CapacityOutlook(const packaging::LineSpec& line, const WeekGrid& grid);

    /// Whether gates, masks or orders of tools concern it: else it is the same for all draws.
    bool disrupted(std::size_t station) const { return disrupted_[station]; }
    /// Hours by set of tools (one where all are alike) and week, of tools at their speed.
    /// `disruptions`: those of the timelines.
    std::vector<std::vector<double>> hours(
        std::size_t station, const packaging::Timelines& timelines,
        const std::vector<packaging::Disruption>& disruptions) const;
    /// Of one tool that nothing keeps from work.
    double open_hours(std::size_t station, std::size_t week) const;

private:
    double open_hours(std::size_t station, Time from, Time to) const;

    const packaging::LineSpec& line_;
    const WeekGrid& grid_;
    std::vector<bool> disrupted_;
};

}  // namespace packline::report
