// Where the money goes, worked by hand on lines of constant times.

#include "models/packaging/ledger/ledger.hpp"

#include "models/packaging/ledger/route_order.hpp"
#include "models/packaging/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <numeric>
#include <string>

using namespace packline;
using namespace packline::packaging;

namespace {

LineResult run(const std::string& text, Duration end, Duration warmup = {}) {
    const LineTables tables{test::valid_line("line: small\n" + text)};
    return simulate(tables, {.key = {1, 0}, .warmup = Time{} + warmup, .end = Time{} + end});
}

Money dollars(double amount) { return static_cast<Money>(amount * kMoneyUnit); }

/// Two lots of 10 wafers; the second waits too long for the saw and is scrap.
const std::string kTwoLots = R"(
stations:
  press: {tools: 2, costs: {price: 87.6 k$, depreciation: 1 y, upkeep: 17520 $/y, labour: 3 $/h, consumables: {foil: 1 $/wafer}}}
  saw: {tools: 1, costs: {price: 43.8 k$, depreciation: 1 y}}
products:
  chip:
    {route: main, lot: 10 wafers, sites: 100, due: 15 h, price: 1 $, incoming_price: 50 $/wafer,
     penalties: {late: 0.1 $}, release: {schedule: [{at: 0 h, lots: 2}]}}
routes:
  main:
    steps:
      - {id: mold, on: press, takes: 1 h/wafer, sublot: lot}
      - {id: cut, on: saw, takes: 10 h/lot, sublot: lot, start_within: {limit: 5 h, of: mold, action: scrap}}
)";

}  // namespace

TEST_CASE("Ledger: what shipped, what was lost and what stood idle", "[unit]") {
    const Ledger ledger = run(kTwoLots, hours(40)).ledger;
    const ProductLedger& chip = ledger.products[0];
    // Wafers: 20 at 50 $. The press: 10 $/h, 2 $/h and 3 $/h for 20 of 80 tool hours, and foil for
    // 20 wafers. The saw: 5 $/h for 10 of 40.
    CHECK(chip.spent[2][CostKind::material] == dollars(1000));
    CHECK(chip.spent[0][CostKind::depreciation] == dollars(200));
    CHECK(chip.spent[0][CostKind::upkeep] == dollars(40));
    CHECK(chip.spent[0][CostKind::labour] == dollars(60));
    CHECK(chip.spent[0][CostKind::consumables] == dollars(20));
    CHECK(chip.spent[1][CostKind::depreciation] == dollars(50));
    // Both lots have half of what was spent up to the saw; it served one of them.
    CHECK(chip.good.total() == dollars(500 + 160 + 50));
    CHECK(chip.scrapped().total() == dollars(500 + 160));
    CHECK(chip.scrap.back().total() == dollars(660));  // queue time: the last reason
    CHECK(chip.lost_units.back() == 1000);
    CHECK(chip.in_process.total() == 0);
    CHECK(ledger.idle_at == std::vector<Money>{dollars(900), dollars(150)});
    CHECK(chip.idle.total() == dollars(1050));
    CHECK(ledger.booked.total() == dollars(1000 + 1200 + 20 + 200));
    CHECK(ledger.booked == ledger.spent());
    CHECK(ledger.revenue() == dollars(1000));
    CHECK(ledger.penalties() == dollars(100));  // 1000 units leave at 20 h, due at 15 h
    CHECK(ledger.margin() == dollars(1000 - 100 - 2420));
}

TEST_CASE("Ledger: lots that are still in process keep what was spent on them", "[unit]") {
    // At 12 h one lot is in the saw and one waits before it.
    const Ledger ledger = run(kTwoLots, hours(12)).ledger;
    const ProductLedger& chip = ledger.products[0];
    CHECK(chip.good.total() == 0);
    CHECK(chip.scrapped().total() == 0);
    CHECK(chip.in_process.total() == dollars(1000 + 320) + chip.spent[1].total());
    CHECK(ledger.booked == ledger.spent());
}

TEST_CASE("Ledger: a window takes over what is in process at its start", "[unit]") {
    // From 12 h on, one lot is scrapped (15 h) and one ships (20 h): what they had cost before is
    // not spent again, and the window has no cost of the press to share out but idle time.
    const Ledger ledger = run(kTwoLots, hours(40), hours(12)).ledger;
    const ProductLedger& chip = ledger.products[0];
    CHECK(chip.spent[0].total() == 0);
    CHECK(chip.spent[2].total() == 0);
    CHECK(chip.spent[1].total() == dollars(8 * 5));
    CHECK(ledger.booked == ledger.spent());
    CHECK(ledger.booked.total() == dollars(28 * 2 * 15 + 28 * 5));
    CHECK(chip.good.total() == dollars(40));
    CHECK(chip.scrapped().total() == 0);
}

TEST_CASE("Ledger: parts made here bring their share of idle capacity along", "[unit]") {
    const Ledger ledger = run(R"(
materials: {die: {stock: 0}}
stations:
  bench: {tools: 1, costs: {price: 87.6 k$, depreciation: 1 y}}
  bonder: {tools: 1, costs: {price: 43.8 k$, depreciation: 1 y}}
products:
  wafer: {route: dies, lot: 1 wafer, sites: 100, makes: die, release: {schedule: [{at: 0 h, lots: 1}]}}
  module: {route: mods, lot: 1 board, release: {schedule: [{at: 2 h, lots: 1}]}}
routes:
  dies: {steps: [{id: sort, on: bench, takes: 1 h/lot}]}
  mods: {steps: [{id: attach, on: bonder, takes: 1 h/lot, consumes: {die: 1 per site}, places: 50}]}
)",
                              hours(40))
                              .ledger;
    // 10 $/h and 5 $/h, an hour of work each; half of the dies are on the module.
    CHECK(ledger.products[0].idle.total() == dollars(390));
    CHECK(ledger.products[1].idle.total() == dollars(195 + 195));
    CHECK(ledger.products[1].good.total() == dollars(5 + 5));
    CHECK(ledger.idle.total() == dollars(390 + 195));
    CHECK(ledger.booked == ledger.spent());
}

TEST_CASE("Ledger: loads are counted by what the step allows, not the station", "[unit]") {
    // A furnace for 20 wafers, of which this step allows 10: 10 wafers are one load, 20 are two.
    // The burst of 20 starts at 0 h as one lot that runs as successive loads.
    const Ledger ledger = run(R"(
stations: {furnace: {tools: 1, kind: batch, load: {max: 20 wafers}, costs: {consumables: {boat: 7 $/load}}}}
products: {chip: {route: main, lot: 20 wafers, release: {schedule: [{at: 0 h, lots: 1}]}}}
routes: {main: {steps: [{id: oxide, on: furnace, takes: 1 h, load: {max: 10 wafers}}]}}
)",
                              hours(10))
                              .ledger;
    CHECK(ledger.products[0].spent[0][CostKind::consumables] == dollars(2 * 7));
    CHECK(ledger.booked == ledger.spent());
}

TEST_CASE("Ledger: what a plan costs is paid when it says", "[unit]") {
    // Two presses at 100 $: ordered on day 10, on site on day 40, in use for lots on day 50.
    const std::string text = R"(
stations: {press: {tools: 1, costs: {price: 100 $, depreciation: 1 y}}}
products: {chip: {route: main, lot: 1 wafer, price: 2 $, release: {every: 10 h}}}
routes: {main: {steps: [{id: mold, on: press, takes: 1 h/lot}]}}
plans:
  more: {station: press, tools: 2, ordered: 10 d, lead_time: 30 d, install: 4 d, qualification: 6 d)";
    const auto paid = [&](const std::string& how) {
        const Ledger ledger = run(text + how + "}\n", hours(3 * 730)).ledger;
        std::vector<Money> out;
        for (const MoneyMonth& month : ledger.months) {
            out.push_back(month.all().capex);
        }
        CHECK(std::accumulate(out.begin(), out.end(), Money{0}) == ledger.capex);
        return out;
    };
    // A month has 30.4 days: the order falls into the first, all else into the second.
    using By = std::vector<Money>;
    CHECK(paid("") == By{0, dollars(200), 0});
    CHECK(paid(", paid_at_order: 30 %, paid_when_ready: 10 %") == By{dollars(60), dollars(140), 0});
    CHECK(paid(", paid_at_order: 25 %, paid_at_delivery: 75 %") ==
          By{dollars(50), dollars(150), 0});
    CHECK(paid(", lots: 9, paid_when_ready: 100 %") == By{0, 0, 0});  // day 98: behind the end
}

TEST_CASE("Ledger: cash by month counts the price of tools and no depreciation", "[unit]") {
    // Wafers of 5 $ become chips of 20 $ each 10 h, an hour later; a tool at 8.76 $ a year, and
    // a second at the end of day 40: 10 $.
    const Ledger ledger = run(R"(
stations: {press: {tools: 1, costs: {price: 8.76 $, depreciation: 1 y, upkeep: 8.76 $/y}}}
products: {chip: {route: main, lot: 1 wafer, price: 20 $, incoming_price: 5 $/wafer, release: {every: 10 h}}}
routes: {main: {steps: [{id: mold, on: press, takes: 1 h/lot}]}}
plans: {more: {station: press, price: 10 $, ordered: 40 d}}
)",
                              hours(1460))
                              .ledger;
    REQUIRE(ledger.months.size() == 2);
    const SiteMoney first = ledger.months[0].all();
    // Releases at 0, 10, ... 720 h: 73 of them, all shipped at 730 h.
    CHECK(first.revenue == dollars(73 * 20));
    CHECK(first.spent[CostKind::material] == dollars(73 * 5));
    CHECK(first.spent[CostKind::depreciation] == dollars(0.73));
    CHECK(first.spent[CostKind::upkeep] == dollars(0.73));
    CHECK(first.cash() == dollars(73 * 15 - 0.73));
    CHECK(ledger.months[0].margin == dollars(73 * 15 - 1.46));
    const SiteMoney second = ledger.months[1].all();
    CHECK(second.capex == dollars(10));
    CHECK(second.spent[CostKind::upkeep] == dollars(0.73 + 0.5));  // 500 of 730 h: two tools
    CHECK(second.cash() == dollars(73 * 15 - 1.23 - 10));
}

TEST_CASE("Ledger: without prices there is none", "[unit]") {
    const Ledger ledger = run(R"(
stations: {bench: {tools: 1, costs: {price: 0 $}}}
products: {chip: {route: main, lot: 1 wafer, release: {every: 1 h}}}
routes: {main: {steps: [{id: look, on: bench, takes: 30 min/lot}]}}
)",
                              hours(40))
                              .ledger;
    CHECK_FALSE(ledger.priced());
    CHECK(ledger.booked.total() == 0);
}

TEST_CASE("Money: parts of an amount add up, also where weights are below zero", "[unit]") {
    const std::vector<Int128> weights{-3, 10, 4, 0, 2};
    const Division division{weights};
    for (const Money whole : {Money{0}, Money{1}, Money{1'000'003}, Money{-7}}) {
        Money sum = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            sum += division.part(whole, i);
        }
        CHECK(sum == whole);
    }
    CHECK(division.part(13, 0) == -3);
    CHECK(division.part(13, 1) == 10);
    CHECK(over_time({1'000'000, hours(1)}, Int128{hours(30).us}) == 30'000'000);
}

TEST_CASE("Ledger: rework stands behind the step that sends to it", "[unit]") {
    RouteSpec route;
    route.steps.resize(4);  // 0, 1, 2 in line; 3: rework after step 1
    route.main_steps = 3;
    route.steps[1].reworks = true;
    route.steps[1].rework.to = StepId{3};
    route.steps[3].next = StepId{0};
    CHECK(route_order(route) == std::vector<std::uint32_t>{0, 1, 3, 2});
}
