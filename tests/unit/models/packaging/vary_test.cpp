// Estimates that are off: every figure by a factor of its own, evenly over the variations.

#include "models/packaging/spec/vary.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

LineSpec line_with(const std::string& estimates) {
    return test::valid_line("line: small\n" + estimates + R"(
stations:
  press: {tools: 1, setup: 20 min, failures: {mtbf: exp(100 h), mttr: 2 h}, costs: {price: 1 M$}}
  saw: {tools: 1}
products: {chip: {route: main, lot: 1 wafer, release: {every: 1 h}}}
routes:
  main:
    steps:
      - {id: mold, on: press, takes: lognormal(10 min cv 0.5), yield: {survive: 0.9, mechanism: void}}
      - {id: cut, on: saw, takes: 10 min}
)");
}

}  // namespace

TEST_CASE("Estimates: each figure takes each part of the band once, in an order of its own",
          "[unit]") {
    constexpr std::uint32_t points = 8;
    const LineSpec line = line_with("estimates: {within: 40 %}");
    std::vector<double> mold;
    std::vector<double> cut;
    for (std::uint32_t point = 0; point < points; ++point) {
        const LineSpec v = varied(line, {point, points});
        mold.push_back(v.routes[0].steps[0].time.mean() / 600);
        cut.push_back(v.routes[0].steps[1].time.mean() / 600);
        // The yield's loss is what is off, not the yield.
        const double lost = 1 - v.routes[0].steps[0].yields[0].survive;
        CHECK(lost > 0.1 * 0.6);
        CHECK(lost < 0.1 * 1.4);
        CHECK(v.products[0].release.interval.mean() == 3600);  // demand is no estimate
    }
    CHECK(mold != cut);
    for (std::vector<double>* factors : {&mold, &cut}) {
        std::ranges::sort(*factors);
        for (std::uint32_t i = 0; i < points; ++i) {
            CHECK(std::fabs((*factors)[i] - (0.6 + 0.8 * (i + 0.5) / points)) < 1e-9);
        }
    }
}

TEST_CASE("Estimates: only the kinds that are named are varied", "[unit]") {
    const LineSpec line = line_with("estimates: {within: 40 %, of: [repairs, prices]}");
    const LineSpec v = varied(line, {0, 4});
    const StationSpec& press = v.stations[0];
    CHECK(v.routes[0].steps[0].time.mean() == line.routes[0].steps[0].time.mean());
    CHECK(press.setup.otherwise.mean() == line.stations[0].setup.otherwise.mean());
    CHECK(press.failures[0].time_between.mean() ==
          line.stations[0].failures[0].time_between.mean());
    CHECK(press.failures[0].repair.mean() != line.stations[0].failures[0].repair.mean());
    CHECK(press.costs.price != line.stations[0].costs.price);
}
