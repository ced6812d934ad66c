#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/static_load.hpp"

#include <vector>

namespace packline::scenario {

/// What people of one skill are asked for and what they can give, from means alone. Areas that
/// the same groups serve count together.
struct SkillLoad {
    packaging::SkillId skill;
    std::vector<packaging::AreaId> areas;            ///< that ask for it
    std::vector<packaging::OperatorGroupId> groups;  ///< that have it there; none: nobody
    std::uint32_t persons = 0;                       ///< of these groups
    std::uint32_t most_at_once = 0;                  ///< persons of the largest single task
    double hours_per_day = 0;                        ///< persons x time asked for
    double staffed_per_day = 0;  ///< hours in shifts, less breaks, within the hours of a week; a
                                 ///< group of several skills counts in full for each
    double load = 0;
    double persons_at_85 = 0;  ///< on duty at any time that would bring the load to 85 %
    bool bounded = true;       ///< only products with a given number of releases ask for it
};

/// Of every skill that something asks for, in order of skills.
std::vector<SkillLoad> skill_loads(const packaging::LineSpec& line);

/// Hours a day of one group, of all its persons.
double staffed_hours(const packaging::LineSpec& line, const packaging::OperatorGroupSpec& group);

}  // namespace packline::scenario
