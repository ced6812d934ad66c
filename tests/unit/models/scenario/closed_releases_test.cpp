#include "models/scenario/closed_releases.hpp"

#include "models/scenario/static_load.hpp"
#include "tests/unit/models/scenario/line_text.hpp"

#include <string>

namespace packline::scenario {
namespace {

/// The line of configs/reference/conwip.yaml, with a product beside it.
LineText loop_of(const std::string& release, const std::string& other = "") {
    LineText text;
    text.stations = "  a: {tools: 1}\n  b: {tools: 1}\n  c: {tools: 1}\n  d: {tools: 1}\n";
    text.steps =
        "      - {id: a, on: a, takes: 1 h}\n      - {id: b, on: b, takes: 0.8 h}\n"
        "      - {id: c, on: c, takes: 1.3 h}\n      - {id: d, on: d, takes: 0.6 h}\n" +
        std::string{other.empty() ? "" : "  side:\n    steps: [{id: s, on: c, takes: 1 h}]\n"};
    text.product = "{route: main, lot: 1 wafer, release: " + release + "}\n" + other;
    return text;
}

TEST_CASE("closed_releases: cards let in what the slowest station can do", "[unit]") {
    const packaging::LineSpec line = line_of(loop_of("{cards: 8}"));
    const ClosedRelease job = closed_releases(line)[0];
    CHECK(job.closed);
    CHECK(job.by_law == Approx(8 * 24 / 3.7));
    CHECK(job.per_day == Approx(24 / 1.3));
    CHECK(job.limit == packaging::StationId::from_index(2));
    CHECK(lots_per_day(line)[0] == Approx(24 / 1.3));
    const auto loads = static_load(line);
    CHECK(loads[2].load == Approx(1));
    CHECK(loads[0].load == Approx(1 / 1.3));
}

TEST_CASE("closed_releases: few cards are the limit themselves", "[unit]") {
    const packaging::LineSpec line = line_of(loop_of("{cards: 2}"));
    const ClosedRelease job = closed_releases(line)[0];
    CHECK(job.per_day == Approx(2 * 24 / 3.7));
    CHECK_FALSE(job.limit.valid());
    CHECK(static_load(line)[2].load == Approx(2 * 1.3 / 3.7));
}

TEST_CASE("closed_releases: what comes at a rate goes first, the others share", "[unit]") {
    const packaging::LineSpec beside = line_of(
        loop_of("{cards: 8}", "  rush: {route: side, lot: 1 wafer, release: {every: 2 h}}\n"));
    const auto all = closed_releases(beside);
    CHECK_FALSE(all[1].closed);
    CHECK(all[0].per_day == Approx(12 / 1.3));
    CHECK(static_load(beside)[2].load == Approx(1));
    // Nothing is left where these take all: that is told of the station, not of the cards.
    const packaging::LineSpec two = line_of(
        loop_of("{cards: 8}", "  other: {route: side, lot: 1 wafer, release: {cards: 1}}\n"));
    // By law 51.9 lots of 1.3 h and 24 lots of 1 h ask for 91.46 h of 24 h: all get the same share.
    const double share = 24 / (8 * 24 / 3.7 * 1.3 + 24);
    CHECK(closed_releases(two)[0].share == Approx(share));
    CHECK(closed_releases(two)[1].per_day == Approx(24 * share));
}

TEST_CASE("closed_releases: maintenance by pieces takes more the more come", "[unit]") {
    LineText text;
    text.stations = "  press: {tools: 1, maintenance: {every: 10 wafers, takes: 5 h}}\n";
    text.steps = "      - {id: s, on: press, takes: 1 h}\n";
    text.product = "{route: main, lot: 1 wafer, release: {cards: 3}}";
    // Each lot takes an hour and half an hour of maintenance.
    CHECK(closed_releases(line_of(text))[0].per_day == Approx(16).epsilon(0.01));
}

TEST_CASE("closed_releases: lots that go round until the end, and those that do not", "[unit]") {
    LineText text;
    text.top = "experiment: {horizon: 1000 h, warmup: 0 s}\n";
    text.stations = "  a: {tools: 1}\n  b: {tools: 1}\n";
    text.steps =
        "      - {id: a, on: a, takes: 1 h}\n      - {id: b, on: b, takes: 2 h, rework: {share: "
        "0.9999999, level: lot, to: a, max: unlimited}}\n";
    text.product = "{route: main, lot: 1 unit, release: {schedule: [{at: 0 h, lots: 5}]}}";
    const packaging::LineSpec line = line_of(text);
    const ClosedRelease round = closed_releases(line)[0];
    CHECK(round.goes_round);
    CHECK(round.by_law == Approx(5 * 24 / 3.0));
    CHECK(round.per_day == Approx(12));  // b has two hours for each
    CHECK(round.limit == packaging::StationId::from_index(1));
    CHECK(static_load(line)[0].load == Approx(0.5));
    CHECK(static_load(line)[1].load == Approx(1));
    // Lots of 999 h of rework each come to their end.
    text.steps.replace(text.steps.find("0.9999999"), 9, "0.9900000");
    CHECK_FALSE(closed_releases(line_of(text))[0].closed);
}

}  // namespace
}  // namespace packline::scenario
