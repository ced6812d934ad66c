// Lots inside tools that hold several leave after a snapshot when they would have, and let others
// in when they would have.

#include "tests/unit/models/scenario/goes_on.hpp"

#include <fmt/format.h>
#include <string>

namespace packline::scenario {
namespace {

using namespace packaging;

/// One station between a saw and a press, with lots of two sizes.
std::string around(const std::string& station, const std::string& step) {
    return "line: inside\n"
           "stations:\n"
           "  saw: {tools: 1}\n  press: {tools: 1}\n"
           "  bath: " +
           station +
           "\n"
           "routes:\n"
           "  a: {steps: [{id: cut, on: saw, takes: 4 min/wafer}, " +
           step +
           ", {id: press, on: press, takes: 3 min/wafer}]}\n"
           "products:\n"
           "  A: {route: a, lot: 11 wafers, sites: 4, release: {every: 150 min, first: 1 h, lots: "
           "2}}\n"
           "  B: {route: a, lot: 5 wafers, sites: 4, release: {every: 210 min, first: 70 min}}\n";
}

/// Several lots are inside at once in most of the snapshots. Returns how often the line would have
/// gone on otherwise if nobody knew what is free inside.
std::size_t check_goes_on(const std::string& line) {
    INFO(line);
    const WentOn went = goes_on(
        line, 20, [](const InitialLotSpec& l) { return l.has_leaves; },
        [](LineSpec& start) {
            std::erase_if(start.tool_states,
                          [](const InitialToolSpec& t) { return t.has_enters || t.has_free; });
        });
    CHECK(went.times == 20);
    CHECK(went.lots > 15);
    return went.otherwise;
}

TEST_CASE("Snapshot: lots inside cascades go on", "[unit]") {
    check_goes_on(around("{tools: 1, kind: cascade}",
                         "{id: wet, on: bath, takes: 5 min/wafer, transit: 90 min}"));
    check_goes_on(around("{tools: 1, kind: cascade}",
                         "{id: wet, on: bath, takes: 2 min/wafer, transit: 100 min, lot_pitch: 40 "
                         "min}"));
    check_goes_on(around("{tools: 1, kind: cascade, holds: 8, loading: 3 min}",
                         "{id: wet, on: bath, takes: 1 min/wafer, transit: 40 min}"));
}

TEST_CASE("Snapshot: lots inside chambers go on", "[unit]") {
    CHECK(check_goes_on(around("{tools: 1, kind: chambered, chambers: 3, unloading: 5 min}",
                               "{id: wet, on: bath, takes: 12 min/wafer}")) > 0);
}

TEST_CASE("Snapshot: lots inside racks go on", "[unit]") {
    const std::string step = "{id: wet, on: bath, takes: 130 min/load}";
    check_goes_on(around("{tools: 1, kind: rack, slots: 9, load: {max: 4 wafers}}", step));
    check_goes_on(
        around("{tools: 1, kind: rack, slots: 9, partial: yes, load: {max: 4 wafers}}", step));
}

TEST_CASE("Snapshot: lots at load ports go on", "[unit]") {
    check_goes_on(around("{tools: 1, load_ports: 3, loading: 10 min, unloading: 5 min}",
                         "{id: wet, on: bath, takes: 5 min/wafer}"));
    check_goes_on(around("{tools: 1, kind: cascade, load_ports: 3, loading: 10 min}",
                         "{id: wet, on: bath, takes: 4 min/wafer, transit: 50 min}"));
}

TEST_CASE("Snapshot: who has loaded a lot is not wanted for it again", "[unit]") {
    check_goes_on(around("{tools: 1, kind: rack, slots: 9, load: {max: 4 wafers}, loading: 20 min, "
                         "operators: {load: {skill: floor, persons: 2}}}",
                         "{id: wet, on: bath, takes: 110 min/load}") +
                  "operators:\n  hands: {persons: 3, skills: [floor]}\n");
}

}  // namespace
}  // namespace packline::scenario
