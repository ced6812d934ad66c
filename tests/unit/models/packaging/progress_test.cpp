#include "models/packaging/stations/progress.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;
using namespace packline::packaging;

TEST_CASE("ProgressClock: runs only between run and stop", "[unit]") {
    ProgressClock clock;
    const auto at = [](std::int64_t min) { return Time{} + minutes(min); };
    CHECK(clock.at(at(10)) == Duration{});
    clock.run(at(10));
    CHECK(clock.at(at(25)) == minutes(15));
    CHECK(clock.when(minutes(40)) == at(50));
    clock.stop(at(30));
    CHECK(clock.at(at(99)) == minutes(20));
    clock.run(at(100));
    CHECK(clock.when(minutes(40)) == at(120));
}

TEST_CASE("ToolAgenda: milestones come in order of marks, equal ones as inserted", "[unit]") {
    ToolAgenda agenda;
    MilestoneId head;
    const LoadId a{0};
    const LoadId b{1};
    agenda.add(head, minutes(5), MilestoneKind::load_done, a);
    agenda.add(head, minutes(3), MilestoneKind::entrance_free, a);
    agenda.add(head, minutes(5), MilestoneKind::load_done, b);
    agenda.add(head, minutes(1), MilestoneKind::setup_done, b);
    agenda.shift(head, b, minutes(3));  // b: 4 and 8
    std::vector<std::int64_t> marks;
    std::vector<std::uint32_t> loads;
    while (head.valid()) {
        const Milestone m = agenda.pop(head);
        marks.push_back(m.mark.us / minutes(1).us);
        loads.push_back(m.load.value);
    }
    CHECK(marks == std::vector<std::int64_t>{3, 4, 5, 8});
    CHECK(loads == std::vector<std::uint32_t>{0, 1, 0, 1});
}

TEST_CASE("ToolAgenda: dropping a load leaves the others' milestones", "[unit]") {
    ToolAgenda agenda;
    MilestoneId head;
    agenda.add(head, minutes(1), MilestoneKind::load_done, LoadId{0});
    agenda.add(head, minutes(2), MilestoneKind::load_done, LoadId{1});
    agenda.drop(head, LoadId{0});
    CHECK(agenda.pop(head).load == LoadId{1});
    CHECK_FALSE(head.valid());
}

TEST_CASE("ToolAgenda: what is to come of one kind is dropped of one load or of all", "[unit]") {
    ToolAgenda agenda;
    MilestoneId head;
    agenda.add(head, minutes(1), MilestoneKind::entrance_free, LoadId{0});
    agenda.add(head, minutes(2), MilestoneKind::load_done, LoadId{0});
    agenda.add(head, minutes(3), MilestoneKind::load_done, LoadId{1});
    agenda.drop(head, LoadId{0}, MilestoneKind::load_done);
    agenda.drop(head, LoadId::none(), MilestoneKind::entrance_free);
    CHECK(agenda.pop(head).load == LoadId{1});
    CHECK_FALSE(head.valid());
}

TEST_CASE("ProgressClock: set back, it counts on from there", "[unit]") {
    ProgressClock clock;
    clock.run(Time{} + minutes(3));
    clock.set(minutes(-20), Time{} + minutes(4));
    CHECK(clock.at(Time{} + minutes(9)) == minutes(-15));
    CHECK(clock.when(minutes(1)) == Time{} + minutes(25));
}
