// Disruptions whose fluid is known exactly.

#include "models/packaging/simulate.hpp"
#include "models/report/fluid_bound.hpp"
#include "models/report/line_metrics.hpp"
#include "models/report/plan_outlook.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/experiment/paired.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace packline;

namespace {

packaging::LineSpec gated() {
    Diagnostics diagnostics;
    const std::string file =
        std::string{PACKLINE_SOURCE_DIR} + "/configs/reference/gate_backlog.yaml";
    const auto line = scenario::read_line(file, {}, diagnostics);
    REQUIRE(line.has_value());
    return *line;
}

std::vector<double> output(const packaging::LineSpec& line) {
    const packaging::LineTables tables{line};
    const packaging::LineResult result = packaging::simulate(tables, {.key = {1, 0},
                                                                      .warmup = Time{},
                                                                      .end = Time{} + days(450),
                                                                      .bucket = hours(24),
                                                                      .buckets = 450});
    return report::line_series_values(result).back();
}

}  // namespace

TEST_CASE("gate of 213 days: 5.96 M units behind, cleared 175 days after it opens", "[theory]") {
    const packaging::LineSpec line = gated();
    packaging::LineSpec open = line;
    open.gates.clear();
    const std::vector<double> behind = backlog(output(open), output(line), hours(24));
    // A lot of one site per item: 1000 units. A day's work is inside the tools.
    const double peak = *std::ranges::max_element(behind);
    CHECK(peak == Approx(5'964'000).epsilon(0.005));
    const auto back = recovered_at(behind, hours(24), 10'000, days(7));
    REQUIRE(back.has_value());
    CHECK(to_seconds(*back - Time{}) / 86'400 == Approx(388.4).margin(2.0));
}

TEST_CASE("gate of 213 days: the fluid bound is the fluid", "[theory]") {
    const packaging::LineSpec line = gated();
    const report::FluidBound fluid =
        report::fluid_bound(report::FluidLine{line}, {1, 0}, hours(24), 450);
    CHECK(fluid.peak * 150'000 == Approx(5'964'000).epsilon(1e-6));
    CHECK(fluid.peak_at == Time{} + days(213));
    CHECK(fluid.cleared == Time{} + days(389));
}

TEST_CASE("tools that come after 213 days cost what a gate of 213 days costs", "[theory]") {
    packaging::LineSpec line = gated();
    packaging::PlanSpec plan;
    plan.name = "expansion";
    plan.scope = line.gates.front().scope;
    plan.ordered = Distribution::constant(3 * 86400.0);
    plan.to_the_site.push_back(
        {.name = "lead_time", .takes = {Distribution::constant(210 * 86400.0), {}, {}}});
    line.gates.clear();
    const packaging::LineSpec open = line;
    line.plans = {plan};
    const std::vector<double> behind = backlog(output(open), output(line), hours(24));
    CHECK(*std::ranges::max_element(behind) == Approx(5'964'000).epsilon(0.005));
    const report::FluidBound fluid =
        report::fluid_bound(report::FluidLine{line}, {1, 0}, hours(24), 450);
    CHECK(fluid.peak * 150'000 == Approx(5'964'000).epsilon(1e-6));
    CHECK(fluid.cleared == Time{} + days(389));
}

TEST_CASE("the outlook of an order is that of its distributions", "[theory]") {
    packaging::LineSpec line = gated();
    packaging::PlanSpec plan;
    plan.name = "expansion";
    plan.scope = line.gates.front().scope;
    plan.ordered = Distribution::constant(10 * 86400.0);
    plan.to_the_site.push_back(
        {.name = "licence", .takes = {Distribution::uniform(0.0, 100 * 86400.0), {}, {}}});
    plan.to_the_site.back().denied = 0.2;
    line.plans = {plan};
    const std::vector<report::PlanOutlook> outlook = report::plan_outlook(line);
    REQUIRE(outlook.size() == 1);
    CHECK(outlook[0].tools == 62);
    CHECK(outlook[0].ordered_day == 10);
    // 99.9 % of 1000 draws: 3.3 standard errors.
    CHECK(outlook[0].ready_day == Approx(60).margin(6.0));
    CHECK(outlook[0].ready_day_90 == Approx(100).margin(4.0));
    CHECK(outlook[0].never == Approx(0.2).margin(0.042));
}

namespace {

/// A lot of ten wafers an hour through a bench that could make two; each wafer takes a lid and a
/// tenth of 1 m3 of water. `b` can be made instead, on a bench of its own.
packaging::LineSpec bench(const std::string& lids, const std::string& more) {
    return test::valid_line(
        "line: bench\n"
        "utilities: {water: {unit: m3}}\n"
        "materials: {lid: {" +
        lids +
        "}}\n"
        "stations:\n"
        "  bench: {tools: 2, uses: {water: 100 L/wafer}}\n"
        "  other: {tools: 2}\n"
        "routes:\n"
        "  ra: {steps: [{id: x, on: bench, takes: 1 h/lot, consumes: {lid: 1 per wafer}}]}\n"
        "  rb: {steps: [{id: y, on: other, takes: 1 h/lot}]}\n"
        "products:\n"
        "  a: {route: ra, lot: 10 wafers, release: {every: 1 h}}\n"
        "  b: {route: rb, lot: 10 wafers, release: {every: 1 h}}\n"
        "experiment: {horizon: 60 d, warmup: 0 s, replications: 1, seed: 1}\n" +
        more);
}

std::vector<double> sixty_days(const packaging::LineSpec& line) {
    const packaging::LineTables tables{line};
    const packaging::LineResult result = packaging::simulate(tables, {.key = {1, 0},
                                                                      .warmup = Time{},
                                                                      .end = Time{} + days(60),
                                                                      .bucket = hours(24),
                                                                      .buckets = 60});
    return report::line_series_values(result).back();
}

constexpr double kLot = 10;  ///< units, which come out at once

/// The fluid is behind by no more than the line, up to a lot, and the line by at most so many units
/// more.
void check_bound(const packaging::LineSpec& line, double units_more) {
    const std::vector<double> behind =
        backlog(sixty_days(bench("stock: unlimited", "")), sixty_days(line), hours(24));
    const report::FluidBound fluid =
        report::fluid_bound(report::FluidLine{line}, {1, 0}, hours(24), 60);
    const double peak = *std::ranges::max_element(behind);
    CHECK(fluid.peak * 480 > 500);
    CHECK(fluid.peak * 480 <= peak + kLot);
    CHECK(fluid.peak * 480 >= peak - units_more);
    for (std::size_t i = 0; i < behind.size(); ++i) {
        CAPTURE(i);
        CHECK(fluid.backlog[i] * 480 <= behind[i] + kLot);
    }
}

}  // namespace

TEST_CASE("the fluid of bought parts, of a ration and of a diversion bounds the line closely",
          "[theory]") {
    SECTION("parts by a plan") {
        check_bound(bench("stock: 2400, supply: {schedule: [{at: 20 d, quantity: 20000}]}", ""),
                    20);
    }
    SECTION("half of what is due") {
        check_bound(bench("stock: 0, supply: {every: 1 d, quantity: 240, allocation: 50 %}", ""),
                    250);
    }
    SECTION("ordered from far away") {
        check_bound(
            bench("stock: 2400, supply: {reorder_at: 1200, order_up_to: 2400, lead_time: 20 d}",
                  ""),
            500);
    }
    SECTION("a ration of any day") {
        // 18 of 24 m3: what the delay of readings costs comes on top.
        check_bound(bench("stock: unlimited",
                          "budgets: {permit: {utility: water, limit: 18 m3, over: 24 h, ration: "
                          "100 %, from: 10 d}}\n"),
                    400);
    }
    SECTION("a diversion beside starts that are held") {
        // 40 % of a go to b, half of the rest wait: 0.3 x 240 a day for twenty days.
        const packaging::LineSpec line = bench(
            "stock: unlimited",
            "masks: {rule: {what: starts, scope: {product: a}, level: 50 %, from: 10 d, lasts: "
            "20 d, divert: {a: {to: b, share: 40 %}}}}\n");
        check_bound(line, 30);
        CHECK(report::fluid_bound(report::FluidLine{line}, {1, 0}, hours(24), 60).peak * 480 ==
              Approx(1440));
    }
}
