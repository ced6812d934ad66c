#include "models/report/weekly_load.hpp"

#include "models/packaging/order_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>

using namespace packline;

namespace {

/// 14 lots a week: 6 h each at `a`, then 11 h each at `b`; `more` is put to the line.
std::string text_of(const std::string& release = "every: 12 h", const std::string& more = "",
                    const std::string& a = "tools: 1", const std::string& b = "tools: 1") {
    return "line: weeks\nexperiment: {horizon: 28 d, warmup: 0 s}\nstations:\n  a: {" + a +
           "}\n  b: {" + b + "}\nproducts:\n  A: {route: r, lot: 1 wafer, release: {" + release +
           "}}\nroutes:\n  r:\n    steps:\n      - {id: first, on: a, takes: 6 h}\n"
           "      - {id: second, on: b, takes: 11 h}\n" +
           more;
}

using Weeks = std::vector<report::LoadWeek>;

Weeks weeks_of(const std::string& text, std::size_t station,
               const report::WeeklyOptions& options = {}) {
    return report::weekly_load(test::valid_line(text), options).stations[station].weeks;
}

}  // namespace

TEST_CASE("weekly_load: a line that fills, by hand", "[unit]") {
    const Weeks a = weeks_of(text_of(), 0);
    REQUIRE(a.size() == 4);
    // Work on lots that come evenly begins evenly over 6 h: half of a lot's work is missing.
    CHECK(a[0].wanted_h == Approx(84 - 0.5 * 6 / 2));
    CHECK(a[1].wanted_h == Approx(84));
    CHECK(a[0].available_h == Approx(168));
    const Weeks b = weeks_of(text_of(), 1);
    // Nothing in the first 6 h, then half of 11 h.
    CHECK(b[0].wanted_h == Approx(154 - (6 + 11 / 2.0) * 11 / 12));
    CHECK(b[3].wanted_h == Approx(154));
    CHECK(b[3].missing == 0);
}

TEST_CASE("weekly_load: lots come later where they take longer than alone", "[unit]") {
    const Weeks b = weeks_of(text_of(), 1, {.x_factor = 4});
    CHECK(b[0].wanted_h == Approx(154 - (24 + 11 / 2.0) * 11 / 12));
}

TEST_CASE("weekly_load: a ramp of demand is short of tools in its weeks", "[unit]") {
    // From day 14 on 28 lots a week: 308 h at b, of which a tool gives 168.
    const std::string ramp =
        "rate: [{at: 0 d, rate: 14 lots/wk}, {at: 14 d, rate: 28 lots/wk}, {at: 27 d, rate: 7 "
        "lots/wk}]";
    const Weeks b = weeks_of(text_of(ramp), 1);
    CHECK(b[1].missing == 0);
    CHECK(b[2].wanted_h == Approx(308 - (6 + 11 / 2.0) * 11 / 12));
    CHECK(b[2].missing == 1);
    CHECK(b[2].short_share == 1);
    CHECK(b[2].behind_h == Approx(b[2].wanted_h - 168));
    // At 85 % a tool gives 142.8 h: (308 - 10.54 - 142.8) / 142.8 = 1.08.
    CHECK(weeks_of(text_of(ramp), 1, {.most_load = 0.85})[2].missing == 2);
    CHECK(weeks_of(text_of(ramp), 1, {.most_load = 0.85})[1].missing == 1);
}

TEST_CASE("weekly_load: shifts, stops and tools that come later", "[unit]") {
    const std::string shifts = "calendars: {day: {open: [Mon-Fri 00:00-24:00]}}\n";
    const Weeks b = weeks_of(
        text_of("every: 24 h", shifts, "tools: 1, calendar: day",
                "tools: 3, sets: {old: {tools: 2}, new: {tools: 1, from: 10 d, speed: 1.5}}"),
        1);
    CHECK(b[0].available_h == Approx(2 * 168));
    CHECK(b[1].available_h == Approx(2 * 168 + 4 * 24 * 1.5));
    CHECK(b[2].available_h == Approx(3.5 * 168));
    const Weeks a = weeks_of(
        text_of("every: 24 h", shifts, "tools: 1, calendar: day, failures: {mtbf: 9 h, mttr: 1 h}"),
        0);
    CHECK(a[2].available_h == Approx(0.9 * 120));
}

TEST_CASE("weekly_load: masks take capacity, and starts that are held come later", "[unit]") {
    const std::string cut =
        "masks: {cut: {scope: {station: b}, level: 50 %, from: 7 d, lasts: 84 h}}\n";
    const Weeks b = weeks_of(text_of("every: 24 h", cut), 1);
    CHECK(b[0].available_h == Approx(168));
    CHECK(b[1].available_h == Approx(0.75 * 168));
    CHECK(b[2].available_h == Approx(168));

    const std::string held =
        "masks: {held: {scope: {product: A}, what: starts, level: 0 %, from: 7 d, lasts: 7 d}}\n";
    const Weeks a = weeks_of(text_of("every: 24 h", held), 0);
    CHECK(a[1].wanted_h == Approx(0.25 * 6 / 2));  // what began in the first week
    CHECK(a[2].wanted_h == Approx(2 * 42 - 0.25 * 6 / 2));
    CHECK(a[3].wanted_h == Approx(42));
}

TEST_CASE("weekly_load: work waits for the gate before its step", "[unit]") {
    const std::string shut =
        "gates: {permit: {scope: {route: r, step: second}, stages: [{stage: paper, takes: 14 "
        "d}]}}\n";
    const Weeks b = weeks_of(text_of("every: 24 h", shut), 1);
    CHECK(b[0].wanted_h == 0);
    CHECK(b[1].wanted_h == 0);
    CHECK(b[2].wanted_h == Approx(3 * 77 - 1.0 / 24 * 11 * (6 + 11 / 2.0)));
    CHECK(b[3].wanted_h == Approx(77));
}

TEST_CASE("weekly_load: work in process at the start, setups, and who is qualified", "[unit]") {
    const std::string wip = "wip: [{product: A, step: second, lots: 7}]\n";
    const Weeks b = weeks_of(text_of("schedule: [{at: 20 d}]", wip), 1);
    CHECK(b[0].wanted_h == Approx(77));
    CHECK(b[1].wanted_h == 0);
    const std::string placed =
        "wip: [{product: A, step: second, tool: 1, began: 4 h}, {product: A, step: second, id: x, "
        "arrives_in: 8 d}]\n";
    const Weeks later = weeks_of(text_of("schedule: [{at: 27 d}]", placed), 1);
    CHECK(later[0].wanted_h == Approx(7));
    CHECK(later[1].wanted_h == Approx(11));
    CHECK(b[2].wanted_h == Approx(11));

    // One old tool has 168 h for A, which asks for 308; the three others may run B alone.
    const std::string sets =
        "tools: 4, sets: {old: {tools: 1, products: [A]}, new: {tools: 3, products: [B]}}";
    std::string text = text_of("rate: [{at: 0 d, rate: 28 lots/wk}, {at: 21 d, rate: 1 lots/wk}]",
                               "", "tools: 2", sets);
    text.insert(text.find("routes:"), "  B: {route: r, lot: 1 wafer, release: {every: 48 h}}\n");
    const report::WeeklyLoad load = report::weekly_load(test::valid_line(text), {});
    CHECK(load.stations[1].weeks[1].missing == 1);
    CHECK(load.stations[1].weeks[1].short_sets == std::vector<bool>{true, false});
    CHECK(load.stations[1].weeks[1].available_h == Approx(4 * 168));
    CHECK(report::weekly_load_text(load).find("short 1 tool in week 2 such as old; weeks 1-3") !=
          std::string::npos);
    CHECK(report::weekly_load_table(load).csv().find("b,2,4,346.500,0.000,672.000,0.5156,") !=
          std::string::npos);
}

TEST_CASE("weekly_load: what a run does where nothing waits", "[unit]") {
    // Demand doubles after two weeks; tools enough, so that lots are worked on as they come.
    const packaging::LineSpec line = test::valid_line(
        text_of("rate: [{at: 0 d, rate: 14 lots/wk}, {at: 14 d, rate: 28 lots/wk}]", "", "tools: 2",
                "tools: 3"));
    const report::WeeklyLoad load = report::weekly_load(line, {});
    const packaging::LineTables tables{line};
    const packaging::FloorLog log =
        packaging::log_run(tables, packaging::line_processes(tables), {1, 0}, Time{} + days(28),
                           {{days(7), Time{} + days(7)}, {}})
            .floor;
    for (std::size_t s = 0; s < 2; ++s) {
        for (std::size_t w = 0; w < 4; ++w) {
            const Duration worked =
                log.stations[w][s]
                    .in_state[static_cast<std::size_t>(packaging::ToolState::productive)];
            // Lots come one by one, not evenly: one lot of 11 h at most is in another week.
            CHECK(load.stations[s].weeks[w].wanted_h ==
                  Approx(to_seconds(worked) / 3600).margin(11.01));
        }
        CHECK(load.stations[s].weeks[3].wanted_h == Approx(28.0 * (s == 0 ? 6 : 11)));
    }
}

TEST_CASE("weekly_load: setups count as if lots came in random order", "[unit]") {
    std::string text = text_of("every: 24 h", "", "tools: 1, setup: 2 h");
    text.replace(text.find("on: a,"), 6, "on: a, setup: x,");
    text += "      - {id: third, on: a, setup: y, takes: 1 h}\n";
    // Half of the visits find the other setup.
    const Weeks a = weeks_of(text, 0);
    CHECK(a[2].setup_h() == Approx(14 * 0.5 * 2));
    CHECK(a[2].wanted_h == Approx(7 * 7 + 14));
}

TEST_CASE("weekly_load: work that meets no hours at all is no load in per cent", "[unit]") {
    const std::string shut =
        "masks: {shut: {scope: {station: b}, level: 0 %, from: 7 d, lasts: 7 d}}\n";
    const report::WeeklyLoad load =
        report::weekly_load(test::valid_line(text_of("every: 24 h", shut)), {});
    const std::string text = report::weekly_load_text(load);
    CHECK(text.find("  no hours        2 ") != std::string::npos);
    CHECK(text.find("999") == std::string::npos);
    CHECK(report::weekly_load_table(load).csv().find(
              "b,2,1,77.000,0.000,0.000,inf,77.000,1,1.00\n") != std::string::npos);
}
