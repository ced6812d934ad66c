// Plans, supply by regimes, rates that change: every key reaches its field.

#include "tests/unit/models/scenario/line_text.hpp"

#include <string>
#include <vector>

namespace packline::scenario {
namespace {

using namespace packaging;

constexpr double kDay = 86'400;

TEST_CASE("Plans: every key reaches its field, and tools stand behind those that are there",
          "[unit]") {
    LineText text;
    text.top =
        "regimes: {market: {states: [{state: normal, lasts: 90 d}, {state: tight}]}}\n"
        "lead_times: {dicer: {regime: market, normal: 60 d, tight: 200 d}}\n"
        "gates: {permit: {scope: {station: press, tools: 3-4}, stages: [{stage: s, takes: 1 d}]}}\n"
        "plans:\n"
        "  saw: {station: press, tools: 2, price: 450 k$, ordered: 10 d, class: dicer, licence: 38 "
        "d,"
        " denied: 2 %, delivery: 5 d, after: permit, install: 7 d, qualification: 12 h, lots: 3,"
        " fails: 10 %, ramp: 30 d, ramp_speed: 70 %, ramp_yield: 99 %}\n"
        "  fast: {station: press, speed: 2}\n";
    text.stations = "  press: {tools: 2}\n";
    text.steps = "      - {id: mold, on: press, takes: 2 h/lot}\n";
    const LineSpec line = line_of(text);
    CHECK(line.stations[0].tools == 5);
    REQUIRE(line.plans.size() == 2);
    const PlanSpec& saw = line.plans[0];
    CHECK(saw.scope.tools[0].first == 2);
    CHECK(saw.scope.tools[0].count == 2);
    CHECK(line.gates[0].scope.tools[0].first == 2);
    CHECK(saw.price == 450'000 * packaging::kMoneyUnit);
    CHECK(saw.ordered.mean() == 10 * kDay);
    REQUIRE(saw.to_the_site.size() == 3);
    CHECK(saw.to_the_site[0].takes.by_state[1].mean() == 200 * kDay);
    CHECK(saw.to_the_site[1].denied == 0.02);
    CHECK(saw.to_the_site[2].takes.otherwise.mean() == 5 * kDay);
    CHECK(saw.after == std::vector{GateId{0}});
    CHECK(saw.installation[0].takes.otherwise.mean() == 7 * kDay);
    REQUIRE(saw.qualification.size() == 3);
    CHECK(saw.qualification[1].fails == 0.0);
    CHECK(saw.qualification[2].fails == 0.1);
    CHECK(saw.qualification[2].back_to == 0);
    CHECK(saw.ramp == days(30));
    CHECK(saw.ramp_speed == 0.7);
    CHECK(saw.ramp_yield == 0.99);
    CHECK(line.mechanisms[saw.mechanism.index()].name == "saw");
    // Where one differs, the tools that are there and each order are sets.
    REQUIRE(line.stations[0].sets.size() == 2);
    CHECK(line.stations[0].sets[0].tools == 4);
    CHECK(line.stations[0].sets[1].speed == 2);
    CHECK(line.plans[1].scope.tools[0].first == 4);
}

TEST_CASE("Materials: lead times and allocations by the state of a regime", "[unit]") {
    LineText text;
    text.top =
        "regimes: {market: {states: [{state: normal, lasts: 90 d}, {state: tight}]}}\n"
        "materials:\n"
        "  chip: {supply: {reorder_at: 10, order: 20, on_order: [{at: 2 d, quantity: 7}], "
        "lead_time: {regime: market, tight: 9 d, normal: 3 d}, "
        "allocation: {regime: market, normal: 100 %, tight: 60 %}, "
        "second_source: {share: 20 %, lead_time: 5 d}}}\n"
        "masks:\n"
        "  fire: {what: supply, scope: {material: chip, source: second}, level: 10 %}\n"
        "  strike: {what: supply, scope: {material: chip}, held: lost}\n";
    text.stations = "  press: {tools: 2}\n";
    text.steps =
        "      - {id: mold, on: press, takes: 2 h/lot, places: 4, consumes: {chip: 1 per site}}\n";
    const LineSpec line = line_of(text);
    const SupplySpec& supply = line.materials[0].supply;
    CHECK(supply.lead_time.by_state[0].mean() == 3 * kDay);
    CHECK(supply.lead_time.by_state[1].mean() == 9 * kDay);
    CHECK(supply.allocation.by_state == std::vector{1.0, 0.6});
    CHECK(supply.second_lead_time.otherwise.mean() == 5 * kDay);
    REQUIRE(supply.on_order.size() == 1);
    CHECK(supply.on_order[0].quantity == 7);
    CHECK(line.masks[0].effect == MaskEffect::supply);
    REQUIRE(line.masks[0].scope.suppliers.size() == 1);
    CHECK(line.masks[0].scope.suppliers[0].second);
    CHECK(line.masks[1].scope.suppliers.size() == 2);
    CHECK(line.masks[1].held_are_lost);
}

TEST_CASE("Plans and rates may be tables, which other files build on", "[unit]") {
    const test::TemporaryFolder folder;
    const std::string base = folder.file("base.yaml");
    LineText text;
    text.top = "plans: tools.csv\n";
    text.steps = "      - {id: mold, on: press, takes: 1 h/lot}\n";
    text.product = "{route: main, lot: 25 wafers, release: {rate: demand.csv}}";
    write(base, text.str());
    write(folder.file("tools.csv"),
          "plan,station,tools,ordered,lead_time,lots,qualification\n"
          "a,press,2,10 d,90 d,,\n"
          "b,press,,,,3,8 h\n");
    write(folder.file("demand.csv"), "at,rate,over\n0 d,2 lots/d,\n30 d,6 lots/d,10 d\n");
    write(folder.file("late.yaml"), "extends: base.yaml\nplans: {a: {ordered: 50 d}}\n");
    const Outcome out = read_file(folder.file("late.yaml"));
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    REQUIRE(out.line->plans.size() == 2);
    CHECK(out.line->stations[0].tools == 4);
    CHECK(out.line->plans[0].ordered.mean() == 50 * kDay);
    CHECK(out.line->plans[0].to_the_site[0].takes.otherwise.mean() == 90 * kDay);
    CHECK(out.line->plans[1].qualification.size() == 3);
    const std::vector<RateChange>& rates = out.line->products[0].release.rates;
    REQUIRE(rates.size() == 2);
    CHECK(rates[1].at == Time{} + days(30));
    CHECK(rates[1].over == days(10));
    CHECK(rates[1].per_s * kDay == Approx(6));
}

TEST_CASE("Plans in a table: a row without a name, and one named twice, are told", "[unit]") {
    const test::TemporaryFolder folder;
    LineText text;
    text.top = "plans: tools.csv\n";
    write(folder.file("line.yaml"), text.str());
    write(folder.file("tools.csv"), "plan,station\na,press\na,press\n,press\n");
    const Outcome out = read_file(folder.file("line.yaml"));
    CHECK_FALSE(out.line.has_value());
    CHECK(out.messages.find("tools.csv:3:1: error: 'a' is named twice") != std::string::npos);
    CHECK(out.messages.find("tools.csv:4:1: error: the row has no `plan`") != std::string::npos);
}

}  // namespace
}  // namespace packline::scenario
