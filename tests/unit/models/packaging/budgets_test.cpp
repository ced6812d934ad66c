#include "models/packaging/disruptions/watches.hpp"
#include "models/packaging/line_processes.hpp"
#include "models/packaging/simulate.hpp"
#include "models/packaging/utilities/budget_window.hpp"
#include "models/packaging/utilities/rations.hpp"
#include "sim/base/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <array>
#include <string>

using namespace packline;
using namespace packline::packaging;

namespace {

Time at(std::int64_t h) { return Time{} + hours(h); }

/// A saw that could cut 24 lots a day, each with 1 m3 of water, under a permit.
LineSpec saw_with(const std::string& permit) {
    return test::valid_line(
        "line: saw\n"
        "utilities: {water: {unit: m3}}\n"
        "stations: {saw: {tools: 1, uses: {water: 1 m3/lot}}}\n"
        "routes: {r: {steps: [{id: s, on: saw, takes: 1 h/lot}]}}\n"
        "products: {p: {route: r, lot: 10 wafers, release: {every: 62 min}}}\n"
        "budgets: {permit: {utility: water, " +
        permit +
        "}}\n"
        "experiment: {horizon: 200 d, warmup: 0 h, replications: 1, seed: 1}\n");
}

double lots_per_day(const LineSpec& spec, std::int64_t from, std::int64_t to) {
    const LineTables tables{spec};
    const LineResult r =
        simulate(tables, {.key = {1, 0}, .warmup = at(24 * from), .end = at(24 * to)});
    return units(r.meters.total(StationId{0}, UtilityId{0})) / static_cast<double>(to - from);
}

}  // namespace

TEST_CASE("BudgetWindow: a rolling limit forgets what is older than its span", "[unit]") {
    BudgetSpec spec;
    spec.span = hours(3);
    spec.reads = hours(1);
    spec.limit = 5;
    BudgetWindow window{spec};
    constexpr std::array<std::int64_t, 8> uses{2, 1, 3, 0, 4, 0, 0, 0};
    constexpr std::array<std::int64_t, 8> sums{2, 3, 6, 4, 7, 4, 4, 0};
    for (std::size_t i = 0; i < uses.size(); ++i) {
        CAPTURE(i);
        window.add(uses[i]);
        window.read(at(static_cast<std::int64_t>(i) + 1));
        CHECK(window.used() == sums[i]);
    }
    CHECK(window.peak() == 7);
    CHECK(window.readings() == 8);
    CHECK(window.broken() == 2);
    window.reset_statistics();
    CHECK(window.peak() == 0);
    CHECK(window.used() == 0);
}

TEST_CASE("BudgetWindow: a calendar starts anew at each end of its span", "[unit]") {
    BudgetSpec spec;
    spec.span = hours(3);
    spec.reads = hours(1);
    spec.rolling = false;
    spec.limit = 5;
    BudgetWindow window{spec};
    constexpr std::array<std::int64_t, 5> uses{2, 1, 3, 1, 1};
    constexpr std::array<std::int64_t, 5> sums{2, 3, 0, 1, 2};
    for (std::size_t i = 0; i < uses.size(); ++i) {
        CAPTURE(i);
        window.add(uses[i]);
        window.read(at(static_cast<std::int64_t>(i) + 1));
        CHECK(window.used() == sums[i]);
    }
    CHECK(window.peak() == 6);
    CHECK(window.broken() == 1);
}

TEST_CASE("Watch: begins and ends with its condition, or lasts for its own time", "[unit]") {
    ConditionSpec when;
    when.while_it_holds = true;
    Watch watch{.disruption = 0, .when = &when, .from = at(5), .busy_until = {}, .told = {}};
    CHECK(watch.judge(true, at(4), at(5)) == Verdict::nothing);  // too early
    CHECK(watch.judge(false, at(6), at(7)) == Verdict::nothing);
    CHECK(watch.judge(true, at(6), at(7)) == Verdict::begins);
    watch.active = true;
    CHECK(watch.judge(true, at(7), at(8)) == Verdict::nothing);
    CHECK(watch.judge(false, at(7), at(8)) == Verdict::ends);
    watch.active = false;
    watch.busy_until = at(20);
    CHECK(watch.judge(true, at(18), at(19)) == Verdict::nothing);
    CHECK(watch.judge(true, at(19), at(20)) == Verdict::begins);
    watch.most = 2;
    watch.onsets = 2;
    CHECK(watch.judge(true, at(30), at(31)) == Verdict::nothing);
}

TEST_CASE("budgets: a cap of each day that binds lets just as much through", "[unit]") {
    // Read every 15 min and acting a reading later, before the start that would be the 13th.
    CHECK(lots_per_day(saw_with("limit: 12 m3, over: day, block: 100 %"), 10, 190) == 12.0);
    CHECK(lots_per_day(saw_with("limit: 7000 L, over: day, block: 100 %"), 10, 190) == 7.0);
    // One that does not bind changes nothing: a lot every 62 min.
    CHECK(lots_per_day(saw_with("limit: 30 m3, over: day, block: 100 %"), 0, 31) * 31 ==
          Approx(720.0));
}

TEST_CASE("budgets: under a rolling cap throughput is cap over use, less the time of a reading",
          "[unit]") {
    const double lots = lots_per_day(saw_with("limit: 12 m3, over: 24 h, block: 100 %"), 20, 190);
    CHECK(lots <= 12.0);
    CHECK(lots >= 12.0 * 24 / 25);
    // Starts that are not made do the same, less the wait for the next release.
    const double starts = lots_per_day(
        saw_with("limit: 12 m3, over: 24 h, throttle: {at: 100 %, held: lost}"), 20, 190);
    CHECK(starts <= 12.0);
    CHECK(starts >= 12.0 * 24 / 26);
}

TEST_CASE("RationDesk: who asked first is served first, one load of each in turn", "[unit]") {
    RationDesk desk{100, {1, 3}};
    // Nobody asks: half of what is free, by tools.
    auto given = desk.share(20);
    CHECK(given[0] == 10);
    CHECK(given[1] == 30);
    // 30 of it are left: 100 - 20 - 30 = 50 are free. Two loads of 20, one of each; then nothing
    // fits, and nothing is given in advance.
    desk.left(30);
    desk.ask(1, 20, 3);
    desk.ask(0, 20, 2);
    given = desk.share(20);
    CHECK(given[0] == 20);
    CHECK(given[1] == 20);
    // Station 0 is the next in turn. What it asks for now does not fit: nobody overtakes it.
    desk.ask(0, 60, 1);
    desk.ask(1, 20, 1);
    given = desk.share(50);
    CHECK(given[0] == 0);
    CHECK(given[1] == 0);
    desk.ask(0, 60, 1);
    desk.ask(1, 20, 1);
    given = desk.share(40);
    CHECK(given[0] == 60);
    CHECK(given[1] == 0);
    // Who asks no more is forgotten; over the limit nothing is free.
    given = desk.share(110);
    CHECK(given[0] + given[1] == 0);
    CHECK(desk.held() == 6);
    CHECK(RationDesk{90, {1, 2}}.at_start(1) == 20);
}

TEST_CASE("Ration: a load needs what meters would show of it, rounded up", "[unit]") {
    UseRates rates;
    rates.per_lot = 1'500;  // 1.5 millionths
    rates.per_item = 10'000;
    Ration ration;
    ration.rates = &rates;
    const Activity load{.lots = 1, .items = 3};
    CHECK(ration.need(load) == 32);
    ration.take(load);
    CHECK(ration.left == Ration::kUnlimited);
    ration.left = 40;
    ration.take(load);
    CHECK(ration.left == 8);
}

TEST_CASE("budgets: a ration is kept and mostly used", "[unit]") {
    for (const char* over : {"24 h", "day"}) {
        CAPTURE(over);
        const LineTables tables{
            saw_with("limit: 12 m3, over: " + std::string{over} + ", ration: 100 %")};
        const LineResult r =
            simulate(tables, {.key = {1, 0}, .warmup = at(24 * 10), .end = at(24 * 190)});
        const double lots = units(r.meters.total(StationId{0}, UtilityId{0})) / 180;
        CHECK(lots <= 12.0 + 12.0 / 180);
        CHECK(lots >= 11.0);
        CHECK(r.budgets[0].peak <= 1.0);
        CHECK(r.budgets[0].peak > 0.99);
        CHECK(r.budgets[0].held > 0.4);
    }
    // One that is not needed changes nothing: 23.2 lots of any day.
    CHECK(lots_per_day(saw_with("limit: 50 m3, over: 24 h, ration: 100 %"), 0, 31) * 31 ==
          Approx(720.0));
    // In force from day 100 on: what was used before does not count, and is not held back.
    const LineTables later{saw_with("limit: 12 m3, over: 24 h, ration: 50 %, from: 100 d")};
    const LineResult r = simulate(later, {.key = {1, 0}, .warmup = {}, .end = at(24 * 200)});
    CHECK(r.budgets[0].peak <= 0.5);
    CHECK(units(r.meters.total(StationId{0}, UtilityId{0})) > 100 * 23 + 100 * 5);
}

TEST_CASE("budgets: a load that a ration can never let in is an error that says so", "[unit]") {
    const LineTables tables{saw_with("limit: 800 L, over: 24 h, ration: 100 %")};
    try {
        simulate(tables, {.key = {1, 0}, .warmup = {}, .end = at(24)});
        FAIL("it was let in");
    } catch (const ModelError& error) {
        CHECK(
            error.problem() ==
            "a load of 'saw' uses 1 m3 at once, and 'permit' never lets more than 0.8 m3 be used");
        CHECK(error.entity() == "saw");
    }
}

TEST_CASE("budgets: they tie no areas, and are told with half a reading", "[unit]") {
    const std::string text =
        "line: two\n"
        "areas: [a, b]\n"
        "transfer: {default: 20 min}\n"
        "utilities: {water: {unit: m3}}\n"
        "stations:\n"
        "  one: {area: a, tools: 1, uses: {water: 1 m3/lot}}\n"
        "  two: {area: b, tools: 1, uses: {water: 1 m3/lot}}\n"
        "routes: {r: {steps: [{id: s, on: one, takes: 1 h/lot}, {id: t, on: two, takes: 1 "
        "h/lot}]}}\n"
        "products: {p: {route: r, lot: 10 wafers, release: {every: 65 min}}}\n"
        "budgets: {permit: {utility: water, limit: 20 m3, over: 24 h, throttle: 80 %, block: 100 "
        "%}}\n"
        "experiment: {horizon: 60 d, warmup: 0 h, replications: 1, seed: 1}\n";
    const LineTables tables{test::valid_line(text)};
    const LineProcesses processes = line_processes(tables);
    CHECK(processes.ties.empty());
    REQUIRE(processes.processes.size() == 2);
    CHECK(processes.processes.lookahead(0, 1) == minutes(7) + seconds(30));
    CHECK(processes.processes.lookahead(1, 0) == minutes(7) + seconds(30));
    const LineResult r =
        simulate(tables, processes, {.key = {1, 0}, .warmup = {}, .end = at(24 * 60)});
    const double used = units(r.meters.total(StationId{0}, UtilityId{0}) +
                              r.meters.total(StationId{1}, UtilityId{0}));
    CHECK(used > 60 * 16);
    CHECK(used <= 60 * 21);
    REQUIRE(r.budgets.size() == 1);
    CHECK(r.budgets[0].peak >= 0.8);
    CHECK(r.budgets[0].peak < 1.2);
}
