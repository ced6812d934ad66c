#pragma once

#include "models/packaging/spec/people_spec.hpp"
#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"
#include "sim/stats/tally.hpp"
#include "sim/stats/time_integral.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// One person of a group.
struct Person {
    OperatorGroupId group;
    std::uint32_t number = 0;
};

/// What one group did.
struct OperatorStatistics {
    std::array<TimeIntegral, kOperatorTasks> busy;  ///< persons at each task
    TimeIntegral on_duty;  ///< persons who are there: in their shift, or at a task begun in it
    Tally wait;            ///< of the tasks they did, until they began

    /// Persons at tasks of any kind, over time [persons x us].
    Int128 busy_time(Time now) const {
        Int128 sum = 0;
        for (const TimeIntegral& one : busy) {
            sum += one.integral(now);
        }
        return sum;
    }
};

/// Who is free and who goes: pure decisions of the people of a line, without clock or events.
///
/// A person who finishes a task after the end of the shift, or beyond the hours of the week,
/// begins no other. Of those who can do a task a person with the fewest skills goes first; ties
/// go by rank of the group's name, then by number.
class Operators {
public:
    Operators(const std::vector<OperatorGroupSpec>& groups, std::size_t skills, std::size_t areas);

    /// Could all these needs be met in this area now?
    bool enough(std::span<const OperatorNeed> needs, AreaId area);
    /// Takes the persons of all these needs: appends them to `taken`, in order of needs.
    /// Requires: there are enough.
    void seize(std::span<const OperatorNeed> needs, std::span<const OperatorTask> tasks,
               AreaId area, Time now, std::vector<Person>& taken);
    /// The person has done the task begun at `since`. False where that used up the hours of the
    /// week: the person is back at the start of the next one.
    bool release(Person person, OperatorTask task, Time since, Time now);

    /// The shift of a group begins or ends.
    void set_open(OperatorGroupId group, bool open, Time now);
    /// From now on only so many persons come, those with the lowest numbers. Who is at a task
    /// finishes it and goes.
    void set_present(OperatorGroupId group, std::uint32_t persons, Time now);
    /// A week begins: those who had used up their hours are back.
    void start_week(OperatorGroupId group, Time now);

    /// Grows whenever somebody who was not free for this area may now be.
    std::uint64_t moves(AreaId area) const { return moves_everywhere_ + moves_[area.index()]; }

    bool has_skill(OperatorGroupId group, SkillId skill) const;
    /// The tasks of a group, for statistics: one that had waited so long begins.
    void note_wait(OperatorGroupId group, Duration wait) { of(group).statistics.wait.add(wait); }
    const OperatorStatistics& statistics(OperatorGroupId group) const {
        return groups_[group.index()].statistics;
    }
    void reset_statistics(Time now);

private:
    struct Hours {
        std::int64_t week = 0;  ///< to which `worked` belongs
        Duration worked;
    };
    struct Group {
        const OperatorGroupSpec* spec = nullptr;
        std::vector<std::uint64_t>
            idle_bits;           ///< of persons who are at no task and have hours left
        std::uint32_t idle = 0;  ///< bits set
        std::uint32_t busy = 0;
        bool open = true;
        std::uint32_t present = 0;           ///< persons below this number come
        std::vector<std::uint32_t> away;     ///< others who would be idle
        std::vector<Hours> hours;            ///< by person, where they are limited
        std::vector<std::uint32_t> used_up;  ///< persons at home until next week
        OperatorStatistics statistics;
    };

    Group& of(OperatorGroupId group) { return groups_[group.index()]; }
    std::span<const OperatorGroupId> serving(AreaId area, SkillId skill) const;
    bool plan(std::span<const OperatorNeed> needs, AreaId area, bool backwards);
    void make_idle(Group& group, std::uint32_t number);
    void moved(const Group& group);
    static std::uint32_t take_first(Group& group);
    static void update_duty(Group& group, Time now);

    std::size_t skills_;
    std::vector<Group> groups_;
    std::vector<std::vector<OperatorGroupId>> serving_;  ///< area x skill: in order of going
    std::vector<std::uint64_t> moves_;                   ///< by area: of groups of their own
    std::uint64_t moves_everywhere_ = 0;                 ///< of groups that serve all areas

    // Scratch: what the last plan takes.
    struct Share {
        std::size_t need;
        OperatorGroupId group;
        std::uint32_t persons;
    };
    std::vector<Share> shares_;
};

}  // namespace packline::packaging
