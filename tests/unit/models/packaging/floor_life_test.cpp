#include "models/packaging/lots/floor_life.hpp"

#include "models/packaging/stations/control_chart.hpp"
#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;

TEST_CASE("floor life: exposure adds up and stands still in dry storage", "[unit]") {
    FloorLife life;
    CHECK_FALSE(life.open());
    life.start(Time{} + hours(10));
    CHECK(life.exposure(Time{} + hours(30)) == hours(20));
    CHECK(life.runs_out(hours(48)) == Time{} + hours(58));
    life.enter_dry_storage(Time{} + hours(30));
    CHECK(life.exposure(Time{} + hours(100)) == hours(20));
    CHECK(life.runs_out(hours(48)) == Time::never());
    life.leave_dry_storage(Time{} + hours(100));
    life.leave_dry_storage(Time{} + hours(101));  // it has left: nothing changes
    CHECK(life.runs_out(hours(48)) == Time{} + hours(128));
    life.start(Time{} + hours(120));
    CHECK(life.exposure(Time{} + hours(121)) == hours(1));
}

TEST_CASE("floor life: merged lots have the longer exposure", "[unit]") {
    FloorLife a;
    FloorLife b;
    b.start(Time{} + hours(2));
    a.merge(b, Time{} + hours(5));
    CHECK(a.exposure(Time{} + hours(5)) == hours(3));
    FloorLife older;
    older.start(Time{});
    a.merge(older, Time{} + hours(5));
    CHECK(a.exposure(Time{} + hours(5)) == hours(5));
    a.merge(b, Time{} + hours(5));
    CHECK(a.exposure(Time{} + hours(5)) == hours(5));
}

TEST_CASE("control chart: the mean over the last lots decides", "[unit]") {
    ControlChart chart;
    CHECK_FALSE(chart.add(1.0, 3, 0.5));  // too few lots to say
    CHECK_FALSE(chart.add(0.5, 3, 0.5));
    CHECK_FALSE(chart.add(0.0, 3, 0.5));  // 0.5: not above
    CHECK_FALSE(chart.add(0.9, 3, 0.5));
    CHECK(chart.add(0.7, 3, 0.5));
    chart.clear();
    CHECK_FALSE(chart.add(1.0, 2, 0.5));
    CHECK(chart.add(1.0, 2, 0.5));
    ControlChart one;
    CHECK(one.add(0.2, 1, 0.1));
}
