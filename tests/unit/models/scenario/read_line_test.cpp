#include "tests/unit/models/scenario/line_text.hpp"

#include <cstdint>
#include <string>

namespace packline::scenario {
namespace {

using namespace packaging;

TEST_CASE("Stations: every kind and key reaches its field", "[unit]") {
    LineText text;
    text.top = "calendars: {shift: {open: [Mon-Fri 06:00-22:00]}}\n";
    text.stations =
        "  press:\n"
        "    tools: 3\n"
        "    load: {max: 16 units}\n"
        "    loading: 2 min\n"
        "    unloading: exp(1 min)\n"
        "    failures: {mtbf: exp(150 h), mttr: lognormal(3 h cv 1), clock: calendar, on_failure: "
        "scrap}\n"
        "    assists: {mtba: exp(6 h), takes: 4 min}\n"
        "    maintenance: [{every: 168 h, takes: 3 h, stagger: no, window: 4 h},"
        " {name: pieces, every: 500 wafers, takes: 1 h}]\n"
        "    calendar: shift\n"
        "    calendar_interrupts: yes\n"
        "    dispatch: [setup, edd]\n"
        "  oven: {tools: 2, kind: batch, load: {max: 8 lots, min: 2, wait: 30 min, start: full,"
        " by: product, strict_min: yes}}\n"
        "  wet: {tools: 1, kind: chambered, chambers: 12}\n"
        "  track: {tools: 1, kind: cascade}\n";
    text.steps =
        "      - {id: mold, on: press, takes: 7200 die/h}\n"
        "      - {id: cure, on: oven, takes: 2 h/load}\n"
        "      - {id: clean, on: wet, takes: 5 min/wafer}\n"
        "      - {id: coat, on: track, takes: 2 min/wafer, transit: 12 min}\n";
    const LineSpec line = line_of(text);
    const StationSpec& press = line.stations[0];
    CHECK(press.tools == 3);
    CHECK(press.load.counted_in == Level::site);
    CHECK(press.load.max == 16);
    CHECK(press.loading.mean() == 120);
    CHECK(press.unloading.kind() == Distribution::Kind::exponential);
    REQUIRE(press.failures.size() == 2);
    CHECK(press.failures[0].clock == FailureClock::calendar);
    CHECK(press.failures[0].on_failure == OnFailure::scrap);
    CHECK(press.failures[1].assist);
    REQUIRE(press.maintenance.size() == 2);
    CHECK(press.maintenance[0].every == days(7));
    CHECK_FALSE(press.maintenance[0].stagger);
    CHECK(press.maintenance[0].has_window);
    CHECK(press.maintenance[1].every_count == 500);
    CHECK(press.calendar_interrupts);
    CHECK(press.dispatch == std::vector{DispatchRule::setup_avoidance, DispatchRule::edd});
    REQUIRE(line.calendars[0].windows.size() == 5);
    CHECK(line.calendars[0].windows[1].open == hours(30));
    CHECK(line.calendars[0].windows[1].close == hours(46));
    const LoadSpec& load = line.stations[1].load;
    CHECK(load.min == 2);
    CHECK(load.counted_in == Level::lot);
    CHECK(load.start == BatchStart::full);
    CHECK(load.by == BatchBy::product);
    CHECK(load.strict_min);
    CHECK(load.longest_wait == minutes(30));
    CHECK(line.stations[2].chambers == 12);
    CHECK(line.routes[0].steps[0].per == TimePer::site);
    CHECK(line.routes[0].steps[1].per == TimePer::load);
    CHECK(line.routes[0].steps[3].transit.mean() == 720);
}

TEST_CASE("Setups: families are numbered per station, and changes find them", "[unit]") {
    LineText text;
    text.stations =
        "  press: {tools: 1, setup: {takes: 20 min, changes: [{from: a, to: b, takes: 5 min}],"
        " lost_on: [failure]}}\n";
    text.steps =
        "      - {id: x, on: press, takes: 1 min, setup: b}\n"
        "      - {id: y, on: press, takes: 1 min, setup: a}\n"
        "      - {id: z, on: press, takes: 1 min}\n";
    const LineSpec line = line_of(text);
    const SetupSpec& setup = line.stations[0].setup;
    REQUIRE(setup.families.size() == 2);
    REQUIRE(setup.changes.size() == 1);
    CHECK(setup.families[setup.changes[0].from.index()] == "a");
    CHECK(setup.families[setup.changes[0].to.index()] == "b");
    CHECK(setup.families[line.routes[0].steps[0].setup.index()] == "b");
    CHECK_FALSE(line.routes[0].steps[2].setup.valid());
    CHECK(setup.otherwise.mean() == 1200);
    CHECK(setup.lost_on_failure);
    CHECK_FALSE(setup.lost_on_maintenance);
}

TEST_CASE("Rework steps stand behind the main line and lead back", "[unit]") {
    LineText text;
    text.steps =
        "      - {id: coat, on: press, takes: 1 min}\n"
        "      - {id: look, on: press, takes: 1 min, rework: {share: 2 %, to: coat, max: 2, wait: "
        "no,"
        " merge_at: end, steps: [{id: strip, on: press, takes: 1 min}, {id: wash, on: press, "
        "takes: 1 min}]}}\n"
        "      - {id: end, on: press, takes: 1 min}\n";
    const LineSpec line = line_of(text);
    const RouteSpec& route = line.routes[0];
    REQUIRE(route.steps.size() == 5);
    CHECK(route.main_steps == 3);
    CHECK(route.steps[3].name == "strip");
    CHECK(route.steps[1].rework.to == StepId{3});
    CHECK(route.steps[3].next == StepId{4});
    CHECK(route.steps[4].next == StepId{0});
    CHECK(route.steps[1].rework.share == Approx(0.02));
    CHECK(route.steps[1].rework.max_passes == 2);
    CHECK(route.steps[1].rework.merge_at == StepId{2});
    CHECK_FALSE(route.steps[1].rework.wait);
    CHECK_FALSE(route.steps[2].next.valid());
}

TEST_CASE("Many reworks with steps of their own all lead back to their own place", "[unit]") {
    LineText text;
    text.steps.clear();
    constexpr int kRounds = 60;
    for (int i = 0; i < kRounds; ++i) {
        const std::string n = std::to_string(i);
        text.steps += "      - {id: coat" + n + ", on: press, takes: 1 s}\n      - {id: look" + n +
                      ", on: press, takes: 1 s, rework: {share: 1 %, to: coat" + n +
                      ", steps: [{id: strip" + n + ", on: press, takes: 1 s}]}}\n";
    }
    const LineSpec line = line_of(text);
    const RouteSpec& route = line.routes[0];
    REQUIRE(route.steps.size() == 3 * kRounds);
    for (std::uint32_t i = 0; i < kRounds; ++i) {
        const StepId strip = route.steps[2 * i + 1].rework.to;
        CHECK(strip == StepId{2 * kRounds + i});
        CHECK(route.steps[strip.index()].next == StepId{2 * i});
    }
}

TEST_CASE("Quality: yields, inspections and queue-time limits reach their fields", "[unit]") {
    LineText text;
    text.top = "mechanisms: {overlay: item}\n";
    text.steps =
        "      - {id: coat, on: press, takes: 1 min, sublot: 5 wafers, yield: [{survive: 99 %, "
        "mechanism: overlay,"
        " found: latent}, {survive: 0.9, correlation: 0.1}]}\n"
        "      - {id: bake, on: press, takes: 1 min, sublot: lot, start_within: {limit: 4 h, of: "
        "coat,"
        " action: repeat, max: 3, then: yield, survive: 0.97, mechanism: qtime}}\n"
        "      - {id: look, on: press, takes: 1 min, sample: 20 % lots, inspect: {finds: {all: "
        "0.9, overlay: 0.5},"
        " overkill: 1 %, retests: 1, retest_escape: 0.1}, rework: {of: [overlay], to: coat},"
        " hold: {probability: 2 %, takes: 8 h}}\n";
    text.product = "{route: main, lot: 25 wafers, incoming: {crack: 0.95}, release: {every: 10 h}}";
    const LineSpec line = line_of(text);
    const auto& steps = line.routes[0].steps;
    const auto name = [&](MechanismId m) { return line.mechanisms[m.index()].name; };
    REQUIRE(steps[0].yields.size() == 2);
    CHECK(line.mechanisms[steps[0].yields[0].mechanism.index()].level == Level::item);
    CHECK(steps[0].yields[0].latent);
    CHECK(name(steps[0].yields[1].mechanism) == "coat");
    CHECK_FALSE(steps[0].yields[1].latent);
    CHECK(steps[0].yields[1].correlation == 0.1);
    CHECK(steps[0].sublot == 5);
    CHECK(steps[1].sublot == 0);
    const QueueTimeSpec& limit = steps[1].queue_times.at(0);
    CHECK(limit.limit == hours(4));
    CHECK(limit.action == QueueTimeAction::repeat);
    CHECK(limit.repeat_from == StepId{0});
    CHECK(limit.max_repeats == 3);
    CHECK(limit.then == QueueTimeAction::yield_loss);
    CHECK(name(limit.mechanism) == "qtime");
    CHECK(steps[2].sample.kind == SampleSpec::Kind::lot_share);
    // `all` is every latent mechanism that is not named: the crack that comes in.
    REQUIRE(steps[2].inspection.finds.size() == 2);
    for (const InspectionSpec::Finds& f : steps[2].inspection.finds) {
        CHECK(f.coverage == (name(f.mechanism) == "overlay" ? 0.5 : 0.9));
    }
    CHECK(steps[2].rework.clears == steps[2].rework.mechanisms);
    CHECK(line.products[0].incoming[0].latent);
    CHECK(steps[2].hold.duration.mean() == 8 * 3600);
}

TEST_CASE("Assembly places a grid of sites; units are cut at the end", "[unit]") {
    LineText text;
    text.top = "materials: {die: {stock: unlimited}}\ncarriers: {plate: {stock: 30}}\n";
    text.steps =
        "      - {id: attach, on: press, takes: 1 s/die, consumes: {die: 2 per site}, "
        "takes_carrier: plate,"
        " places: {grid: {panel: 310 x 310 mm, die: 68.7 x 68.7 mm}}}\n"
        "      - {id: off, on: press, takes: 1 min, frees_carrier: plate}\n"
        "      - {id: saw, on: press, takes: 1 min, singulates: yes}\n"
        "      - {id: test, on: press, takes: 1 s/unit, sublot: 50 units}\n";
    const LineSpec line = line_of(text);
    const auto& steps = line.routes[0].steps;
    CHECK(steps[0].positions == 16);
    CHECK(steps[0].components[0].per_site == 2);
    CHECK(line.products[0].sites == 0);
    CHECK(steps[2].singulates);
    CHECK(steps[3].sublot == 50);
}

TEST_CASE("Releases: interval, rate, schedule and none", "[unit]") {
    const auto release = [](const std::string& words) {
        LineText text;
        text.product = "{route: main, lot: 25 wafers, release: " + words + "}";
        return line_of(text).products[0].release;
    };
    const ReleaseSpec poisson = release("{every: exp(16.8 h), lots: 2, first: 3 h}");
    CHECK(poisson.interval.kind() == Distribution::Kind::exponential);
    CHECK(poisson.lots == 2);
    CHECK(poisson.first == hours(3));
    CHECK(release("{rate: 10 lots/wk}").interval.mean() == Approx(16.8 * 3600));
    CHECK(release("{rate: 10 lots/wk, poisson: yes}").interval.kind() ==
          Distribution::Kind::exponential);
    const ReleaseSpec schedule =
        release("{schedule: [{at: 5 h, lots: 2}, {at: 1 h, priority: 0, due: 5 d}]}");
    REQUIRE(schedule.schedule.size() == 2);
    CHECK(schedule.schedule[0].at == Time{hours(1).us});
    CHECK(schedule.schedule[0].priority == 0);
    CHECK(schedule.schedule[0].has_due);
    CHECK(schedule.schedule[1].priority == -1);
    CHECK(schedule.schedule[1].lots == 2);
    CHECK(release("none").kind == ReleaseKind::none);
}

TEST_CASE("Routes and schedules may stand in CSV tables", "[unit]") {
    const test::TemporaryFolder folder;
    write(folder.file("steps.csv"),
          "id,on,takes,yield\n# a comment\nmold,press,\"10 min\",\n\n"
          "cure,press,5 min/wafer,0.99\n");
    write(folder.file("orders.csv"), "at,lots\n1 h,2\n2 h,\n");
    write(folder.file("line.yaml"),
          "line: small\nstations: {press: {tools: 1}}\nroutes: {main: {steps: steps.csv}}\n"
          "products: {chip: {route: main, lot: 2 wafers, release: {schedule: orders.csv}}}\n");
    const Outcome out = read_file(folder.file("line.yaml"));
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    REQUIRE(out.line->routes[0].steps.size() == 2);
    CHECK(out.line->routes[0].steps[1].yields[0].survive == 0.99);
    CHECK(out.line->products[0].release.schedule.size() == 2);
    CHECK(read_text(out.text).line.has_value());
}

TEST_CASE("The schedule of a stream may stand in a CSV table", "[unit]") {
    const test::TemporaryFolder folder;
    write(folder.file("orders.csv"), "at,lots\n1 h,2\n2 h,\n");
    write(folder.file("line.yaml"),
          "line: small\nstations: {press: {tools: 1}}\n"
          "routes: {main: {steps: [{id: mold, on: press, takes: 1 min}]}}\n"
          "products: {chip: {route: main, lot: 2 wafers, release: none}}\n"
          "releases: {mix: {schedule: orders.csv, mix: {chip: 1}}}\n");
    const Outcome out = read_file(folder.file("line.yaml"));
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    CHECK(out.line->streams[0].release.schedule.size() == 2);
}

TEST_CASE("Item defects of units that a bin puts in stock are bad sites of what they go on",
          "[unit]") {
    const Outcome out = read_text(
        "line: bins\nmechanisms: {crack: item}\nmaterials: {die: {stock: 100}}\n"
        "stations: {saw: {tools: 1}, cell: {tools: 1, kind: tester, sites: 4}, bonder: {tools: "
        "1}}\n"
        "products:\n"
        "  A: {route: cut, lot: 2 wafers, sites: 10, release: {every: 10 h}}\n"
        "  B: {route: join, lot: 2 strips, release: {every: 10 h}}\n"
        "routes:\n"
        "  cut:\n    steps:\n"
        "      - {id: saw, on: saw, takes: 1 min, singulates: yes,"
        " yield: {survive: 0.9, mechanism: crack, found: latent}}\n"
        "      - {id: test, on: cell, takes: 2 min/touchdown,"
        " bins: {good: 90 %, slow: rest into die}}\n"
        "  join: {steps: [{id: bond, on: bonder, takes: 5 min/lot, consumes: {die: 1 per site},"
        " places: 5}]}\n");
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    REQUIRE(out.line->mechanisms.size() == 2);
    CHECK(out.line->mechanisms[1].name == "crack(part)");
    CHECK(out.line->mechanisms[0].of_part == MechanismId{1});
}

TEST_CASE("Warnings do not forbid a line", "[unit]") {
    LineText text;
    text.stations += "  idle: {tools: 1}\n";
    const Outcome out = read_text(text.str());
    CHECK(out.line.has_value());
    CHECK(out.messages.find("line.yaml:4:3: warning: no lot ever comes to station 'idle'") !=
          std::string::npos);
}

TEST_CASE("Minimum runs in which lots and tools may wait for each other are a warning", "[unit]") {
    LineText text;
    text.stations = "  implant: {tools: 1, setup: {takes: 20 min, minimum_run: 7 lots}}\n";
    text.steps =
        "      - {id: dope, on: implant, takes: 1 min/lot, setup: boron}\n"
        "      - {id: again, on: implant, takes: 1 min/lot, setup: arsenic}\n";
    const std::string said = read_text(text.str()).messages;
    CHECK(
        said.find("warning: lots of 'chip' need 2 setup families of 'implant' one after the other, "
                  "which has 1 tool") != std::string::npos);
    text.stations =
        "  implant: {tools: 1, setup: {takes: 20 min, minimum_run: 7 lots, given_up_after: 4 h}}\n";
    CHECK(read_text(text.str()).messages.empty());
    text.stations = "  implant: {tools: 2, setup: {takes: 20 min, minimum_run: 7 lots}}\n";
    CHECK(read_text(text.str()).messages.empty());
}

TEST_CASE("A parameter that nothing uses is a warning", "[unit]") {
    LineText text;
    text.top = "parameters: {hours: 3, hour: 4}\n";
    text.steps = "      - {id: mold, on: press, takes: \"${hours} h\"}\n";
    const Outcome out = read_text(text.str());
    REQUIRE(out.line.has_value());
    CHECK(out.line->routes[0].steps[0].time.mean() == 3 * 3600);
    CHECK(out.messages ==
          "line.yaml:2:24: warning: nothing uses parameter 'hour'\n    help: did you mean "
          "'hours'?\n");
}

TEST_CASE("Text that is cut off anywhere gets an answer, not a crash", "[unit]") {
    LineText text;
    text.top = "mechanisms: {overlay: item}\nparameters: {n: 2}\n";
    text.steps =
        "      - repeat: {layer: \"${n}\"}\n        steps:\n"
        "          - {id: \"{layer}_coat\", on: press, takes: exp(3 min)/wafer, yield: 0.9,"
        " rework: {share: 1 %, to: \"{layer}_coat\", steps: [{id: \"s{layer}\", on: press, takes: "
        "1 s}]}}\n";
    const std::string whole = text.str();
    REQUIRE(read_text(whole).line.has_value());
    for (std::size_t n = 0; n < whole.size(); ++n) {
        const Outcome out = read_text(whole.substr(0, n));
        CHECK(out.line.has_value() != (out.messages.find(": error: ") != std::string::npos));
    }
}

}  // namespace
}  // namespace packline::scenario
