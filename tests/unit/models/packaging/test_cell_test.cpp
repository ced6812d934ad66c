#include "models/packaging/stations/test_cell.hpp"

#include "models/packaging/stations/progress.hpp"
#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;
using Catch::Matchers::WithinAbs;

TEST_CASE("test cell: a touchdown is as long as its efficiency makes it", "[unit]") {
    CHECK(touchdown_seconds(1, 12, 0.9, 2) == 14);
    CHECK(touchdown_seconds(8, 12, 1.0, 2) == 14);
    CHECK_THAT(touchdown_seconds(8, 12, 0.9, 2), WithinAbs(12 * 1.7 + 2, 1e-12));
    CHECK(touchdown_seconds(8, 12, 0.0, 2) == 8 * 12 + 2);
}

TEST_CASE("test cell: the last touchdown holds what is left", "[unit]") {
    const TestCellSpec cell{4, 0.75, Distribution::constant(60)};
    CHECK(pass_seconds(cell, 4, 0, 120, TimePer::load, 60) == 0);
    CHECK(pass_seconds(cell, 4, 10, 120, TimePer::load, 60) == 270 + 270 + 210);
    CHECK(pass_seconds(cell, 1, 3, 120, TimePer::load, 60) == 3 * 180);
    // By rate of the cell: two of four sites are half as fast.
    CHECK(pass_seconds(cell, 4, 1'000, 3.6, TimePer::site, 60) == 3'600);
    CHECK(pass_seconds(cell, 2, 1'000, 3.6, TimePer::site, 60) == 7'200);
}

TEST_CASE("test cell: 3,000 units, 1,000 and 300 an hour, 90 % first pass: 4 h", "[unit]") {
    StepSpec step;
    step.per = TimePer::site;
    step.time = Distribution::constant(3.6);
    step.inspection.again.has_time = true;
    step.inspection.again.time = Distribution::constant(12);
    step.inspection.again.per = TimePer::site;
    const TestCellSpec cell;
    CHECK(mean_pass_seconds(step, cell, 3'000) + mean_retest_seconds(step, cell, 300) == 4 * 3'600);
}

TEST_CASE("test cell: fewer sites slow it down in the proportion of units per hour", "[unit]") {
    StepSpec step;
    step.per = TimePer::load;
    step.time = Distribution::constant(100);
    const TestCellSpec ideal{4, 1.0, {}};
    CHECK_THAT(slow_down(step, ideal, 4, 3), WithinAbs(4.0 / 3, 1e-12));
    CHECK_THAT(slow_down(step, ideal, 3, 4), WithinAbs(3.0 / 4, 1e-12));
    const TestCellSpec serial{4, 0.0, {}};  // one after the other: nothing is lost
    CHECK(slow_down(step, serial, 4, 3) == 1);
}

TEST_CASE("test cell: a stated yield tells true defects from overkill", "[unit]") {
    // One retest: final / first = 1 + o.
    TestYield y = test_yield(0.90, 0.945, 1);
    CHECK_THAT(y.overkill, WithinAbs(0.05, 1e-12));
    CHECK_THAT((1 - y.defective) * (1 - y.overkill), WithinAbs(0.90, 1e-12));
    CHECK_THAT((1 - y.defective) * (1 - y.overkill * y.overkill), WithinAbs(0.945, 1e-12));
    y = test_yield(0.97, 0.97, 3);
    CHECK(y.overkill == 0);
    CHECK_THAT(y.defective, WithinAbs(0.03, 1e-12));
    y = test_yield(0.8, 0.8 * (1 + 0.1 + 0.01), 2);
    CHECK_THAT(y.overkill, WithinAbs(0.1, 1e-12));
}

TEST_CASE("agenda: what is to come after a mark takes longer, what is past does not", "[unit]") {
    ToolAgenda agenda;
    MilestoneId head;
    agenda.add(head, seconds(10), MilestoneKind::setup_done, LoadId{0});
    agenda.add(head, seconds(30), MilestoneKind::load_done, LoadId{0});
    agenda.stretch(head, seconds(10), 1.5);
    CHECK(agenda.pop(head).mark == seconds(10));
    CHECK(agenda.pop(head).mark == seconds(40));
}
