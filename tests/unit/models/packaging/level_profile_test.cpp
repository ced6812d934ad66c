#include "models/packaging/disruptions/disruption.hpp"
#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;

namespace {

Time at(std::int64_t h) { return Time{} + hours(h); }

}  // namespace

TEST_CASE("LevelProfile: the level holds from the onset up to the end", "[unit]") {
    LevelProfile p;
    add_disruption(p, at(10), at(20), 0.25, Duration{});
    CHECK(level_at(p, at(0)) == 1.0);
    CHECK(level_at(p, at(10) - Duration{1}) == 1.0);
    CHECK(level_at(p, at(10)) == 0.25);
    CHECK(level_at(p, at(20) - Duration{1}) == 0.25);
    CHECK(level_at(p, at(20)) == 1.0);
    CHECK(next_change(p, at(10)).at == at(20));
    CHECK(next_change(p, at(20)).at == Time::never());
}

TEST_CASE("LevelProfile: a recovery comes back in ten equal steps", "[unit]") {
    LevelProfile p;
    add_disruption(p, at(10), at(20), 0.0, hours(10));
    CHECK(level_at(p, at(20)) == 0.0);
    CHECK(level_at(p, at(21)) == Approx(0.1));
    CHECK(level_at(p, at(25)) == Approx(0.5));
    CHECK(level_at(p, at(29)) == Approx(0.9));
    CHECK(level_at(p, at(30)) == 1.0);
}

TEST_CASE("LevelProfile: an onset ends the recovery from the one before", "[unit]") {
    LevelProfile p;
    add_disruption(p, at(10), at(20), 0.0, hours(10));
    add_disruption(p, at(25), at(26), 0.2, Duration{});
    CHECK(level_at(p, at(24)) == Approx(0.4));
    CHECK(level_at(p, at(25)) == 0.2);
    CHECK(level_at(p, at(26)) == 1.0);
    CHECK(level_at(p, at(29)) == 1.0);
}

TEST_CASE("running_tools: floor of n x level, and one more for the remainder", "[unit]") {
    CHECK(running_tools(5, 0.6, hours(24)).whole == 3);
    CHECK(running_tools(5, 0.6, hours(24)).on == Duration{});
    CHECK(running_tools(3, 0.5, hours(4)).whole == 1);
    CHECK(running_tools(3, 0.5, hours(4)).on == hours(2));
    CHECK(running_tools(7, 0.0, hours(4)).whole == 0);
    CHECK(running_tools(7, 1.0, hours(4)).whole == 7);
    CHECK(running_tools(1, 0.25, hours(4)).on == hours(1));
}

TEST_CASE("Disruption: notice looks ahead to the next stop of each tool", "[unit]") {
    Disruption d{.profile = {}, .notice = hours(4), .grace = hours(1), .mechanism = {}};
    add_disruption(d.profile, at(10), at(20), 0.5, Duration{});
    add_disruption(d.profile, at(30), at(40), 0.0, Duration{});
    constexpr std::uint32_t kTools = 2;
    CHECK(ends_by(d, 0, kTools, at(8)) == Time::never());  // the first of two runs on
    CHECK(ends_by(d, 1, kTools, at(6) - Duration{1}) == Time::never());
    CHECK(ends_by(d, 1, kTools, at(6)) == at(11));
    CHECK(ends_by(d, 1, kTools, at(10)) == Time::never());
    for (const std::uint32_t tool : {0U, 1U}) {
        CHECK(ends_by(d, tool, kTools, at(26) - Duration{1}) == Time::never());
        CHECK(ends_by(d, tool, kTools, at(26)) == at(31));
        CHECK(ends_by(d, tool, kTools, at(30)) == Time::never());
    }
    CHECK(next_look(d, kTools, at(0)) == at(6));
    CHECK(next_look(d, kTools, at(20)) == at(26));
}

TEST_CASE("Timelines: a gate loops back where a stage fails, and waits for another", "[unit]") {
    LineSpec line;
    GateSpec first;
    first.name = "review";
    first.stages.push_back({.name = "plan", .takes = {Distribution::constant(86400), {}, {}}});
    first.stages.push_back(
        {.name = "review", .takes = {Distribution::constant(10 * 86400), {}, {}}, .fails = 0.6});
    GateSpec second;
    second.name = "trial";
    second.after = {GateId{0}};
    second.stages.push_back({.name = "trial", .takes = {Distribution::constant(86400), {}, {}}});
    line.gates = {first, second};
    double fails = 0;
    constexpr std::uint32_t kRuns = 4000;
    for (std::uint32_t r = 0; r < kRuns; ++r) {
        const Timelines t = make_timelines(line, {1, r}, Time{} + days(1000));
        fails += t.gates[0].stages.fails;
        CHECK(t.gates[0].opens == Time{} + days(11 + 11 * t.gates[0].stages.fails));
        CHECK(t.gates[1].opens == t.gates[0].opens + days(1));
    }
    // Geometric: 0.6 / 0.4 failures on average.
    CHECK(fails / kRuns == Approx(1.5).margin(0.1));
}

TEST_CASE("Timelines: a regime goes through its states and around", "[unit]") {
    LineSpec line;
    RegimeSpec market{"market", {}};
    market.states.push_back({"normal", Distribution::constant(3600), false});
    market.states.push_back({"short", Distribution::constant(7200), false});
    line.regimes = {market};
    const Timelines t = make_timelines(line, {1, 0}, at(10));
    CHECK(state_at(t.regimes[0], at(0)) == 0);
    CHECK(state_at(t.regimes[0], at(1)) == 1);
    CHECK(state_at(t.regimes[0], at(3)) == 0);
    CHECK(state_at(t.regimes[0], at(4)) == 1);
}

TEST_CASE("Timelines: an order of tools goes by the market, waits for its gate, and qualifies",
          "[unit]") {
    LineSpec line;
    RegimeSpec market{"market", {}};
    market.states.push_back({"normal", Distribution::constant(4 * 3600), false});
    market.states.push_back({"long", {}, true});
    line.regimes = {market};
    GateSpec permit;
    permit.name = "permit";
    permit.stages.push_back({.name = "permit", .takes = {Distribution::constant(72000), {}, {}}});
    line.gates = {permit};
    const auto hours_of = [](double h) { return Distribution::constant(3600 * h); };
    PlanSpec plan;
    plan.name = "tester";
    plan.ordered = hours_of(5);
    plan.to_the_site.push_back({"lead", {{}, RegimeId{0}, {hours_of(3), hours_of(7)}}});
    plan.after = {GateId{0}};
    plan.installation.push_back({"install", {hours_of(2), {}, {}}});
    plan.qualification.push_back({"lot", {hours_of(1), {}, {}}});
    plan.qualification.push_back({"lot", {hours_of(1), {}, {}}, 0.5});
    PlanSpec early = plan;
    early.name = "early";
    early.ordered = hours_of(1);
    early.after.clear();
    PlanSpec denied = plan;
    denied.name = "denied";
    denied.to_the_site.front().denied = 1.0;
    line.plans = {plan, early, denied};
    for (std::uint32_t r = 0; r < 50; ++r) {
        const Timelines t = make_timelines(line, {1, r}, at(100));
        const PlanRun& late = t.plans[0];
        CHECK(late.delivered == at(12));               // ordered at 5, when lead times are long
        CHECK(late.installed == at(22));               // the permit comes at 20
        CHECK(late.ready == at(24 + 2 * late.fails));  // both lots again
        CHECK(t.plans[1].delivered == at(4));
        CHECK(t.plans[1].installed == at(6));
        CHECK(t.plans[2].denied);
        CHECK(t.plans[2].ready == Time::never());
    }
}

TEST_CASE("Disruptions: the ramp of new tools goes up in ten steps", "[unit]") {
    LineSpec line;
    PlanSpec plan;
    plan.name = "tester";
    plan.ordered = Distribution::constant(3600.0 * 5);
    plan.ramp = hours(10);
    plan.ramp_speed = 0.5;
    plan.ramp_yield = 0.9;
    line.plans = {plan};
    const Timelines t = make_timelines(line, {1, 0}, at(100));
    const std::vector<Disruption> d = make_disruptions(line, t);
    REQUIRE(d.size() == 2);
    CHECK(d[0].effect == MaskEffect::speed);
    CHECK(level_at(d[0].profile, at(5)) == 0.5);
    CHECK(level_at(d[0].profile, at(10)) == Approx(0.75));
    CHECK(level_at(d[0].profile, at(15)) == 1.0);
    CHECK(d[1].effect == MaskEffect::yield);
    CHECK(level_at(d[1].profile, at(10)) == Approx(0.95));
}
