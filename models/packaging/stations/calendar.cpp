#include "models/packaging/stations/calendar.hpp"

#include <algorithm>

namespace packline::packaging {

bool open_at(const CalendarSpec& calendar, Time at) {
    const Duration offset{at.us % calendar.period.us};
    return std::ranges::any_of(calendar.windows, [&](const CalendarSpec::Window& w) {
        return w.open <= offset && offset < w.close;
    });
}

double open_share(const CalendarSpec& calendar) {
    Duration open{};
    for (const CalendarSpec::Window& w : calendar.windows) {
        open += w.close - w.open;
    }
    return to_seconds(open) / to_seconds(calendar.period);
}

Duration open_time(const CalendarSpec& calendar, Time from, Time to) {
    const auto until = [&](Time at) {
        const std::int64_t periods = at.us / calendar.period.us;
        const Duration rest{at.us % calendar.period.us};
        Duration open{};
        for (const CalendarSpec::Window& w : calendar.windows) {
            open += (w.close - w.open) * periods;
            open += std::clamp(rest, w.open, w.close) - w.open;
        }
        return open;
    };
    return until(to) - until(from);
}

Time next_change(const CalendarSpec& calendar, Time at) {
    const bool now_open = open_at(calendar, at);
    const Time period_start = at - Duration{at.us % calendar.period.us};
    // Windows that touch (a week's end and start) make no change, hence the comparison; within
    // two periods every change comes up.
    for (int period = 0; period < 2; ++period) {
        for (const CalendarSpec::Window& w : calendar.windows) {
            for (const Duration edge : {w.open, w.close}) {
                const Time t = period_start + calendar.period * period + edge;
                if (t > at && open_at(calendar, t) != now_open) {
                    return t;
                }
            }
        }
    }
    return Time::never();
}

Time next_opening(const CalendarSpec& calendar, Time at) {
    const Time period_start = at - Duration{at.us % calendar.period.us};
    for (int period = 0; period < 2; ++period) {
        for (const CalendarSpec::Window& w : calendar.windows) {
            const Time t = period_start + calendar.period * period + w.open;
            if (t >= at) {
                return t;
            }
        }
    }
    return Time::never();
}

Time next_on_grid(Duration first, Duration every, Time at) {
    const Time start = Time{} + first;
    if (at <= start) {
        return start;
    }
    const std::int64_t n = (at - start).us / every.us;
    const Time t = start + every * n;
    return t < at ? t + every : t;
}

}  // namespace packline::packaging
