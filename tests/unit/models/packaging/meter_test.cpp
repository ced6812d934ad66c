#include "models/packaging/utilities/meter.hpp"

#include "models/packaging/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>

using namespace packline;
using namespace packline::packaging;

namespace {

Time at(std::int64_t h) { return Time{} + hours(h); }

/// A lot of 10 wafers every 4 h takes the one tool for 2 h.
std::string half_busy(const std::string& top, const std::string& uses) {
    return "line: half busy\n" + top +
           "utilities:\n"
           "  water: {unit: m3}\n"
           "  wastewater: {unit: m3, from: {water: 50 %}}\n"
           "  energy: {unit: kWh}\n"
           "  carbon: {unit: kg, from: {energy: 0.5}" +
           (top.empty() ? "" : ", at: {south: {energy: 0.2}}") +
           "}\n"
           "stations:\n"
           "  saw: {tools: 1, uses: {" +
           uses +
           "}}\n"
           "routes:\n"
           "  r: {steps: [{id: saw, on: saw, takes: 2 h}]}\n"
           "products:\n"
           "  p: {route: r, lot: 10 wafers, sites: 5, release: {every: 4 h}}\n"
           "experiment: {horizon: 1000 h, warmup: 0 h, replications: 1, seed: 1}\n";
}

constexpr const char* kUses = "water: 80 L/wafer, energy: [12 kW productive, 3 kW standby]";

}  // namespace

TEST_CASE("StationMeter: tools count in the group that they are in, month by month", "[unit]") {
    StationMeter meter{2};
    meter.change(StateGroup::standby, StateGroup::productive, at(10));
    meter.change(StateGroup::standby, StateGroup::productive, at(20));
    meter.change(StateGroup::productive, StateGroup::scheduled_down, at(740));
    meter.handle({.lots = 1, .items = 25, .sites = 100}, at(729));
    meter.handle({.lots = 1, .items = 5, .sites = 0}, at(730));
    const Activity now = meter.total(at(750));
    CHECK(now.in_group == std::array{hours(1460), hours(30), hours(10), hours(0), hours(0)});
    CHECK(now.lots == 2);
    CHECK(now.items == 30);
    CHECK(now.sites == 100);
    meter.close(at(750));
    REQUIRE(meter.months().size() == 2);
    CHECK(meter.months()[0].in_group ==
          std::array{hours(1430), hours(30), hours(0), hours(0), hours(0)});
    CHECK(meter.months()[1].in_group ==
          std::array{hours(30), hours(0), hours(10), hours(0), hours(0)});
    CHECK(meter.months()[0].items == 25);
    CHECK(meter.months()[1].items == 5);
}

TEST_CASE("StationMeter: the window leaves out what came before it", "[unit]") {
    StationMeter meter{1};
    meter.handle({.lots = 1, .items = 7, .sites = 0}, at(1));
    meter.change(StateGroup::standby, StateGroup::productive, at(2));
    meter.reset(at(10));
    meter.handle({.lots = 1, .items = 3, .sites = 0}, at(11));
    meter.close(at(20));
    CHECK(meter.window(at(20)).items == 3);
    CHECK(meter.window(at(20)).in_group[0] == hours(10));
    CHECK(meter.months()[0].items == 10);
}

TEST_CASE("amount: whole parts, whatever the rates", "[unit]") {
    UseRates rates;
    rates.per_hour[0] = 1;  // a billionth of a unit an hour
    rates.per_item = 80'000'000;
    const Activity a{.in_group = {hours(3), hours(9), {}, {}, {}}, .lots = 1, .items = 50};
    CHECK(amount(rates, a) == kPartsOfUnit * 4 + kPartsOfUnit / 1'000'000'000 * 3);
    CHECK(micro_units(amount(rates, a)) == 4'000'000);
    CHECK(units(kPartsOfUnit * 4) == 4.0);
}

TEST_CASE("utilities: a station half of its time at work, to the millionth", "[unit]") {
    const LineTables tables{test::valid_line(half_busy("", kUses))};
    const LineResult r = simulate(tables, {.key = {1, 0}, .warmup = {}, .end = at(1000)});
    const StationId saw{0};
    const auto total = [&](std::uint32_t u) { return r.meters.total(saw, UtilityId{u}); };
    // 250 lots; 500 h at work and 500 h idle.
    CHECK(total(0) == 200 * kPartsOfUnit);
    CHECK(total(1) == 100 * kPartsOfUnit);
    CHECK(total(2) == (500 * 12 + 500 * 3) * kPartsOfUnit);
    CHECK(total(3) == 3750 * kPartsOfUnit);
    // The first 730 h: lots at 0, 4, ..., 728 h.
    REQUIRE(r.meters.months() == 2);
    CHECK(r.meters.month(0, saw, UtilityId{0}) * 10 == 1464 * kPartsOfUnit);
    CHECK(r.meters.month(0, saw, UtilityId{2}) == (366 * 12 + 364 * 3) * kPartsOfUnit);
    CHECK(r.meters.month(1, saw, UtilityId{2}) == (134 * 12 + 136 * 3) * kPartsOfUnit);
    const LineResult later = simulate(tables, {.key = {1, 0}, .warmup = at(100), .end = at(1000)});
    CHECK(later.meters.total(saw, UtilityId{2}) == (450 * 12 + 450 * 3) * kPartsOfUnit);
    CHECK(later.meters.month(0, saw, UtilityId{2}) == r.meters.month(0, saw, UtilityId{2}));
    CHECK(later.events == r.events);
}

TEST_CASE("utilities: each site has the factor of its grid", "[unit]") {
    const LineTables tables{test::valid_line(half_busy("sites: [north, south]\n", kUses))};
    const LineResult r = simulate(tables, {.key = {1, 0}, .warmup = {}, .end = at(1000)});
    CHECK(r.meters.total(StationId{0}, UtilityId{3}) == 3750 * kPartsOfUnit);
    CHECK(r.meters.total(StationId{1}, UtilityId{3}) == 1500 * kPartsOfUnit);
}

TEST_CASE("utilities: uses by lot, unit and time, in other units", "[unit]") {
    const LineTables tables{test::valid_line(half_busy(
        "", "water: [1 m3/lot, 2 L/wafer, 0.5 L/unit, 24 m3/d on], energy: 1 MW non_scheduled"))};
    const LineResult r = simulate(tables, {.key = {1, 0}, .warmup = {}, .end = at(1000)});
    // 250 lots of 10 wafers with 5 units each.
    CHECK(r.meters.total(StationId{0}, UtilityId{0}) ==
          (250 + 5) * kPartsOfUnit + kPartsOfUnit * 25 / 4 + 1000 * kPartsOfUnit);
    CHECK(r.meters.total(StationId{0}, UtilityId{2}) == 0);
}

TEST_CASE("utilities: what is metered changes nothing of what happens", "[unit]") {
    LineSpec spec = test::valid_line(half_busy("", kUses));
    const LineResult metered =
        simulate(LineTables{spec}, {.key = {1, 0}, .warmup = {}, .end = at(1000)});
    spec.stations[0].uses.clear();
    spec.utilities.clear();
    const LineResult plain =
        simulate(LineTables{spec}, {.key = {1, 0}, .warmup = {}, .end = at(1000)});
    CHECK(plain.fingerprint == metered.fingerprint);
    CHECK(plain.events == metered.events);
}
