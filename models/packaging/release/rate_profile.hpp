#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/time.hpp"

#include <span>

// A rate that changes by steps and ramps: pure functions. Before the first change it is zero.

namespace packline::packaging {

/// Rate at `at` [1/s].
double rate_at(std::span<const RateChange> rates, Time at);
/// What comes from `from` to `to`: the integral of the rate.
double amount_between(std::span<const RateChange> rates, Time from, Time to);
/// When `amount` has come since `from`, or, of an amount of zero, when the rate is next above zero;
/// never where it does not come.
Time time_of_amount(std::span<const RateChange> rates, Time from, double amount);

/// Releases a day from the start to `horizon`. Requires: by interval or rate.
double releases_per_day(const ReleaseSpec& release, Duration horizon);

}  // namespace packline::packaging
