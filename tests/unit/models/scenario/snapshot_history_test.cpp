// What lots have behind them acts on after a snapshot as it would have.

#include "tests/unit/models/scenario/goes_on.hpp"

#include <string>

namespace packline::scenario {
namespace {

using namespace packaging;

/// Forgets one thing about all lots.
template <class F>
auto each_lot(F forget) {
    return [forget](LineSpec& line) {
        for (InitialLotSpec& lot : line.wip) {
            forget(lot);
        }
    };
}

TEST_CASE("Snapshot: lots come back to the tools that did their first layers", "[unit]") {
    const std::string line =
        "line: same tool\n"
        "stations:\n"
        "  litho: {tools: 2, sets: {new: {tools: 1}, old: {tools: 1, speed: 0.8}}}\n"
        "  etch: {tools: 1}\n"
        "routes:\n"
        "  a:\n    steps:\n"
        "      - {id: expose_1, on: litho, takes: 20 min/wafer}\n"
        "      - {id: etch_1, on: etch, takes: 10 min/wafer}\n"
        "      - {id: expose_2, on: litho, takes: 20 min/wafer, same_tool_as: expose_1}\n"
        "      - {id: etch_2, on: etch, takes: 10 min/wafer}\n"
        "      - {id: expose_3, on: litho, takes: 20 min/wafer, same_tool_as: expose_2}\n"
        "products:\n"
        "  A: {route: a, lot: 5 wafers, release: {every: 3 h, first: 1 h}}\n";
    const WentOn went = goes_on(
        line, 12, [](const InitialLotSpec& l) { return !l.done_on.empty(); },
        each_lot([](InitialLotSpec& l) { l.done_on.clear(); }));
    CHECK(went.otherwise > 3);
    CHECK(went.times == 12);
    CHECK(went.lots > 20);
}

TEST_CASE("Snapshot: floor life that was used up stays so", "[unit]") {
    const std::string line =
        "line: exposed\n"
        "stations:\n"
        "  bench: {tools: 1}\n  store: {tools: 1}\n  oven: {tools: 1}\n  attach: {tools: 1}\n"
        "routes:\n"
        "  a:\n    steps:\n"
        "      - {id: open, on: bench, takes: 30 min/lot}\n"
        "      - {id: bake, on: oven, takes: 4 h/lot, sample: expired lots}\n"
        "      - {id: keep, on: store, takes: 70 min/lot, dry: yes}\n"
        "      - {id: place, on: attach, takes: 110 min/lot, floor_life: {limit: 100 min, of: "
        "open, bake: bake}}\n"
        "products:\n"
        "  A: {route: a, lot: 5 strips, release: {every: 8 h, lots: 4, first: 1 h}}\n";
    const WentOn went = goes_on(
        line, 12, [](const InitialLotSpec& l) { return l.exposed && l.exposure > Duration{}; });
    CHECK(went.times == 12);
    CHECK(went.lots > 20);
}

TEST_CASE("Snapshot: reworks and repeats so far count on", "[unit]") {
    const std::string line =
        "line: reworked\n"
        "stations:\n"
        "  coater: {tools: 1}\n  clean: {tools: 1}\n  litho: {tools: 1}\n  look: {tools: 1}\n"
        "routes:\n"
        "  a:\n    steps:\n"
        "      - {id: coat, on: coater, takes: 50 min/lot}\n"
        "      - {id: expose, on: litho, takes: 45 min/lot}\n"
        "      - {id: look, on: look, takes: 20 min/lot, rework: {share: 100 %, to: coat, max: 2, "
        "steps: [{id: strip, on: clean, takes: 35 min/lot}]}}\n"
        "  b:\n    steps:\n"
        "      - {id: clean, on: clean, takes: 40 min/lot, sublot: lot}\n"
        "      - {id: print, on: litho, takes: 70 min/lot, sublot: lot, start_within: {of: clean, "
        "limit: 20 min, action: repeat, to: clean, max: 1}}\n"
        "products:\n"
        "  A: {route: a, lot: 5 wafers, release: {every: 5 h, first: 1 h}}\n"
        "  B: {route: b, lot: 5 wafers, release: {every: 6 h, lots: 2, first: 2 h}}\n";
    const WentOn reworked = goes_on(
        line, 16, [](const InitialLotSpec& l) { return !l.reworked.empty(); },
        each_lot([](InitialLotSpec& l) { l.reworked.clear(); }));
    CHECK(reworked.otherwise > 3);
    CHECK(reworked.times == 16);
    CHECK(reworked.lots > 10);
    const WentOn repeated = goes_on(
        line, 16, [](const InitialLotSpec& l) { return l.repeats > 0; },
        each_lot([](InitialLotSpec& l) { l.repeats = 0; }));
    CHECK(repeated.lots > 3);
    CHECK(repeated.otherwise > 0);
}

TEST_CASE("Snapshot: what is bad unseen, rejected or to be tested again is so still", "[unit]") {
    const std::string line =
        "line: latent\n"
        "mechanisms: {open: site, crack: item}\n"
        "stations:\n"
        "  coater: {tools: 1}\n  look: {tools: 1}\n  screen: {tools: 1}\n"
        "  cell: {tools: 1, kind: tester, sites: 1}\n"
        "routes:\n"
        "  a:\n    steps:\n"
        "      - {id: coat, on: coater, takes: 50 min/lot, sample: 2 trays, yield: {survive: 0, "
        "mechanism: open, found: latent}}\n"
        "      - {id: test, on: cell, takes: 100 units/h, inspect: {finds: {open: 1}, retests: 1, "
        "retest: offline, retest_takes: 100 units/h}}\n"
        "      - {id: final, on: look, takes: 20 min/lot}\n"
        "  b:\n    steps:\n"
        "      - {id: print, on: coater, takes: 40 min/lot, yield: {survive: 0, mechanism: open, "
        "found: latent}}\n"
        "      - {id: look, on: look, takes: 30 min/lot, sample: 3 trays, inspect: {finds: {open: "
        "1}, accept: 2}}\n"
        "      - {id: all, on: screen, takes: 100 min/lot, sample: rejected lots, inspect: {finds: "
        "{open: 1}}}\n"
        "  c:\n    steps:\n"
        "      - {id: saw, on: coater, takes: 30 min/lot, yield: {survive: 0, mechanism: crack, "
        "found: latent}}\n"
        "      - {id: gauge, on: look, takes: 30 min/lot, inspect: {finds: {crack: 1}}}\n"
        "products:\n"
        "  A: {route: a, lot: 5 trays, sites: 30, release: {every: 5 h, first: 1 h}}\n"
        "  B: {route: b, lot: 5 trays, sites: 30, release: {every: 4 h, first: 2 h}}\n"
        "  C: {route: c, lot: 5 trays, sites: 30, release: {every: 7 h, first: 2 h}}\n";
    const WentOn latent = goes_on(
        line, 24, [](const InitialLotSpec& l) { return !l.latent.empty(); },
        each_lot([](InitialLotSpec& l) { l.latent.clear(); }));
    CHECK(latent.times == 24);
    CHECK(latent.lots > 20);
    CHECK(latent.otherwise > 10);
    const WentOn rejected = goes_on(
        line, 24, [](const InitialLotSpec& l) { return l.rejected; },
        each_lot([](InitialLotSpec& l) { l.rejected = false; }));
    CHECK(rejected.lots > 3);
    const WentOn retested = goes_on(
        line, 36, [](const InitialLotSpec& l) { return l.retest_pass > 0; },
        each_lot([](InitialLotSpec& l) { l.retest_pass = 0; }));
    CHECK(retested.lots > 3);
    CHECK(retested.otherwise > 3);
}

TEST_CASE("Snapshot: lots hold the carriers that they took, boats and then trays", "[unit]") {
    const std::string line =
        "line: boats\n"
        "carriers: {boat: {stock: 10}, tray: {stock: 90}}\n"
        "stations:\n"
        "  saw: {tools: 1}\n  mould: {tools: 1}\n  trim: {tools: 1}\n  test: {tools: 1}\n"
        "routes:\n"
        "  a:\n    steps:\n"
        "      - {id: mount, on: saw, takes: 4 min/strip}\n"
        "      - {id: mould, on: mould, takes: 6 min/strip, takes_carrier: boat}\n"
        "      - {id: peel, on: trim, takes: 5 min/strip, frees_carrier: boat}\n"
        "      - {id: mark, on: mould, takes: 20 min/lot}\n"
        "      - {id: trim, on: trim, takes: 15 min/lot, singulates: yes}\n"
        "      - {id: load, on: saw, takes: 25 min/lot, takes_carrier: tray}\n"
        "      - {id: test, on: test, takes: 3 min/unit, frees_carrier: tray}\n"
        "products:\n"
        "  A: {route: a, lot: 10 strips, sites: 4, release: {every: 5 h, lots: 2, first: 1 h}}\n";
    const WentOn went = goes_on(
        line, 20, [](const InitialLotSpec& l) { return l.carriers > 0; },
        each_lot([](InitialLotSpec& l) { l.carriers = 0; }));
    CHECK(went.times == 20);
    CHECK(went.lots > 2);
    CHECK(went.otherwise > 3);
}

}  // namespace
}  // namespace packline::scenario
