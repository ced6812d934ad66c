#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/price_spec.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// People as plain data: groups of operators, and what at a station needs one.

namespace packline::packaging {

/// What an operator does. Each is one task for whole persons, seized all or nothing.
enum class OperatorTask : std::uint8_t {
    setup,        ///< until the tool is set up
    load,         ///< at the start of a visit
    run,          ///< from then to the end of the visit
    assist,       ///< a short stop
    repair,       ///< a breakdown: the crew
    maintenance,  ///< preventive maintenance
};
inline constexpr std::size_t kOperatorTasks = 6;
/// The first of them belong to visits of lots, and may differ from step to step.
inline constexpr std::size_t kVisitTasks = 3;

/// Who is needed for one task.
struct OperatorNeed {
    SkillId skill;  ///< none: nobody
    std::uint32_t persons = 1;
    bool has_takes = false;
    Duration takes;  ///< loading only: how long it keeps the person, else the loading time

    bool wanted() const { return skill.valid(); }
    friend bool operator==(const OperatorNeed&, const OperatorNeed&) = default;
};

/// By VisitTask: the first kVisitTasks of OperatorTask.
using VisitNeeds = std::array<OperatorNeed, kVisitTasks>;

/// Persons with the same skills, shift and place of work.
struct OperatorGroupSpec {
    std::string name;
    std::uint32_t persons = 1;
    std::vector<SkillId> skills;  ///< distinct, at least one
    AreaId area;                  ///< none: all areas, which are then executed together
    CalendarId calendar;          ///< shift less breaks; none: always there
    bool limited = false;
    Duration weekly_hours;  ///< on tasks, of each person, from Monday 00:00; with `limited`
    MoneyRate wage;         ///< of each person, while on duty
};

}  // namespace packline::packaging
