#include "models/packaging/order_log.hpp"
#include "models/report/weekly_load.hpp"
#include "models/scenario/static_staffing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>

using namespace packline;
using packaging::OperatorTask;

namespace {

/// 14 lots a week: 6 h each at `a`, then 11 h each at `b`; `more` is put to the line.
std::string text_of(const std::string& operators, const std::string& a, const std::string& b,
                    const std::string& more = "", const std::string& release = "every: 12 h") {
    return "line: people\nexperiment: {horizon: 28 d, warmup: 0 s}\noperators: {" + operators +
           "}\nstations:\n  a: {tools: 2, " + a + "}\n  b: {tools: 3, " + b +
           "}\nproducts:\n  A: {route: r, lot: 1 wafer, release: {" + release +
           "}}\nroutes:\n  r:\n    steps:\n      - {id: first, on: a, takes: 6 h}\n"
           "      - {id: second, on: b, takes: 11 h}\n" +
           more;
}

report::WeeklyLoad load_of(const std::string& text, const report::WeeklyOptions& options = {}) {
    return report::weekly_load(test::valid_line(text), options);
}

double hours_at(const report::LoadWeek& week, OperatorTask task) {
    return week.task_h[static_cast<std::size_t>(task)];
}

}  // namespace

TEST_CASE("weekly_people: hours of each task, by hand", "[unit]") {
    const report::WeeklyLoad load = load_of(text_of(
        "hand: {persons: 2}, crew: {persons: 1}",
        "assists: {mtba: 3 h, takes: 6 min}, operators: {load: {skill: hand, takes: 15 min}, "
        "assist: hand}",
        "failures: {mtbf: 19 h, mttr: 1 h, clock: calendar}, maintenance: {every: 70 h, takes: 3 "
        "h}, operators: {run: {skill: hand, persons: 2}, repair: crew, maintenance: crew}"));
    REQUIRE(load.people.size() == 2);
    const report::WeeklyLoad::People& hand = load.people[0];
    CHECK(hand.skills == std::vector<std::string>{"hand"});
    CHECK(hand.persons == 2);
    const report::LoadWeek& third = hand.weeks[2];
    CHECK(hours_at(third, OperatorTask::load) == Approx(14 * 0.25));
    CHECK(hours_at(third, OperatorTask::run) == Approx(14 * 11 * 2));
    CHECK(hours_at(third, OperatorTask::assist) == Approx(14 * 6.0 / 3 * 0.1));
    CHECK(hours_at(third, OperatorTask::repair) == 0);
    CHECK(third.wanted_h == Approx(3.5 + 308 + 2.8));
    CHECK(third.available_h == 2 * 168);
    CHECK(third.missing == 0);
    // Nothing comes to b in the first 6 h, and half of 11 h of work is missing.
    CHECK(hours_at(hand.weeks[0], OperatorTask::run) ==
          Approx(2 * (154 - (6 + 11 / 2.0) * 11 / 12)));
    const report::LoadWeek& crew = load.people[1].weeks[1];
    CHECK(hours_at(crew, OperatorTask::repair) == Approx(3 * 168 * 1.0 / 20));
    CHECK(hours_at(crew, OperatorTask::maintenance) == Approx(3 * 168 / 70.0 * 3));
    CHECK(crew.available_h == 168);
    CHECK(crew.behind_h == 0);
}

TEST_CASE("weekly_people: setups count as if lots of the week came in random order", "[unit]") {
    std::string text =
        text_of("hand: {persons: 1}", "setup: 2 h, operators: {setup: hand}", "loading: 0 s");
    text.replace(text.find("on: a,"), 6, "on: a, setup: x,");
    text += "      - {id: third, on: a, setup: y, takes: 1 h}\n";
    const report::LoadWeek week = load_of(text).people[0].weeks[2];
    CHECK(week.setup_h() == Approx(28 * 0.5 * 2));
    CHECK(week.wanted_h == Approx(28));
}

TEST_CASE("weekly_people: shifts, breaks, hours of the week and illness take hours", "[unit]") {
    const std::string more =
        "calendars: {day: {open: [Mon-Fri 08:00-16:00]}}\n"
        "masks: {flu: {what: workforce, scope: {operators: hand}, level: 50 %, from: 7 d, lasts: "
        "84 h}}\n";
    const std::string b = "operators: {load: {skill: hand, takes: 3 h}}";
    // 7 h a day, five days.
    const report::WeeklyLoad shifts =
        load_of(text_of("hand: {persons: 4, calendar: day, breaks: [Mon-Fri 12:00-13:00]}",
                        "loading: 0 s", b, more));
    CHECK(shifts.people[0].weeks[0].available_h == Approx(4 * 35));
    // From Monday 00:00 for 84 h: three shifts, and not Thursday's at noon.
    CHECK(shifts.people[0].weeks[1].available_h == Approx(4 * 35 - 2 * 3 * 7 - 2 * 4));
    // Two persons are limited to 30 h; those who are ill come for 14 - 4 h and stay below.
    const report::WeeklyLoad limited =
        load_of(text_of("hand: {persons: 4, calendar: day, weekly_hours: 30 h, breaks: [Mon-Fri "
                        "12:00-13:00]}",
                        "loading: 0 s", b, more));
    CHECK(limited.people[0].weeks[0].available_h == Approx(4 * 30));
    CHECK(limited.people[0].weeks[1].available_h == Approx(2 * 30 + 2 * (35 - 3 * 7 - 4)));
}

TEST_CASE("weekly_people: persons that are missing, whoever has which skills", "[unit]") {
    const std::string a = "operators: {run: see}";   // 84 h a week
    const std::string b = "operators: {run: turn}";  // 154 h a week
    // Together they have 504 h, but only one may see, and 84 h are all that is asked of that one:
    // nothing is missing.
    const report::WeeklyLoad enough =
        load_of(text_of("eyes: {persons: 1, skills: [see, turn]}, hands: {persons: 2, skills: "
                        "[turn]}",
                        a, b));
    REQUIRE(enough.people.size() == 1);
    CHECK(enough.people[0].persons == 3);
    CHECK(enough.people[0].weeks[1].missing == 0);
    CHECK(enough.people[0].weeks[1].load() == Approx((84 + 154) / 504.0));
    // Planned to 40 %: the one gives 67.2 h for 84 h that nobody else can do: 16.8 h of 67.2 h.
    // What both can do fits: 154 h on 134.4 h are 19.6 h too many, 36.4 h over all of 201.6 h.
    const report::WeeklyLoad tight =
        load_of(text_of("eyes: {persons: 1, skills: [see, turn]}, hands: {persons: 2, skills: "
                        "[turn]}",
                        a, b),
                {.most_load = 0.4});
    CHECK(tight.people[0].weeks[1].missing == 1);
    CHECK(tight.people[0].weeks[1].short_sets == std::vector<bool>{true, true});
    // At half of the demand the three are enough, but not the one at 20 %: 42 h on 33.6 h.
    const report::WeeklyLoad eyes = load_of(
        text_of("eyes: {persons: 1, skills: [see, turn]}, hands: {persons: 9, skills: [turn]}", a,
                b, "", "every: 24 h"),
        {.most_load = 0.2});
    CHECK(eyes.people[0].weeks[2].missing == 1);
    CHECK(eyes.people[0].weeks[2].short_sets == std::vector<bool>{true, false});
    const std::string text = report::weekly_load_text(eyes);
    CHECK(text.find("short 1 person in week 2 such as eyes; weeks 1-4 (eyes, hands)") !=
          std::string::npos);
    CHECK(report::weekly_people_table(eyes).csv().find(
              "see turn,eyes hands,3,10,119.000,0.000,0.000,119.000,0.000,0.000,0.000,1680.000,"
              "0.0708,0.000,1,1.00\n") != std::string::npos);
}

TEST_CASE("weekly_people: areas with people of their own stand apart", "[unit]") {
    std::string text = text_of(
        "front: {persons: 1, skills: [hand], area: front}, back: {persons: 2, skills: [hand], "
        "area: back}",
        "area: front, operators: {run: hand}", "area: back, operators: {run: hand}",
        "areas: [front, back]\n");
    const report::WeeklyLoad load = load_of(text);
    REQUIRE(load.people.size() == 2);
    CHECK(load.people[0].groups == std::vector<std::string>{"front"});
    CHECK(load.people[0].weeks[1].wanted_h == Approx(84));
    CHECK(load.people[1].weeks[1].wanted_h == Approx(154));
    // 154 h at 40 % of 336 h are 19.6 h too many; one more gives 67.2 h.
    CHECK(load_of(text, {.most_load = 0.4}).people[1].weeks[1].missing == 1);
    // One person for all areas makes them one.
    text.insert(text.find("front: {"), "spare: {persons: 1, skills: [hand]}, ");
    CHECK(load_of(text).people.size() == 1);
}

TEST_CASE("weekly_people: a steady line wants what its static load says", "[unit]") {
    const packaging::LineSpec line = test::valid_line(text_of(
        "hand: {persons: 3}",
        "failures: {mtbf: 9 h, mttr: 1 h, clock: busy}, operators: {load: {skill: hand, takes: 15 "
        "min}, repair: hand}",
        "operators: {run: hand}"));
    const report::WeeklyLoad load = report::weekly_load(line, {});
    CHECK(load.people[0].weeks[3].load() == Approx(scenario::skill_loads(line)[0].load));
}

TEST_CASE("weekly_people: tools that are still to come ask for nobody", "[unit]") {
    const report::WeeklyLoad load = load_of(text_of(
        "crew: {persons: 1}", "loading: 0 s",
        "sets: {old: {tools: 1}, new: {tools: 2, from: 10 d}}, failures: {mtbf: 19 h, mttr: 1 h, "
        "clock: calendar}, operators: {repair: crew}",
        "", "every: 24 h"));
    CHECK(load.people[0].weeks[0].wanted_h == Approx(168 / 20.0));
    CHECK(load.people[0].weeks[1].wanted_h == Approx((168 + 2 * 4 * 24) / 20.0));
    CHECK(load.people[0].weeks[2].wanted_h == Approx(3 * 168 / 20.0));
}

TEST_CASE("weekly_people: what people do in a run where nobody waits", "[unit]") {
    const packaging::LineSpec line = test::valid_line(
        text_of("hand: {persons: 30}", "operators: {load: {skill: hand, takes: 15 min}}",
                "operators: {run: hand}", "",
                "rate: [{at: 0 d, rate: 14 lots/wk}, {at: 14 d, rate: 28 lots/wk}]"));
    const report::WeeklyLoad load = report::weekly_load(line, {});
    const packaging::LineTables tables{line};
    const packaging::FloorLog log =
        packaging::log_run(tables, packaging::line_processes(tables), {1, 0}, Time{} + days(28),
                           {{}, {days(7), Time{} + days(7)}})
            .floor;
    for (std::size_t w = 0; w < 4; ++w) {
        // Lots come one by one, not evenly: one visit of 11 h at most is in another week.
        CHECK(load.people[0].weeks[w].wanted_h ==
              Approx(168 * log.people[w][0].busy).margin(11.01));
    }
}
