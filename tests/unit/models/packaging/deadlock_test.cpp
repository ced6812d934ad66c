// Deadlocks are found when they arise, and explained.

#include "models/packaging/simulate.hpp"
#include "sim/base/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>

using namespace packline;
using namespace packline::packaging;

namespace {

/// What the run of this line says; empty where it ends well.
std::string failure_of(const std::string& text) {
    const LineTables tables{test::valid_line("line: small\n" + text)};
    try {
        simulate(tables, {.key = {1, 0}, .warmup = {}, .end = Time{} + hours(100)});
    } catch (const ModelError& error) {
        return error.what();
    }
    return "";
}

void check_says(const std::string& said, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
        INFO(said);
        INFO(part);
        CHECK(said.find(part) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("Deadlock: re-entrant flow over finite buffers", "[unit]") {
    const std::string text = R"(
stations:
  etch: {tools: 1, buffer: 1 lot}
  scan: {tools: 1, buffer: 0 lots}
products:
  A: {route: a, lot: 1 unit, release: {schedule: [{at: 0 h, lots: 5}]}}
routes:
  a:
    steps:
      - {id: etch, on: etch, takes: 4 min/lot}
      - {id: scan, on: scan, takes: 2 min/lot}
      - {id: etch2, on: etch, takes: 4 min/lot}
)";
    check_says(failure_of(text),
               {"deadlock", "in tool scan/1 waits for a place before 'etch' (etch has 1 lot)",
                "in tool etch/1 waits for a place before 'scan'", "A#1", "A#2"});
}

TEST_CASE("Deadlock: a lot stands in its own way", "[unit]") {
    const std::string text = R"(
stations:
  etch: {tools: 1, buffer: 0 lots}
products:
  A: {route: a, lot: 1 unit, release: {schedule: [{at: 0 h}]}}
routes:
  a: {steps: [{id: one, on: etch, takes: 4 min/lot}, {id: two, on: etch, takes: 4 min/lot}]}
)";
    check_says(failure_of(text), {"A#1 at step 'one' in tool etch/1", "which it holds"});
}

TEST_CASE("Deadlock: lot mates need the place that the first of them has", "[unit]") {
    const std::string text = R"(
stations:
  cut: {tools: 1}
  test: {tools: 1, buffer: 1 lot}
products:
  A: {route: a, lot: 3 wafers, release: {schedule: [{at: 0 h}]}}
routes:
  a:
    steps:
      - {id: saw, on: cut, takes: 2 min/wafer, sublot: 1 wafer}
      - {id: probe, on: test, takes: 5 min/lot}
)";
    check_says(failure_of(text),
               {"waits for the rest of its lot", "waits for a place before 'test'"});
}

TEST_CASE("Deadlock: a load that can never be complete", "[unit]") {
    const std::string text = R"(
stations:
  saw: {tools: 2}
  oven: {tools: 1, kind: batch, load: {max: 2 lots, min: 2}, buffer: 2 lots}
products:
  A: {route: a, lot: 1 unit, release: {schedule: [{at: 0 h}]}}
  B: {route: b, lot: 1 unit, release: {schedule: [{at: 0 h}]}}
  C: {route: c, lot: 1 unit, release: {schedule: [{at: 1 h}]}}
routes:
  a: {steps: [{id: cut, on: saw, takes: 1 min/lot}, {id: bake_a, on: oven, takes: 1 h/load}]}
  b: {steps: [{id: cut, on: saw, takes: 1 min/lot}, {id: bake_b, on: oven, takes: 1 h/load}]}
  c: {steps: [{id: cut, on: saw, takes: 1 min/lot}, {id: bake_c, on: oven, takes: 1 h/load}]}
)";
    check_says(failure_of(text), {"before 'oven' waits for a tool", "C#1"});
}

TEST_CASE("Deadlock: carriers that nobody gives back, and a buffer among them", "[unit]") {
    const std::string text = R"(
carriers: {frame: {stock: 1}}
stations:
  mount: {tools: 1}
  wash: {tools: 1}
  saw: {tools: 1, kind: batch, load: {max: 1 lot}, buffer: 1 lot}
products:
  A: {route: a, lot: 1 wafer, release: {schedule: [{at: 0 h}]}}
  B: {route: b, lot: 1 wafer, release: {schedule: [{at: 0 h}]}}
routes:
  a:
    steps:
      - {id: mount, on: mount, takes: 2 min/lot, takes_carrier: frame}
      - {id: saw, on: saw, takes: 5 min/lot, frees_carrier: frame}
  b:
    steps:
      - {id: wash, on: wash, takes: 1 min/lot}
      - {id: frame, on: saw, takes: 5 min/lot, takes_carrier: frame, frees_carrier: frame}
)";
    check_says(failure_of(text), {"waits for carriers of 'frame'", "waits for a place before"});
}

TEST_CASE("Deadlock: a tool that may not take a lot does not help it", "[unit]") {
    // All that waits for etching is bound to the first tool or qualified for no other; the second
    // one works on.
    const std::string text = R"(
stations:
  etch:
    tools: 2
    buffer: 3 lots
    sets: {one: {tools: 1, products: [A, C]}, two: {tools: 1, products: [A, B]}}
  scan: {tools: 1, buffer: 0 lots}
products:
  A: {route: a, lot: 1 unit, release: {schedule: [{at: 1 min, lots: 4}]}}
  B: {route: b, lot: 1 unit, release: {schedule: [{at: 0 min}]}}
  C: {route: c, lot: 1 unit, release: {schedule: [{at: 14 min}]}}
routes:
  a:
    steps:
      - {id: etch, on: etch, takes: 4 min/lot}
      - {id: scan, on: scan, takes: 2 min/lot}
      - {id: etch2, on: etch, takes: 4 min/lot, same_tool_as: etch}
  b: {steps: [{id: etch_b, on: etch, takes: 30 min/lot}]}
  c: {steps: [{id: etch_c, on: etch, takes: 4 min/lot}]}
)";
    check_says(failure_of(text), {"deadlock", "in tool etch/1 waits for a place before 'scan'",
                                  "in tool scan/1 waits for a place before 'etch'"});
}

TEST_CASE("Deadlock: none where something can still move", "[unit]") {
    // The same as the first, but the scanner has room for any number.
    const std::string text = R"(
stations:
  etch: {tools: 1, buffer: 1 lot}
  scan: {tools: 1}
products:
  A: {route: a, lot: 1 unit, release: {schedule: [{at: 0 h, lots: 5}]}}
routes:
  a:
    steps:
      - {id: etch, on: etch, takes: 4 min/lot}
      - {id: scan, on: scan, takes: 2 min/lot}
      - {id: etch2, on: etch, takes: 4 min/lot}
)";
    CHECK(failure_of(text).empty());
}
