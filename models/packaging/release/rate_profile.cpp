#include "models/packaging/release/rate_profile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace packline::packaging {

namespace {

/// A stretch of time in which the rate is a straight line.
struct Stretch {
    Time from;
    Time to = Time::never();
    double first = 0;  ///< rate at its start [1/s]
    double slope = 0;  ///< [1/s2]

    double rate(Time at) const { return first + slope * to_seconds(at - from); }
};

/// The stretch that holds at `at`: each change is a ramp (or none) and what follows.
Stretch stretch_at(std::span<const RateChange> rates, Time at) {
    const auto next = std::ranges::upper_bound(rates, at, {}, &RateChange::at);
    Stretch out;
    out.to = next == rates.end() ? Time::never() : next->at;
    if (next == rates.begin()) {
        return out;
    }
    const auto here = next - 1;
    const Time ramped = here->at + here->over;
    if (at >= ramped) {
        out.from = ramped;
        out.first = here->per_s;
        return out;
    }
    out.from = here->at;
    out.to = ramped;
    out.first = here == rates.begin() ? 0.0 : (here - 1)->per_s;
    out.slope = (here->per_s - out.first) / to_seconds(here->over);
    return out;
}

double amount(double first, double slope, double seconds) {
    return seconds * (first + 0.5 * slope * seconds);
}

}  // namespace

double rate_at(std::span<const RateChange> rates, Time at) {
    return stretch_at(rates, at).rate(at);
}

double amount_between(std::span<const RateChange> rates, Time from, Time to) {
    double sum = 0;
    while (from < to) {
        const Stretch s = stretch_at(rates, from);
        const Time end = std::min(s.to, to);
        sum += amount(s.rate(from), s.slope, to_seconds(end - from));
        from = end;
    }
    return sum;
}

Time time_of_amount(std::span<const RateChange> rates, Time from, double wanted) {
    constexpr double kSlack = 1e-9;  // what rounding may keep from a whole lot
    for (;;) {
        const Stretch s = stretch_at(rates, from);
        const double rate = s.rate(from);
        const bool flows = rate > 0 || s.slope > 0;
        if (flows && wanted <= 0) {
            return from;
        }
        const bool last = s.to == Time::never();
        const double here = last ? 0 : amount(rate, s.slope, to_seconds(s.to - from));
        if (flows && (last || here >= wanted - kSlack)) {
            // The root of amount(t) = wanted that does not cancel where the slope is small.
            const double root = std::sqrt(std::max(0.0, rate * rate + 2 * s.slope * wanted));
            const double seconds = 2 * wanted / (rate + root);
            return seconds < kLongestInputSeconds ? std::min(from + from_seconds(seconds), s.to)
                                                  : Time::never();
        }
        if (last) {
            return Time::never();
        }
        wanted -= here;
        from = s.to;
    }
}

double releases_per_day(const ReleaseSpec& release, Duration horizon) {
    const double day = to_seconds(days(1));
    return release.rates.empty() ? day / release.interval.mean()
                                 : amount_between(release.rates, Time{}, Time{} + horizon) /
                                       release.interval.mean() * day / to_seconds(horizon);
}

}  // namespace packline::packaging
