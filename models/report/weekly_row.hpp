#pragma once

#include "models/packaging/spec/people_spec.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Hours that one station, or people who share their work, will be asked for and will have.

namespace packline::report {

using TaskHours = std::array<double, packaging::kOperatorTasks>;

/// One week of one draw of gates, masks and orders of tools.
struct WeekCell {
    double wanted_h = 0;
    TaskHours task_h{};
    double available_h = 0;
    std::int64_t missing = 0;
    std::vector<bool> short_sets;
};

/// One week: means over the draws.
struct LoadWeek {
    double wanted_h = 0;       ///< tool time, setups included; of people: time of persons at tasks
    TaskHours task_h{};        ///< of these by task of people; of tools setups alone
    double available_h = 0;    ///< of tools: open, less maintenance and stops; of people: on duty
    double behind_h = 0;       ///< work fallen due that cannot be done by its end, whoever may
                               ///< do what
    double short_share = 0;    ///< share of the draws in which something is missing
    std::int64_t missing = 0;  ///< tools or persons, median of these draws
    std::vector<bool> short_sets;  ///< of tools such as set i, or group i, in any draw; empty: all

    double setup_h() const {
        return task_h[static_cast<std::size_t>(packaging::OperatorTask::setup)];
    }
    /// Of the hours there are; infinite where work meets none.
    double load() const;
};

/// Takes the draws together.
class RowSums {
public:
    explicit RowSums(std::size_t weeks) : sums_(weeks), missing_(weeks) {}

    /// What of `most_load` of its hours a week cannot do is behind in the next.
    void add(std::span<const WeekCell> weeks, double most_load);
    std::vector<LoadWeek> means(std::size_t draws) const;

private:
    std::vector<LoadWeek> sums_;
    std::vector<std::vector<std::int64_t>> missing_;  ///< of draws that are short
};

}  // namespace packline::report
