#include "models/packaging/stations/calendar.hpp"

#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;

namespace {

/// Monday to Friday 06:00 to 22:00.
CalendarSpec weekdays() {
    CalendarSpec c;
    for (int day = 0; day < 5; ++day) {
        c.windows.push_back({days(day) + hours(6), days(day) + hours(22)});
    }
    return c;
}

Time at(std::int64_t h) { return Time{} + hours(h); }

}  // namespace

TEST_CASE("calendar: holds its opening instant and not its closing one", "[unit]") {
    const CalendarSpec c = weekdays();
    CHECK_FALSE(open_at(c, at(5)));
    CHECK(open_at(c, at(6)));
    CHECK(open_at(c, at(21)));
    CHECK_FALSE(open_at(c, at(22)));
    CHECK_FALSE(open_at(c, at(5 * 24 + 12)));  // Saturday
    CHECK(open_at(c, at(7 * 24 + 6)));         // next Monday
}

TEST_CASE("calendar: finds the next change across the weekend", "[unit]") {
    const CalendarSpec c = weekdays();
    CHECK(next_change(c, at(0)) == at(6));
    CHECK(next_change(c, at(6)) == at(22));
    CHECK(next_change(c, at(4 * 24 + 22)) == at(7 * 24 + 6));
}

TEST_CASE("calendar: windows that touch make no change", "[unit]") {
    CalendarSpec always;
    always.windows = {{Duration{}, days(3)}, {days(3), days(7)}};
    CHECK(next_change(always, at(1)) == Time::never());
}

TEST_CASE("calendar: open time between two moments", "[unit]") {
    const CalendarSpec c = weekdays();  // 16 h on five days
    CHECK(open_time(c, at(0), at(7 * 24)) == hours(80));
    CHECK(open_time(c, at(8), at(23)) == hours(14));
    CHECK(open_time(c, at(4 * 24 + 20), at(7 * 24 + 7)) == hours(3));
    CHECK(open_time(c, at(30), at(30)) == Duration{});
}
