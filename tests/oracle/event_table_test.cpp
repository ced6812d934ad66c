#include "tests/oracle/event_table.hpp"

#include "tests/support/catch.hpp"

using namespace packline;
using oracle::difference;
using oracle::EventRow;

namespace {

EventRow row(int minute, const char* event, const char* lot, const char* tool = "") {
    return {Time{} + minutes(minute), event, lot, "", tool, std::nullopt, std::nullopt};
}

}  // namespace

// The judge is judged first: it must agree with the same table and disagree with each other one.
TEST_CASE("EventTable: order is free within an instant and blanks are not compared", "[unit]") {
    const std::vector<EventRow> expected{row(0, "start", "A#1"), row(5, "finish", "A#1"),
                                         row(5, "start", ""), row(5, "start", "B#1")};
    const std::vector<EventRow> actual{row(0, "start", "A#1", "s/1"), row(5, "start", "B#1"),
                                       row(5, "start", "C#1"), row(5, "finish", "A#1")};
    CHECK_FALSE(difference(expected, actual));
}

TEST_CASE("EventTable: a missing, an extra and a changed row are differences", "[unit]") {
    const std::vector<EventRow> expected{row(0, "start", "A#1", "s/1"), row(5, "finish", "A#1"),
                                         row(9, "ship", "A#1")};
    REQUIRE_FALSE(difference(expected, expected));
    auto changed = expected;
    changed.pop_back();
    CHECK(difference(expected, changed));
    CHECK(difference(changed, expected));
    changed = expected;
    changed[1].at = changed[1].at + Duration{1};
    CHECK(difference(expected, changed));
    changed = expected;
    changed[0].tool = "s/2";
    CHECK(difference(expected, changed));
    changed = expected;
    changed[2].lot = "A#2";
    const auto report = difference(expected, changed);
    REQUIRE(report);
    CHECK(report->find("first difference at 9 min") != std::string::npos);
    CHECK(report->find("9 ship A#2") != std::string::npos);
}

TEST_CASE("EventTable: counts are compared where they are stated", "[unit]") {
    std::vector<EventRow> expected{row(3, "scrap", "A#1")};
    auto actual = expected;
    actual[0].items = 2;
    CHECK_FALSE(difference(expected, actual));
    expected[0].items = 3;
    CHECK(difference(expected, actual));
}
