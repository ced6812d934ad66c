#include "models/packaging/critical_path.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <fmt/format.h>
#include <string>

namespace packline::packaging {
namespace {

double minutes_of(const std::string& stations, const std::string& steps, const std::string& lot) {
    const LineSpec line = test::valid_line(
        fmt::format("line: small\nstations: {}\nroutes: {{r: {{steps: {}}}}}\nproducts: {{p: "
                    "{{route: r, lot: {}, release: none}}}}\n",
                    stations, steps, lot));
    return to_seconds(critical_path(line, line.products[0])) / 60;
}

TEST_CASE("Critical path: pieces of a lot share the tools and the loads of a station", "[unit]") {
    // As oracle case 260, without setups and without waiting for the second plasma.
    const std::string steps =
        "[{id: attach, on: attacher, takes: 0.75 min/strip, sublot: 20 strips},"
        "{id: plasma, on: chamber, takes: 15 min/load, sublot: 20 strips},"
        "{id: bond, on: bonder, takes: 9.5 min/strip, sublot: 20 strips},"
        "{id: cure, on: oven, takes: 240 min/load}]";
    const auto with = [&](int bonders) {
        return minutes_of(fmt::format("{{attacher: {{tools: 1}}, chamber: {{tools: 1, kind: batch, "
                                      "load: {{max: 40 strips}}}}, bonder: {{tools: {}}}, oven: "
                                      "{{tools: 1, kind: batch, load: {{max: 100 strips}}}}}}",
                                      bonders),
                          steps, "100 strips");
    };
    // Pieces leave plasma at 30 45 60 75 90; 190 min each on a bonder.
    CHECK(with(1) == Approx(30 + 5 * 190 + 240));
    CHECK(with(2) == Approx(30 + 3 * 190 + 240));
    CHECK(with(5) == Approx(90 + 190 + 240));
}

TEST_CASE("Critical path: a split lot takes several tools, a cascade takes pieces in a row",
          "[unit]") {
    const std::string test = "[{id: test, on: tester, takes: 10 min/load, split: 4}]";
    CHECK(minutes_of("{tester: {tools: 4, load: {max: 16 strips}}}", test, "64 strips") ==
          Approx(10));
    CHECK(minutes_of("{tester: {tools: 2, load: {max: 16 strips}}}", test, "64 strips") ==
          Approx(20));
    // Pieces of five come at 5 and 10, enter one a minute, and leave 12 min after entry.
    CHECK(
        minutes_of("{printer: {tools: 1}, reflow: {tools: 1, kind: cascade}}",
                   "[{id: print, on: printer, takes: 1 min/strip, sublot: 5 strips},"
                   "{id: melt, on: reflow, takes: 1 min/strip, transit: 12 min, sublot: 5 strips}]",
                   "10 strips") == Approx(10 + 4 + 12));
}

}  // namespace
}  // namespace packline::packaging
