// What tools and lots that wait for people count, on a small line.

#include "models/packaging/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

using namespace packline;
using namespace packline::packaging;

TEST_CASE("Operators: a tool waits for one only while a lot does", "[unit]") {
    // The operator loads b from 0 to 30. A lot waits at the idle tool a from 1 to 30.
    const LineSpec line = test::valid_line(R"(
line: one operator
operators: {op: {persons: 1}}
stations:
  a: {tools: 1, loading: 10 min, operators: {load: op}}
  b: {tools: 1, loading: 30 min, operators: {load: op}}
products:
  A: {route: ra, lot: 1 wafers, release: {schedule: [{at: 1 min}]}}
  B: {route: rb, lot: 1 wafers, release: {schedule: [{at: 0 min}]}}
routes:
  ra: {steps: [{id: work, on: a, takes: 10 min/lot}]}
  rb: {steps: [{id: work, on: b, takes: 10 min/lot}]}
)");
    const LineResult result = simulate(
        LineTables{line},
        {.key = {1, 0}, .warmup = Time{}, .end = Time{} + minutes(1000), .windows = nullptr});
    const auto& states = result.statistics.stations[0].in_state;
    CHECK(states[static_cast<std::size_t>(ToolState::operator_wait)] == minutes(29));
    CHECK(states[static_cast<std::size_t>(ToolState::productive)] == minutes(20));
    CHECK(states[static_cast<std::size_t>(ToolState::standby)] == minutes(951));
}
