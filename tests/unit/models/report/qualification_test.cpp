#include "models/report/qualification.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>

using namespace packline;

namespace {

const std::string kLine =
    "line: who may\nstations:\n"
    "  saw: {tools: 2}\n"
    "  probe: {tools: 4, sets: {old: {tools: 1, recipes: [cold], products: [A]}, hot: {tools: 1}, "
    "new: {tools: 2, from: 30 d, products: [B]}}}\n"
    "  lone: {tools: 1}\n"
    "products:\n"
    "  A: {route: r, lot: 1 wafer, release: {every: 24 h}}\n"
    "  B: {route: r, lot: 1 wafer, release: {every: 24 h}}\n"
    "routes:\n  r:\n    steps:\n"
    "      - {id: cut, on: saw, takes: 1 h}\n"
    "      - {id: cold_test, on: probe, recipe: cold, takes: 1 h}\n"
    "      - {id: hot_test, on: probe, takes: 1 h}\n"
    "      - {id: look, on: lone, takes: 1 h}\n"
    "      - {id: again, on: saw, takes: 1 h, same_tool_as: cut}\n";

}  // namespace

TEST_CASE("qualifications: sets, recipes, products and tools that come later", "[unit]") {
    const auto all = report::qualifications(test::valid_line(kLine));
    REQUIRE(all.size() == 10);
    CHECK(all[0].tools == 2);
    CHECK(all[1].sets == 0b011U);  // A, cold_test: old and hot
    CHECK(all[1].tools == 2);
    CHECK(all[1].at_start == 2);
    CHECK(all[2].sets == 0b010U);  // A, hot_test: hot alone
    CHECK(all[4].bound_to == packaging::StepId{0});
    CHECK(all[6].sets == 0b110U);  // B, cold_test: hot and, later, new
    CHECK(all[6].tools == 3);
    CHECK(all[6].at_start == 1);
    CHECK(all[3].tools == 1);
}

TEST_CASE("qualification_text: the matrix, and what hangs on one tool", "[unit]") {
    const packaging::LineSpec line = test::valid_line(kLine);
    const std::string text = report::qualification_text(line);
    CHECK(text.find("    old                           1       1 of 2       0 of 2\n") !=
          std::string::npos);
    CHECK(text.find("    new                           2       0 of 2       2 of 2\n") !=
          std::string::npos);
    CHECK(text.find("any tool of the other 2 stations may run all that comes to it") !=
          std::string::npos);
    CHECK(text.find("stations of one tool (1):\n    lone\n") != std::string::npos);
    CHECK(text.find("probe                           4      1  cold_test                B\n") !=
          std::string::npos);
    CHECK(text.find("probe                           4      1  hot_test                 A, B\n") !=
          std::string::npos);
    CHECK(text.find("cut") == std::string::npos);
    const std::string csv = report::qualification_table(line).csv();
    CHECK(csv.find("saw,,2,A,again,again,yes,2,2,cut\n") != std::string::npos);
    CHECK(csv.find("probe,old,1,B,cold_test,cold,no,3,1,\n") != std::string::npos);
    CHECK(csv.find("probe,hot,1,B,hot_test,hot_test,yes,3,1,\n") != std::string::npos);
}

TEST_CASE("qualification_text: where each station has sets there are no others", "[unit]") {
    const std::string text = report::qualification_text(test::valid_line(
        "line: sets\nstations:\n  saw: {tools: 2, sets: {old: {tools: 1}, new: {tools: 1}}}\n"
        "products:\n  A: {route: r, lot: 1 wafer, release: {every: 24 h}}\n"
        "routes:\n  r: {steps: [{id: cut, on: saw, takes: 1 h}]}\n"));
    CHECK(text.find("    new                           1       1 of 1\n") != std::string::npos);
    CHECK(text.find("any tool of") == std::string::npos);
}
