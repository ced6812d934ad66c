#include "models/packaging/people/operators.hpp"

#include "tests/support/catch.hpp"

#include <string>
#include <utility>

using namespace packline;
using namespace packline::packaging;

namespace {

constexpr SkillId kLoad{0};
constexpr SkillId kRepair{1};

OperatorGroupSpec group(std::string name, std::uint32_t persons, std::vector<SkillId> skills) {
    OperatorGroupSpec g;
    g.name = std::move(name);
    g.persons = persons;
    g.skills = std::move(skills);
    return g;
}

OperatorNeed need(SkillId skill, std::uint32_t persons = 1) {
    OperatorNeed n;
    n.skill = skill;
    n.persons = persons;
    return n;
}

std::vector<Person> seize(Operators& people, const std::vector<OperatorNeed>& needs, Time now) {
    std::vector<Person> taken;
    const std::vector<OperatorTask> tasks(needs.size(), OperatorTask::run);
    people.seize(needs, tasks, AreaId{0}, now, taken);
    return taken;
}

bool enough(Operators& people, const std::vector<OperatorNeed>& needs, AreaId area = AreaId{0}) {
    return people.enough(needs, area);
}

}  // namespace

TEST_CASE("Operators: fewest skills go first, then by name", "[unit]") {
    const std::vector<OperatorGroupSpec> specs{
        group("b", 1, {kLoad}), group("all", 1, {kLoad, kRepair}), group("a", 1, {kLoad})};
    Operators people{specs, 2, 1};
    CHECK(seize(people, {need(kLoad)}, Time{})[0].group == OperatorGroupId{2});
    CHECK(seize(people, {need(kLoad)}, Time{})[0].group == OperatorGroupId{0});
    CHECK(seize(people, {need(kLoad)}, Time{})[0].group == OperatorGroupId{1});
    CHECK_FALSE(enough(people, {need(kLoad)}));
}

TEST_CASE("Operators: all or nothing, from several groups", "[unit]") {
    const std::vector<OperatorGroupSpec> specs{group("a", 2, {kLoad}),
                                               group("b", 1, {kLoad, kRepair})};
    Operators people{specs, 2, 1};
    CHECK(enough(people, {need(kLoad, 3)}));
    CHECK_FALSE(enough(people, {need(kLoad, 4)}));
    CHECK(enough(people, {need(kLoad, 2), need(kRepair)}));
    CHECK_FALSE(enough(people, {need(kLoad, 3), need(kRepair)}));
}

TEST_CASE("Operators: two needs do not fail by the order in which they are met", "[unit]") {
    // The first group could do both, the second only one of them.
    const std::vector<OperatorGroupSpec> specs{group("a", 1, {kLoad, kRepair}),
                                               group("b", 1, {kLoad, SkillId{2}})};
    Operators people{specs, 3, 1};
    REQUIRE(enough(people, {need(kLoad), need(kRepair)}));
    const std::vector<Person> taken = seize(people, {need(kLoad), need(kRepair)}, Time{});
    CHECK(taken[0].group == OperatorGroupId{1});
    CHECK(taken[1].group == OperatorGroupId{0});
}

TEST_CASE("Operators: a group of an area serves no other", "[unit]") {
    std::vector<OperatorGroupSpec> specs{group("a", 1, {kLoad})};
    specs[0].area = AreaId{1};
    Operators people{specs, 1, 2};
    CHECK_FALSE(enough(people, {need(kLoad)}, AreaId{0}));
    CHECK(enough(people, {need(kLoad)}, AreaId{1}));
}

TEST_CASE("Operators: off shift nobody begins; who is at a task is on duty until it ends",
          "[unit]") {
    const std::vector<OperatorGroupSpec> specs{group("a", 2, {kLoad})};
    Operators people{specs, 1, 1};
    const std::vector<Person> taken = seize(people, {need(kLoad)}, Time{});
    people.set_open(OperatorGroupId{0}, false, Time{} + hours(1));
    CHECK_FALSE(enough(people, {need(kLoad)}));
    CHECK(people.statistics(OperatorGroupId{0}).on_duty.level() == 1);
    CHECK(people.release(taken[0], OperatorTask::run, Time{}, Time{} + hours(2)));
    CHECK(people.statistics(OperatorGroupId{0}).on_duty.level() == 0);
    CHECK(people.statistics(OperatorGroupId{0}).on_duty.mean(Time{} + hours(2)) == 1.5);
    people.set_open(OperatorGroupId{0}, true, Time{} + hours(3));
    CHECK(enough(people, {need(kLoad, 2)}));
}

TEST_CASE("Operators: the hours of a week are a person's, and begin anew", "[unit]") {
    std::vector<OperatorGroupSpec> specs{group("a", 1, {kLoad})};
    specs[0].limited = true;
    specs[0].weekly_hours = hours(10);
    Operators people{specs, 1, 1};
    const Time monday = Time{} + days(7);
    const Time begin = monday - hours(4);
    Person person = seize(people, {need(kLoad)}, Time{})[0];
    CHECK(people.release(person, OperatorTask::run, Time{}, Time{} + hours(9)));
    person = seize(people, {need(kLoad)}, begin)[0];
    // Six of these ten hours lie in the second week.
    CHECK(people.release(person, OperatorTask::run, begin, begin + hours(10)));
    person = seize(people, {need(kLoad)}, begin + hours(10))[0];
    CHECK_FALSE(people.release(person, OperatorTask::run, begin + hours(10), begin + hours(14)));
    CHECK_FALSE(enough(people, {need(kLoad)}));
    people.start_week(OperatorGroupId{0}, Time{} + days(14));
    CHECK(enough(people, {need(kLoad)}));
}
