#include "models/scenario/static_load.hpp"

#include "tests/unit/models/scenario/line_text.hpp"

#include <fmt/format.h>

namespace packline::scenario {
namespace {

TEST_CASE("Static load: demand x time / tools", "[unit]") {
    LineText text;
    text.stations = "  press: {tools: 2, loading: 5 min, unloading: 5 min}\n";
    text.steps = "      - {id: mold, on: press, takes: 6 min/wafer}\n";     // 25 x 6 + 10 = 160 min
    text.product = "{route: main, lot: 25 wafers, release: {every: 8 h}}";  // 3 lots a day
    const auto loads = static_load(line_of(text));
    CHECK(loads[0].lots_per_day == Approx(3));
    CHECK(loads[0].hours_per_day == Approx(8));
    CHECK(loads[0].load == Approx(8.0 / 48));
    CHECK(loads[0].tools_at_85 == 1);
    CHECK(loads[0].by_product.at(0) == Approx(8));
}

TEST_CASE("Static load: shifts, maintenance and failures take their share", "[unit]") {
    LineText text;
    text.top = "calendars: {shift: {open: [day 06:00-18:00]}}\n";
    text.stations =
        "  press: {tools: 1, calendar: shift}\n  saw: {tools: 1, failures: {mtbf: exp(9 h), mttr: "
        "1 h}}\n"
        "  aoi: {tools: 1, maintenance: {every: 10 h, takes: 1 h}}\n"
        "  bump: {tools: 1, failures: {mtbf: exp(9 h), mttr: 1 h, clock: calendar}}\n";
    text.steps =
        "      - {id: a, on: press, takes: 1 h}\n      - {id: b, on: saw, takes: 1 h}\n"
        "      - {id: c, on: aoi, takes: 1 h}\n      - {id: d, on: bump, takes: 1 h}\n";
    const auto loads = static_load(line_of(text));
    CHECK(loads[0].available == Approx(0.5));
    CHECK(loads[1].available == Approx(0.9));  // 9 h of work for 10 h of time
    CHECK(loads[2].available == Approx(0.9));
    CHECK(loads[3].available == Approx(0.9));
    CHECK(loads[0].load == Approx(2.4 / 12));
}

TEST_CASE("Static load: what waits for maintenance takes time beside it", "[unit]") {
    LineText text;
    const std::string stops =
        ", maintenance: [{every: 10 h, takes: 1 h}, {name: w, every: 100 "
        "wafers, takes: 12 h}]}\n";
    const std::string fails = "failures: {mtbf: 9 h, mttr: 1 h, clock: calendar";
    text.stations = "  a: {tools: 1, " + fails + "}" + stops + "  b: {tools: 1, " + fails +
                    ", waits_for_maintenance: yes}" + stops;
    text.steps = "      - {id: x, on: a, takes: 1 h}\n      - {id: y, on: b, takes: 1 h}\n";
    text.product = "{route: main, lot: 20 wafers, release: {every: 24 h}}";
    const auto loads = static_load(line_of(text));
    // A tenth by time, and a fifth of 12 h a day by wafers: a tenth, too.
    CHECK(loads[0].available == Approx(0.8 * 0.9));
    CHECK(loads[1].available == Approx(0.8 - 0.1));
    CHECK(loads[1].hours_per_day == Approx(1));
}

TEST_CASE("Static load: setups follow runs, or each visit", "[unit]") {
    LineText text;
    text.stations +=
        "  a: {tools: 1, setup: 1 h}\n  b: {tools: 1, setup: {takes: 1 h, minimum_run: 5 lots}}\n"
        "  c: {tools: 1, setup: {takes: 1 h, anew: [r, s]}}\n";
    for (const char* on : {"a", "b", "c"}) {
        for (const char* family : {"r", "s"}) {
            text.steps += fmt::format("      - {{id: {0}{1}, on: {0}, setup: {1}, takes: 1 min}}\n",
                                      on, family);
        }
    }
    const auto loads = static_load(line_of(text));  // 2.4 lots a day, two visits each
    CHECK(loads[1].setup_hours_per_day == Approx(4.8 / 2));
    CHECK(loads[2].setup_hours_per_day == Approx(4.8 / 5));
    CHECK(loads[3].setup_hours_per_day == Approx(4.8));
}

TEST_CASE("Static load: what fails is tested again, what came bad is lost", "[unit]") {
    LineText text;
    text.stations = "  prober: {tools: 1}\n  saw: {tools: 1}\n";
    text.steps =
        "      - {id: probe, on: prober, takes: 10 min/lot, inspect: {finds: {bad: 1}, overkill: "
        "10 "
        "%, retests: 1}}\n"
        "      - {id: scribe, on: saw, takes: 0.1 min/site}\n";
    text.product =
        "{route: main, lot: 1 wafers, sites: 1000, incoming: {bad: 0.8}, release: {every: 24 h}}";
    const auto loads = static_load(line_of(text));
    // 20 % bad and 10 % of the good go through again; 1 % overkill stays.
    CHECK(loads[0].hours_per_day == Approx(10 * 1.28 / 60));
    CHECK(loads[1].hours_per_day == Approx(0.1 * 1000 * 0.8 * 0.99 / 60));
}

TEST_CASE("Static load: rework, sampling and losses upstream count", "[unit]") {
    LineText text;
    text.stations = "  a: {tools: 1}\n  b: {tools: 1}\n  c: {tools: 1}\n  d: {tools: 1}\n";
    text.steps =
        "      - {id: coat, on: a, takes: 1 min/wafer}\n"
        "      - {id: look, on: b, takes: 1 min/wafer, rework: {share: 20 %, to: coat, max: 2}}\n"
        "      - {id: sort, on: c, takes: 1 h, sample: 1 in 4 lots, yield: 0.5}\n"
        "      - {id: test, on: d, takes: 1 min/die}\n";
    text.product = "{route: main, lot: 10 wafers, sites: 10, release: {every: 24 h}}";
    const auto loads = static_load(line_of(text));
    CHECK(loads[0].hours_per_day == Approx(10.0 / 60 * 1.24));  // 1 + 0.2 + 0.04 passes
    CHECK(loads[1].hours_per_day == Approx(10.0 / 60 * 1.24));
    CHECK(loads[2].hours_per_day == Approx(0.25));
    CHECK(loads[3].hours_per_day == Approx(50.0 / 60));
}

TEST_CASE("Static load: batches are taken as full", "[unit]") {
    LineText text;
    text.stations = "  oven: {tools: 1, kind: batch, load: {max: 4 lots}}\n";
    text.steps = "      - {id: cure, on: oven, takes: 8 h/load}\n";
    text.product = "{route: main, lot: 25 wafers, release: {every: 4 h}}";
    const auto loads = static_load(line_of(text));
    CHECK(loads[0].hours_per_day == Approx(12));
    CHECK(loads[0].load == Approx(0.5));
}

TEST_CASE("Overload is an error where lots never stop coming, else a warning", "[unit]") {
    LineText text;
    text.steps = "      - {id: mold, on: press, takes: 12 h}\n";
    const Outcome endless = read_text(text.str());
    CHECK_FALSE(endless.line.has_value());
    CHECK(endless.messages.find("line.yaml:3:18: error: station 'press' is overloaded") == 0);
    text.product = "{route: main, lot: 25 wafers, release: {schedule: [{at: 0 h, lots: 9000}]}}";
    const Outcome ends = read_text(text.str());
    CHECK(ends.line.has_value());
    CHECK(ends.messages.find("line.yaml:3:18: warning: station 'press' is overloaded") == 0);
}

TEST_CASE("Overload: what holds releases back does so for people and vehicles, too", "[unit]") {
    const auto told = [](int persons, int vehicles, const std::string& release,
                         const std::string& more) {
        return read_text(
                   fmt::format("line: small\nareas: [a, b]\n"
                               "operators: {{op: {{persons: {}, area: a}}}}\n"
                               "vehicles: {{agv: {{count: {}}}}}\n",
                               persons, vehicles) +
                   "transfer: {default: 1 h, a -> b: {takes: 3 h, by: agv}}\n"
                   "stations: {t: {area: a, tools: 9, operators: {run: op}}, u: {area: b, "
                   "tools: 9}}\n"
                   "routes: {r: {steps: [{id: saw, on: t, takes: 3 h}, {id: pack, on: u, takes: "
                   "1 min}]}}\n"
                   "products: {P: {route: r, lot: 5 wafers, release: " +
                   release + "}}\n" + more)
            .messages;
    };
    struct Short {
        int persons, vehicles;
        std::string what;
    };
    for (const Short& s : {Short{1, 99, ": people of skill 'op' are overloaded"},
                           Short{99, 1, ": vehicles 'agv' are overloaded"}}) {
        CAPTURE(s.what);
        const std::string endless = told(s.persons, s.vehicles, "{every: 1 h}", "");
        CHECK(endless.find("error" + s.what) != std::string::npos);
        const std::string stream =
            told(s.persons, s.vehicles, "none", "releases: {mix: {every: 1 h, mix: {P: 1}}}\n");
        CHECK(stream.find("error" + s.what) != std::string::npos);
        const std::string capped = told(s.persons, s.vehicles, "{every: 1 h, cap: {lots: 3}}", "");
        CHECK(capped.find("error") == std::string::npos);
        CHECK(capped.find("warning" + s.what) != std::string::npos);
    }
}

TEST_CASE("Static load: what bins put in stock comes in", "[unit]") {
    LineText text;
    text.top = "materials: {slow: {stock: 0}}\n";
    text.stations = "  a: {tools: 1}\n";
    text.steps =
        "      - {id: saw, on: a, takes: 1 min, singulates: yes, yield: 0.5}\n"
        "      - {id: sort, on: a, takes: 1 min, bins: {slow: 30 % into slow, good: rest}}\n";
    text.product = "{route: main, lot: 10 wafers, sites: 20, release: {every: 24 h}}";
    CHECK(material_flows(line_of(text))[0].made == Approx(30));  // 0.3 of the 100 that are left
}

TEST_CASE("Static load: parts needed against parts that come", "[unit]") {
    LineText text;
    text.top =
        "materials:\n  die: {stock: 400, supply: {every: 12 h, quantity: 500, allocation: 80 %}}\n"
        "  glass: {stock: 0, supply: {reorder_at: 1, order: 5, lead_time: 1 d}}\n";
    text.stations = "  a: {tools: 1}\n";
    text.steps =
        "      - {id: attach, on: a, takes: 1 min, consumes: {glass: 1 per wafer}, yield: 0.5}\n"
        "      - {id: place, on: a, takes: 1 min, consumes: {die: 2 per site}}\n";
    text.product = "{route: main, lot: 10 wafers, sites: 20, release: {every: 24 h}}";
    const auto flows = material_flows(line_of(text));
    CHECK(flows[0].needed == Approx(200));  // half of the sites are left
    CHECK(flows[0].bought == Approx(800));
    CHECK(flows[0].days_of_stock == Approx(2));
    CHECK(flows[1].needed == Approx(10));
    CHECK(flows[1].ordered);
}

}  // namespace
}  // namespace packline::scenario
