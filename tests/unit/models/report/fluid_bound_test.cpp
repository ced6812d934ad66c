// What a fluid makes of disruptions: flows that share stations or do not, and what it cannot see.

#include "models/report/fluid_bound.hpp"

#include "models/report/fluid_flows.hpp"
#include "sim/random/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/plain_flows.hpp"
#include "tests/support/random_choices.hpp"
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

TEST_CASE("FlowFiller: all that pass a short station get on alike, the rest is not held up",
          "[unit]") {
    // Flows 0 and 1 share station 0, at 0.6 each of it; flow 2 passes station 1 alone.
    const std::vector<std::vector<double>> use{{0.6, 0.6, 0.0}, {0.0, 0.5, 0.5}};
    const std::vector<double> ones{1, 1, 1};
    const std::vector<double> fair = report::FlowFiller{use}.fill(ones, {1.0, 1.0});
    CHECK(fair[0] == Approx(1.0 / 1.2));
    CHECK(fair[1] == Approx(1.0 / 1.2));
    CHECK(fair[2] == Approx(1.0));
    // What flow 0 does not need goes to flow 1.
    const std::vector<double> spare =
        report::FlowFiller{use}.fill(std::vector<double>{0.2, 3, 0}, {1.0, 1.0});
    CHECK(spare[0] == Approx(0.2));
    CHECK(spare[1] == Approx(0.88 / 0.6));
    CHECK(spare[2] == 0.0);
    // A station that stands still holds up its own flows alone.
    const std::vector<double> shut = report::FlowFiller{use}.fill(ones, {0.0, 1.0});
    CHECK(shut[0] == 0.0);
    CHECK(shut[1] == 0.0);
    CHECK(shut[2] == Approx(1.0));
}

TEST_CASE("FlowFiller: as one that looks at all flows and stations at each step", "[unit]") {
    for (std::uint32_t number = 0; number < 200; ++number) {
        CAPTURE(number);
        Draws d{{number, 0}, 17, Purpose::test, 0};
        const auto flows = static_cast<std::size_t>(test::pick(d, 1, 12));
        std::vector<std::vector<double>> use(static_cast<std::size_t>(test::pick(d, 1, 9)));
        std::vector<double> left;
        for (std::vector<double>& of_station : use) {
            for (std::size_t f = 0; f < flows; ++f) {
                of_station.push_back(test::chance(d, 0.4) ? d.uniform() : 0.0);
            }
            left.push_back(test::chance(d, 0.1) ? 0.0 : d.uniform());
        }
        std::vector<double> needs;
        for (std::size_t f = 0; f < flows; ++f) {
            needs.push_back(test::chance(d, 0.2) ? 0.0 : 3 * d.uniform());
        }
        const std::vector<double> fast = report::FlowFiller{use}.fill(needs, left);
        const std::vector<double> plain = test::fill_plainly(use, needs, left);
        for (std::size_t f = 0; f < flows; ++f) {
            CHECK(fast[f] == Approx(plain[f]).margin(1e-12));
        }
    }
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
    // A diversion takes its share whatever part of the rest is held: 60 % go, half of 40 % wait.
    CHECK(
        bound(two_sites("masks: {rule: {what: starts, scope: {product: a}, level: 50 %, from: 5 d, "
                        "lasts: 10 d, divert: {a: {to: b, share: 60 %}}}}\n"))
            .peak == Approx(1.0));
    // A second one takes its share of what the first leaves: 60 %, then half of 40 %.
    CHECK(
        bound(two_sites(gate + "masks: {too: {scope: {station: south}, level: 99.9 %, lasts: 40 d, "
                               "divert: {a: {to: b, share: 50 %}}}}\n"))
            .peak == Approx(1.0).epsilon(0.01));
    // It goes on though nothing of its own product is held.
    CHECK(
        bound(two_sites("masks: {rule: {scope: {station: north}, level: 0, from: 5 d, lasts: 10 d, "
                        "divert: {a: {to: b, share: 60 %}}}}\n"))
            .peak == Approx(2.0));
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

namespace {

/// A lot of ten wafers an hour, of which each takes one part: 240 a day, of a capacity of 480.
packaging::LineSpec buyer(const std::string& material, const std::string& more = "") {
    return test::valid_line(R"(
line: buyer
stations: {bench: {tools: 2}}
products: {a: {route: r, lot: 10 wafers, release: {every: 1 h}}}
routes: {r: {steps: [{id: place, on: bench, takes: 1 h/lot, consumes: {lid: 1 per wafer}}]}}
materials: {lid: {)" + material +
                            R"(}}
experiment: {horizon: 40 d, warmup: 0 s}
)" + more);
}

/// One site whose lots use 1 m3 of water each, 24 m3 a day, of a capacity of 48 lots a day.
packaging::LineSpec wet(const std::string& budget, const std::string& use = "water: 1 m3/lot") {
    return test::valid_line(R"(
line: wet
utilities: {water: {unit: m3}}
stations: {bath: {tools: 2, uses: {)" +
                            use + R"(}}}
products: {a: {route: r, lot: 10 wafers, release: {every: 1 h}}}
routes: {r: {steps: [{id: dip, on: bath, takes: 1 h/lot}]}}
experiment: {horizon: 40 d, warmup: 0 s}
budgets: {permit: {utility: water, )" +
                            budget + "}}\n");
}

}  // namespace

TEST_CASE("fluid_bound: what has come of a material caps what was made", "[unit]") {
    // Ten days in stock, nothing for ten more; then twice the demand until that is made good.
    const report::FluidBound plan =
        bound(buyer("stock: 2400, supply: {schedule: [{at: 20 d, quantity: 20000}]}"));
    CHECK(plan.peak == Approx(10.0));
    CHECK(plan.peak_at == Time{} + days(20));
    CHECK(plan.cleared == Time{} + days(30));
    // Half of what is needed is allocated.
    CHECK(
        bound(buyer("stock: 0, supply: {every: 1 d, first: 0 d, quantity: 240, allocation: 50 %}"))
            .peak == Approx(20.0));
    // What is in stock, and no more.
    CHECK(bound(buyer("stock: 2400")).peak == Approx(30.0));
    CHECK(bound(buyer("stock: unlimited")).peak == 0.0);
}

TEST_CASE("fluid_bound: orders come after their lead time", "[unit]") {
    // On day 5 half of the stock is used and 1200 are ordered, within the bucket that begins on day
    // 4: they come on day 24, when the line is 14 days behind, and are used at twice the demand.
    const report::FluidBound late =
        bound(buyer("stock: 2400, supply: {reorder_at: 1200, order_up_to: 2400, lead_time: 20 d}"));
    CHECK(late.backlog[9] == Approx(0.0).margin(1e-9));
    CHECK(late.backlog[23] == Approx(14.0));
    CHECK(late.backlog[25] == Approx(12.0));
    // Those that come within a day hold up nobody.
    CHECK(bound(buyer("stock: 2400, supply: {reorder_at: 1200, order_up_to: 2400, lead_time: 2 h}"))
              .peak == 0.0);
}

TEST_CASE("fluid_bound: what a supplier holds back comes when it is free, or never", "[unit]") {
    const std::string daily = "stock: 240, supply: {every: 1 d, first: 1 d, quantity: 240}";
    const auto fire = [](const std::string& more) {
        return "masks: {fire: {what: supply, scope: {material: lid}, level: 0, from: 10 d, lasts: "
               "5 d" +
               more + "}}\n";
    };
    // Five deliveries late; they all come on day 15.
    const report::FluidBound held = bound(buyer(daily, fire("")));
    CHECK(held.peak == Approx(5.0));
    CHECK(held.cleared == Time{} + days(20));
    const report::FluidBound lost = bound(buyer(daily, fire(", held: lost")));
    CHECK(lost.peak == Approx(5.0));
    CHECK(lost.cleared == Time::never());
    CHECK(report::seen_by_fluid(buyer(daily, fire(""))));
    CHECK(report::unseen_by_fluid(buyer(daily, fire(""))).empty());
}

TEST_CASE("fluid_bound: a budget that nobody may exceed caps what flows", "[unit]") {
    // 18 of 24 m3 in any day, from day 10 on: a quarter of a day behind each day.
    const report::FluidBound any = bound(wet("limit: 20 m3, over: 24 h, ration: 90 %, from: 10 d"));
    CHECK(any.backlog[9] == 0.0);
    CHECK(any.peak == Approx(7.5));
    CHECK(bound(wet("limit: 20 m3, over: day, ration: 90 %, from: 10 d")).peak == Approx(7.5));
    // Of any three days: the days of two together have what the limit leaves of the third.
    CHECK(bound(wet("limit: 54 m3, over: 72 h, ration: 100 %, from: 10 d")).peak ==
          Approx(7.5).margin(0.76));
    // A month of 365 m3: used up after 15.2 of its 30.4 days; then the next one begins, and 365 m3
    // make good as many days: 2 x 15.2 of 40 days could be made.
    const report::FluidBound month = bound(wet("limit: 365 m3, over: month, ration: 100 %"));
    CHECK(month.backlog[14] == Approx(0.0).margin(1e-9));
    CHECK(month.backlog[29] == Approx(30.0 - 365.0 / 24));
    CHECK(month.backlog[39] == Approx(40.0 - (2 * 365.0) / 24).margin(1.0));
    CHECK(report::seen_by_fluid(wet("limit: 20 m3, over: 24 h, ration: 90 %")));
}

TEST_CASE("fluid_bound: a block is a cap over a month, and by the day it is not", "[unit]") {
    // Both tools could use 48 m3 more while what is inside is finished.
    const report::FluidBound month = bound(wet("limit: 317 m3, over: month, block: 100 %"));
    CHECK(month.backlog[29] == Approx(30.0 - (317.0 + 48.0) / 24));
    const packaging::LineSpec day = wet("limit: 18 m3, over: 24 h, block: 100 %");
    CHECK_FALSE(report::seen_by_fluid(day));
    CHECK(report::unseen_by_fluid(day) ==
          std::vector<std::string>{"mask 'permit_block' (a budget)"});
    // What stands ready uses nothing here: only work counts. 24 h of 1 m3.
    CHECK(bound(wet("limit: 317 m3, over: month, block: 100 %",
                    "water: [1 m3/h productive, 0.5 m3/h standby]"))
              .backlog[29] == Approx(30.0 - (317.0 + 48.0) / 24));
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
    parts.materials.push_back({.name = "lid"});
    CHECK(report::seen_by_fluid(parts));
    CHECK(report::unseen_by_fluid(parts).empty());
    parts.products[0].makes = packaging::MaterialId{0};
    CHECK_FALSE(report::seen_by_fluid(parts));
    CHECK(report::unseen_by_fluid(parts) ==
          std::vector<std::string>{"gate 'customs' (supply of what the line makes too)"});
}
