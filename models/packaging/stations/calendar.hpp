#pragma once

#include "models/packaging/spec/station_spec.hpp"
#include "sim/base/time.hpp"

namespace packline::packaging {

/// Is the calendar open at this instant? A window holds its opening, not its closing instant.
bool open_at(const CalendarSpec& calendar, Time at);

/// Share of the time in which it is open.
double open_share(const CalendarSpec& calendar);

/// How long it is open from `from` to `to`. Requires: from <= to, not before the start.
Duration open_time(const CalendarSpec& calendar, Time from, Time to);

/// The first instant after `at` at which it opens or closes; never, where it is always open.
Time next_change(const CalendarSpec& calendar, Time at);

/// The first time from `at` on at which the calendar opens.
Time next_opening(const CalendarSpec& calendar, Time at);

/// The first of `first`, `first + every`, ... from `at` on.
Time next_on_grid(Duration first, Duration every, Time at);

}  // namespace packline::packaging
