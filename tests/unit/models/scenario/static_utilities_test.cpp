#include "models/scenario/static_utilities.hpp"

#include "models/scenario/read_line.hpp"
#include "tests/support/catch.hpp"

namespace packline::scenario {
namespace {

TEST_CASE("Static use: what lots draw, and tools that work or stand ready", "[unit]") {
    Diagnostics diagnostics;
    const auto line = read_line_text(
        "line: a\n"
        "utilities: {water: {unit: m3}, energy: {unit: kWh}}\n"
        "stations:\n"
        "  saw: {tools: 2, uses: {water: [100 L/wafer, 1 m3/lot], energy: [8 kW, 2 kW standby]}}\n"
        "routes: {r: {steps: [{id: s, on: saw, takes: 3 h/lot}]}}\n"
        "products: {p: {route: r, lot: 10 wafers, release: {every: 4 h}}}\n"
        "budgets:\n"
        "  tap: {utility: water, limit: 10 m3, over: 12 h}\n"
        "  grid: {utility: energy, limit: 14600 kWh, over: month}\n",
        "line.yaml", diagnostics);
    REQUIRE(line.has_value());
    // Six lots a day, 18 h of work of 48.
    const auto use = static_use(*line);
    CHECK(use[0][0] == Approx(6 * 2.0));
    CHECK(use[0][1] == Approx(18 * 8.0 + 30 * 2.0));
    const std::vector<double> loads = budget_loads(*line);
    CHECK(loads[0] == Approx(0.6));
    CHECK(loads[1] == Approx(204.0 * 730 / 24 / 14'600));
}

}  // namespace
}  // namespace packline::scenario
