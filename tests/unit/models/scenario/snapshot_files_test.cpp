// A line that starts from the snapshot of a run goes on as the run did.

#include "models/scenario/snapshot_files.hpp"

#include "models/packaging/trace.hpp"
#include "tests/unit/models/scenario/goes_on.hpp"
#include "tests/unit/models/scenario/line_text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace packline::scenario {
namespace {

using namespace packaging;

/// Constant times: batches, setups, maintenance by time and by wafers, a limit, kits that wear, two
/// priorities, rates that change and an area away.
const std::string kLine =
    "line: goes on\n"
    "areas: [front, back]\n"
    "transfer: {default: 10 min}\n"
    "tooling:\n  socket: {stock: 2, life: 40 loads, refurbish: 3 h}\n"
    "stations:\n"
    "  bonder: {tools: 2, area: front, setup: 20 min, maintenance: {name: wipe, every: 200 wafers, "
    "takes: 30 min}}\n"
    "  oven: {tools: 1, area: front, kind: batch, load: {max: 2 lots, min: 2}}\n"
    "  tester: {tools: 1, area: back, maintenance: {name: clean, every: 30 h, first: 30 h, takes: "
    "1 "
    "h}}\n"
    "products:\n"
    "  A: {route: a, lot: 5 wafers, sites: 8, due: 2 d, release: {every: 5 h, first: 1 h}}\n"
    "  B: {route: b, lot: 3 wafers, sites: 8, priority: 3, release: {rate: [{at: 0 d, rate: 28 "
    "lots/wk}, {at: 5 d, rate: 42 lots/wk}]}}\n"
    "  C: {route: b, lot: 2 wafers, sites: 8, release: {schedule: [{at: 2 d}, {at: 9 d, lots: 2, "
    "due: 12 d}]}}\n"
    "routes:\n"
    "  a:\n    steps:\n"
    "      - {id: bond, on: bonder, takes: 43 min/wafer, setup: fa}\n"
    "      - {id: cure, on: oven, takes: 100 min/load, recipe: same}\n"
    "      - {id: test, on: tester, takes: 23 min/wafer, tooling: socket, start_within: {of: bond, "
    "limit: 4 h, action: count}}\n"
    "  b:\n    steps:\n"
    "      - {id: attach, on: bonder, takes: 53 min/wafer, setup: fb}\n"
    "      - {id: bake, on: oven, takes: 100 min/load, recipe: same}\n"
    "      - {id: probe, on: tester, takes: 11 min/wafer, tooling: socket}\n";

TEST_CASE("Snapshot: a line of constant times goes on as it would have", "[unit]") {
    const WentOn went = goes_on(kLine, 12, [](const InitialLotSpec& l) { return l.tool >= 0; });
    CHECK(went.lots > 10);
    CHECK(went.times >= 6);
}

TEST_CASE("Snapshot: what lots have lost takes no room in an oven that counts units", "[unit]") {
    const auto with_units = [](int units) {
        LineText text;
        text.stations = "  press: {tools: 1, kind: batch, load: {max: 150 units}}\n";
        text.steps = "      - {id: cure, on: press, takes: 100 min/load}\n";
        text.product = "{route: main, lot: 25 wafers, sites: 4, release: none}";
        const std::string row = "  - {product: chip, step: cure, tool: 1, began: 40 min, units: " +
                                std::to_string(units) + "}\n";
        text.top = "wip:\n" + row + row;
        return read_text(text.str());
    };
    const Outcome fits = with_units(75);
    INFO(fits.messages);
    REQUIRE(fits.line.has_value());
    const std::vector<TraceRow> rows = trace_line(*fits.line, {1, 0}, Time{} + hours(2));
    CHECK(std::ranges::count_if(rows, [](const TraceRow& row) {
              return row.kind == TraceKind::finish && row.at == Time{} + minutes(60) &&
                     row.sites == 75;
          }) == 2);
    CHECK_THAT(with_units(76).messages,
               Catch::Contains("more in tool 1 of 'press' than a load holds"));
}

TEST_CASE("Snapshot: what stays behind is said", "[unit]") {
    LineText text;
    text.steps =
        "      - {id: mold, on: press, takes: 10 min}\n"
        "      - {id: look, on: press, takes: 10 min, sample: 1 in 5 lots}\n";
    const auto notes = [&] { return snapshot_notes(line_of(text), Snapshot{}); };
    CHECK(notes() ==
          std::vector<std::string>{"samples of every n-th lot and skip-lot plans count anew"});
    text.stations =
        "  press: {tools: 1, excursions: {name: tilt, per_lot: 1 %, survive: 0.9, mechanism: tilt, "
        "found: latent, found_after: 8 h, repair: 40 min}}\n";
    CHECK(notes().size() == 2);
}

TEST_CASE("Snapshot: bundled lines read back from any state", "[unit]") {
    for (const char* name : {"fowlp-ewlb", "burn-in-floor", "rdl-from-today", "sip-rf-module"}) {
        INFO(name);
        const std::string path =
            std::string{PACKLINE_SOURCE_DIR} + "/configs/lines/" + name + ".yaml";
        const Outcome line = read_file(path);
        REQUIRE(line.line.has_value());
        const LineTables tables{*line.line};
        const Snapshot taken =
            take_snapshot(tables, line_processes(tables), {1, 0}, Time{} + days(21));
        const test::TemporaryFolder folder;
        const Outcome rest = read_file(write_files(folder, *line.line, line.text, taken));
        INFO(rest.messages);
        REQUIRE(rest.line.has_value());
        CHECK(rest.line->wip.size() == taken.wip.size());
        CHECK(rest.line->wip.size() > 2);
        // What was left of lots is there again, to the die.
        std::int64_t before = 0;
        std::int64_t after = 0;
        for (const InitialLotSpec& lot : taken.wip) {
            before += lot.sites;
        }
        for (const InitialLotSpec& lot : rest.line->wip) {
            after += lot.sites;
        }
        CHECK(after == before);
        trace_line(*rest.line, {1, 0}, Time{} + days(3));  // conservation holds from there on
    }
}

}  // namespace
}  // namespace packline::scenario
