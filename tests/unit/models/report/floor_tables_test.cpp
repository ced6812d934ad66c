#include "models/report/floor_tables.hpp"

#include "models/packaging/order_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <numeric>
#include <string>
#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

/// Two families by turns on one tool, each of a lot of 3 h; a setup of 1 h takes the fitter, who
/// works from 06:00 to 18:00; the tester is not busy at all.
const std::string kLine =
    "line: shifts\ncalendars: {shift: {open: [day 06:00-18:00]}}\n"
    "operators: {fitters: {persons: 2, skills: [fit], calendar: shift}}\n"
    "stations:\n  saw: {tools: 1, setup: 1 h, operators: {setup: fit}}\n  tester: {tools: 2}\n"
    "products:\n  A: {route: a, lot: 1 wafer, release: {every: 12 h, first: 6 h}}\n"
    "  B: {route: b, lot: 1 wafer, release: {every: 12 h, first: 6 h}}\n"
    "routes:\n  a: {steps: [{id: cut_a, on: saw, setup: x, takes: 3 h}]}\n"
    "  b: {steps: [{id: cut_b, on: saw, setup: y, takes: 3 h}, {id: test, on: tester, takes: 1 "
    "h}]}\n";

RunLog run(const LineTables& tables, Duration end, const FloorLogPlan& plan) {
    return log_run(tables, line_processes(tables), {1, 0}, Time{} + end, plan);
}

}  // namespace

TEST_CASE("PeriodGrid: ends of periods of which the first is short", "[unit]") {
    const PeriodGrid grid{hours(8), Time{} + hours(6)};
    CHECK(grid.next_end(Time{}) == Time{} + hours(6));
    CHECK(grid.next_end(Time{} + hours(6)) == Time{} + hours(14));
    CHECK(grid.next_end(Time{} + hours(13)) == Time{} + hours(14));
    CHECK(PeriodGrid{}.next_end(Time{}) == Time::never());
}

TEST_CASE("log_run: setups, people and waiting by shift, by hand", "[unit]") {
    const LineTables tables{test::valid_line(kLine)};
    const RunLog log = run(tables, days(2), {{}, {hours(12), Time{} + hours(6)}});
    // 06:00 lots A and B come: setup x 6-7, A 7-10, setup y 10-11, B 11-14. 18:00 the next two
    // come: B needs no setup, 18-21, but A is first: the fitter is at home until 06:00.
    REQUIRE(log.floor.shift_ends.size() == 5);
    CHECK(log.floor.shift_ends[0] == Time{} + hours(6));
    CHECK(log.floor.shift_ends[4] == Time{} + days(2));
    const StationPeriod& day = log.floor.shifts[1][0];
    CHECK(day.setups == 2);
    CHECK(day.lots == 2);
    CHECK(day.in_state[static_cast<std::size_t>(ToolState::setup)] == hours(2));
    CHECK(day.in_state[static_cast<std::size_t>(ToolState::productive)] == hours(6));
    CHECK(day.queue == 0);
    const GroupPeriod& fitters = log.floor.people[1][0];
    CHECK(fitters.on_duty == Approx(2));
    CHECK(fitters.busy == Approx(2.0 / 12));
    CHECK(fitters.busiest_hour == Approx(1));
    CHECK(fitters.tasks == 2);
    CHECK(log.floor.people[2][0].on_duty == Approx(0));
    CHECK(log.floor.people[2][0].tasks == 0);
}

TEST_CASE("log_run: periods add up to the run, and change nothing in it", "[unit]") {
    const LineTables tables{test::valid_line(kLine)};
    const Duration end = days(17);
    const RunLog plain = run(tables, end, {});
    const RunLog log =
        run(tables, end, {{days(7), Time{} + days(7)}, {hours(8), Time{} + hours(6)}});
    REQUIRE(log.orders.size() == plain.orders.size());
    for (std::size_t i = 0; i < log.orders.size(); ++i) {
        CHECK(log.orders[i].ended == plain.orders[i].ended);
    }
    CHECK(plain.floor.stations.empty());
    REQUIRE(log.floor.stations.size() == 3);
    for (std::size_t s = 0; s < 2; ++s) {
        StationPeriod weeks;
        StationPeriod shifts;
        const auto add = [s](StationPeriod& to, const std::vector<StationPeriod>& from) {
            to.lots += from[s].lots;
            to.setups += from[s].setups;
            for (std::size_t i = 0; i < kToolStates; ++i) {
                to.in_state[i] += from[s].in_state[i];
            }
        };
        for (const auto& row : log.floor.stations) {
            add(weeks, row);
        }
        for (const auto& row : log.floor.shifts) {
            add(shifts, row);
        }
        CHECK(weeks.lots == shifts.lots);
        CHECK(weeks.setups == shifts.setups);
        CHECK(weeks.in_state == shifts.in_state);
        CHECK(std::accumulate(weeks.in_state.begin(), weeks.in_state.end(), Duration{}) ==
              end * tables.spec.stations[s].tools);
    }
}

TEST_CASE("make_floor_tables: utilisation and queue week by week", "[unit]") {
    // 5 lots at once of 2 d each on the one tool: busy for 7 d and 3 d of the second week.
    const LineTables tables{test::valid_line(
        "line: weeks\nstations:\n  saw: {tools: 1}\nproducts:\n  A: {route: r, lot: 1 wafer, "
        "release: {schedule: [{at: 0 d, lots: 5}]}}\nroutes:\n  r: {steps: [{id: cut, on: saw, "
        "takes: "
        "2 d}]}\n")};
    std::vector<FloorLog> logs;
    for (int i = 0; i < 3; ++i) {
        logs.push_back(run(tables, days(14), {{days(7), Time{} + days(7)}, {}}).floor);
    }
    const report::FloorTables t = report::make_floor_tables(tables, logs);
    REQUIRE(t.weeks.size() == 2);
    CHECK(t.weeks[0].utilisation.mean == Approx(1));
    CHECK(t.weeks[0].queue.mean == Approx(1));  // the fifth lot
    CHECK(t.weeks[0].lots == Approx(4));
    CHECK(t.weeks[1].utilisation.high == Approx(3.0 / 7));
    CHECK(t.weeks[1].queue.low == 0);
    CHECK(t.setups.empty());
    CHECK(report::station_weeks_table(t).csv().find("saw,2,0.4286,0.4286,0.4286,0.00,0,0,1.00\n") !=
          std::string::npos);
}
