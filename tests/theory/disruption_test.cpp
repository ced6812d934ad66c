// Disruptions whose fluid is known exactly.

#include "models/packaging/simulate.hpp"
#include "models/report/fluid_bound.hpp"
#include "models/report/line_metrics.hpp"
#include "models/report/plan_outlook.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/experiment/paired.hpp"
#include "tests/support/catch.hpp"

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
