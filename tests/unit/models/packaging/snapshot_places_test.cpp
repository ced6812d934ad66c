// Where a snapshot says that a lot stands which is in no queue and in no tool.

#include "models/packaging/snapshot.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>

using namespace packline;
using namespace packline::packaging;

namespace {

Snapshot snapshot(const std::string& text, Time at) {
    const LineTables tables{test::valid_line(text)};
    return take_snapshot(tables, line_processes(tables), {1, 0}, at);
}

}  // namespace

TEST_CASE("Snapshot: lots that a gate holds stand before the step that it shuts", "[unit]") {
    const Snapshot told = snapshot(
        "line: gated\n"
        "stations:\n  saw: {tools: 1}\n  tester: {tools: 1}\n  packer: {tools: 1}\n"
        "products:\n  A: {route: a, lot: 1 wafers, release: {schedule: [{at: 0 h, lots: 3}]}}\n"
        "routes:\n  a: {steps: [{id: cut, on: saw, takes: 10 min/lot}, {id: probe, on: tester, "
        "takes: 15 min/lot}, {id: wrap, on: packer, takes: 5 min/lot}]}\n"
        "gates:\n  permit: {scope: {route: a, step: probe}, stages: [{stage: sign, takes: 1 h}]}\n",
        Time{} + minutes(45));
    REQUIRE(told.wip.size() == 3);
    for (const InitialLotSpec& lot : told.wip) {
        CHECK(lot.step == StepId{1});
    }
}

TEST_CASE("Snapshot: lots on their way come after the rest of its mean time", "[unit]") {
    for (const char* areas : {"[east, west]", "[east, west, north]"}) {
        CAPTURE(areas);
        const Snapshot told = snapshot(
            "line: on the way\nareas: " + std::string{areas} +
                "\ntransfer: {default: uniform(9 11 h)}\n"
                "stations:\n  saw: {tools: 1, area: east}\n  tester: {tools: 1, area: west}\n"
                "products:\n  A: {route: a, lot: 1 wafers, release: {schedule: [{at: 0 h}]}}\n"
                "routes:\n  a: {steps: [{id: cut, on: saw, takes: 1 h/lot}, {id: probe, on: "
                "tester, "
                "takes: 1 h/lot}]}\n",
            Time{} + hours(4));
        REQUIRE(told.wip.size() == 1);
        CHECK(told.wip.front().step == StepId{1});
        CHECK(told.wip.front().arrives == hours(7));  // on its way since 1 h, 10 h on average
    }
}
