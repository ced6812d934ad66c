// What a fluid makes of disruptions: flows that share stations or do not, and what it cannot see.

#include "models/report/fluid_bound.hpp"

#include "models/report/fluid_flows.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>
#include <vector>

using namespace packline;

namespace {

/// Two sites of one station each, that make as much and are loaded to a half; and a shared one.
packaging::LineSpec two_sites(const std::string& more) {
    return test::valid_line(R"(
line: two sites
stations:
  north: {tools: 2}
  south: {tools: 2}
products:
  a: {route: ra, lot: 10 wafers, release: {every: 1 h}}
  b: {route: rb, lot: 10 wafers, release: {every: 1 h}}
routes:
  ra: {steps: [{id: x, on: north, takes: 1 h/lot}]}
  rb: {steps: [{id: y, on: south, takes: 1 h/lot}]}
experiment: {horizon: 40 d, warmup: 0 s}
)" + more);
}

report::FluidBound bound(const packaging::LineSpec& line) {
    return report::fluid_bound(report::FluidLine{line}, {1, 0}, days(1), 40);
}

}  // namespace

TEST_CASE("fill_flows: all that pass a short station get on alike, the rest is not held up",
          "[unit]") {
    // Flows 0 and 1 share station 0, at 0.6 each of it; flow 2 passes station 1 alone.
    const std::vector<std::vector<double>> use{{0.6, 0.6, 0.0}, {0.0, 0.5, 0.5}};
    const std::vector<double> ones{1, 1, 1};
    const std::vector<double> fair = report::fill_flows(use, ones, {1.0, 1.0});
    CHECK(fair[0] == Approx(1.0 / 1.2));
    CHECK(fair[1] == Approx(1.0 / 1.2));
    CHECK(fair[2] == Approx(1.0));
    // What flow 0 does not need goes to flow 1.
    const std::vector<double> spare =
        report::fill_flows(use, std::vector<double>{0.2, 3, 0}, {1.0, 1.0});
    CHECK(spare[0] == Approx(0.2));
    CHECK(spare[1] == Approx(0.88 / 0.6));
    CHECK(spare[2] == 0.0);
    // A station that stands still holds up its own flows alone.
    const std::vector<double> shut = report::fill_flows(use, ones, {0.0, 1.0});
    CHECK(shut[0] == 0.0);
    CHECK(shut[1] == 0.0);
    CHECK(shut[2] == Approx(1.0));
}

TEST_CASE("fluid_bound: a site that stops counts its own share", "[unit]") {
    const report::FluidBound one =
        bound(two_sites("gates: {permit: {scope: {station: north}, shuts: 5 d, stages: [{stage: "
                        "wait, takes: 10 d}]}}\n"));
    // Half of the output for ten days; then capacity is twice the demand: ten days more.
    CHECK(one.peak == Approx(5.0));
    CHECK(one.peak_at == Time{} + days(15));
    CHECK(one.cleared == Time{} + days(25));
    const report::FluidBound both =
        bound(two_sites("gates: {permit: {scope: {station: [north, south]}, shuts: 5 d, stages: "
                        "[{stage: wait, takes: 10 d}]}}\n"));
    CHECK(both.peak == Approx(10.0));
    CHECK(both.cleared == Time{} + days(25));
}

TEST_CASE("fluid_bound: what is diverted is asked for at the other site", "[unit]") {
    const std::string gate =
        "gates: {permit: {scope: {station: north, product: a}, shuts: 5 d, stages: [{stage: wait, "
        "takes: 10 d}], divert: {a: {to: b, share: 60 %}}}}\n";
    // The other site has room for all that comes: 40 % of one half wait for ten days.
    CHECK(bound(two_sites(gate)).peak == Approx(2.0));
    // With one tool there it has none: nothing is won.
    packaging::LineSpec full = two_sites(gate);
    full.stations[1].tools = 1;
    CHECK(bound(full).peak == Approx(5.0));
}

TEST_CASE("fluid_bound: a product that stands in for another on the same tools holds up nothing",
          "[unit]") {
    const std::string old =
        "gates: {notice: {scope: {product: a}, stages: [{stage: wait, takes: 10 d}], divert: {a: "
        "{to: old_a}}}}\n";
    packaging::LineSpec line = test::valid_line(R"(
line: notice
stations: {north: {tools: 2}}
products:
  a: {route: ra, lot: 10 wafers, release: {every: 1 h}}
  old_a: {route: ra, lot: 10 wafers, release: none}
routes: {ra: {steps: [{id: x, on: north, takes: 1 h/lot}]}}
experiment: {horizon: 40 d, warmup: 0 s}
)" + old);
    CHECK(bound(line).peak == Approx(0).margin(1e-9));
    line.gates[0].diversions[0].share = 0.25;
    CHECK(bound(line).peak == Approx(7.5));
}

TEST_CASE("fluid_bound: says what it cannot see", "[unit]") {
    const packaging::LineSpec quiet = two_sites("");
    CHECK_FALSE(report::seen_by_fluid(quiet));
    CHECK(report::unseen_by_fluid(quiet).empty());
    const packaging::LineSpec queue =
        two_sites("masks: {crowd: {scope: {station: north}, when: {queue: south, above: 5}}}\n");
    CHECK_FALSE(report::seen_by_fluid(queue));
    CHECK(report::unseen_by_fluid(queue) == std::vector<std::string>{"mask 'crowd' (a queue)"});
    const packaging::LineSpec power =
        two_sites("masks: {power: {scope: {station: north}, from: 3 d, lasts: 2 d}}\n");
    CHECK(report::seen_by_fluid(power));
    CHECK(report::unseen_by_fluid(power).empty());
}

TEST_CASE("fluid_bound: a gate before steps of a route is not seen, what else it shuts is",
          "[unit]") {
    const auto gate = [](const std::string& name, const std::string& scope) {
        return name + ": {scope: {" + scope +
               "}, shuts: 5 d, stages: [{stage: wait, takes: 10 d}]}";
    };
    const packaging::LineSpec steps =
        two_sites("gates: {" + gate("review", "route: ra, step: x") + "}\n");
    CHECK_FALSE(report::seen_by_fluid(steps));
    CHECK(report::unseen_by_fluid(steps) ==
          std::vector<std::string>{"gate 'review' (steps of a route)"});
    const packaging::LineSpec both =
        two_sites("gates: {" + gate("review", "station: north, route: ra, step: x") + "}\n");
    CHECK(report::seen_by_fluid(both));
    CHECK(report::unseen_by_fluid(both) ==
          std::vector<std::string>{"gate 'review' (steps of a route)"});
    packaging::LineSpec parts = two_sites("gates: {" + gate("customs", "product: a") + "}\n");
    CHECK(report::seen_by_fluid(parts));
    parts.gates[0].scope.products.clear();
    parts.gates[0].scope.suppliers.push_back({packaging::MaterialId{0}, false});
    CHECK_FALSE(report::seen_by_fluid(parts));
    CHECK(report::unseen_by_fluid(parts) == std::vector<std::string>{"gate 'customs' (supply)"});
}
