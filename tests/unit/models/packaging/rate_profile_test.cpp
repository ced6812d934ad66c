#include "models/packaging/release/rate_profile.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

Time at(std::int64_t h) { return Time{} + hours(h); }
double per_hour(double n) { return n / 3600; }

/// 2 an hour from hour 1; from hour 3 in four hours up to 6; nothing from hour 10 to 12, then 1.
std::vector<RateChange> steps_and_ramp() {
    return {
        {at(1), per_hour(2)}, {at(3), per_hour(6), hours(4)}, {at(10), 0.0}, {at(12), per_hour(1)}};
}

}  // namespace

TEST_CASE("Rate profile: nothing before the first change, then steps and ramps", "[unit]") {
    const auto rates = steps_and_ramp();
    CHECK(rate_at(rates, at(0)) == 0.0);
    CHECK(rate_at(rates, at(1)) == Approx(per_hour(2)));
    CHECK(rate_at(rates, at(5)) == Approx(per_hour(4)));
    CHECK(rate_at(rates, at(9)) == Approx(per_hour(6)));
    CHECK(rate_at(rates, at(11)) == 0.0);
    CHECK(rate_at(rates, at(99)) == Approx(per_hour(1)));
}

TEST_CASE("Rate profile: what comes is the area below it", "[unit]") {
    const auto rates = steps_and_ramp();
    CHECK(amount_between(rates, at(0), at(3)) == Approx(4));
    CHECK(amount_between(rates, at(3), at(7)) == Approx(16));  // a mean of 4 for 4 h
    CHECK(amount_between(rates, at(5), at(7)) == Approx(10));
    CHECK(amount_between(rates, at(0), at(20)) == Approx(4 + 16 + 18 + 8));
}

TEST_CASE("Rate profile: the time of an amount is where the area reaches it", "[unit]") {
    const auto rates = steps_and_ramp();
    CHECK(time_of_amount(rates, at(0), 0.0) == at(1));
    CHECK(time_of_amount(rates, at(0), 2.0) == at(2));
    // From 3 on: 2 t + t^2 / 2 = 6: t = 2.
    CHECK(time_of_amount(rates, at(3), 6.0) == at(5));
    CHECK(time_of_amount(rates, at(10), 0.0) == at(12));
    CHECK(time_of_amount(rates, at(9), 7.0) == at(13));  // 6 before the pause, 1 after it
    const std::vector<RateChange> ends{{at(0), per_hour(1)}, {at(5), 0.0, hours(2)}};
    CHECK(time_of_amount(ends, at(0), 5.5) ==
          at(5) + from_seconds(3600 * (2 - 1.4142135623730951)));
    CHECK(time_of_amount(ends, at(0), 6.5) == Time::never());
    for (double n = 0; n < 40; n += 0.7) {
        const Time t = time_of_amount(rates, at(0), n);
        CHECK(amount_between(rates, at(0), t) == Approx(n).margin(1e-6));
    }
}
