#include "sim/experiment/paired.hpp"

#include "tests/support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace packline;

TEST_CASE("paired_difference: common luck leaves the difference", "[unit]") {
    const std::vector<double> base{10, 14, 8, 12};
    const std::vector<double> other{8, 12.5, 5.5, 10};
    const PairedDifference d = paired_difference(base, other);
    CHECK(d.difference.mean == Approx(-2.0));
    CHECK(d.difference.sd == Approx(std::sqrt(0.5 / 3)));
    CHECK(d.variance_ratio < 0.05);
    CHECK(d.unpaired_half_width > 4 * d.difference.half_width);
}

TEST_CASE("paired_difference: a replication without a value is left out of both", "[unit]") {
    const double none = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> base{1, 2, none, 4};
    const std::vector<double> other{2, none, 3, 6};
    const PairedDifference d = paired_difference(base, other);
    CHECK(d.difference.n == 2);
    CHECK(d.difference.mean == Approx(1.5));
    CHECK(d.base.mean == Approx(2.5));
}

TEST_CASE("backlog: what the baseline has put out and the other has not", "[unit]") {
    const std::vector<double> base{10, 10, 10, 10};
    const std::vector<double> other{10, 4, 12, 14};
    CHECK(backlog(base, other, hours(12)) == std::vector<double>{0, 3, 2, 0});
}

TEST_CASE("recovered_at: at or below the tolerance for the whole time asked for", "[unit]") {
    const std::vector<double> b{0, 5, 9, 3, 1, 1, 4, 1, 0, 1, 1, 1};
    // Ends of days 5 and 6 are within 1, day 7 is not; from day 8 on it stays.
    CHECK(recovered_at(b, days(1), 1, days(2)) == Time{} + days(8));
    CHECK(recovered_at(b, days(1), 1, days(1)) == Time{} + days(5));
    CHECK(recovered_at(b, days(1), 1, days(4)) == Time{} + days(8));
    CHECK_FALSE(recovered_at(b, days(1), 1, days(5)).has_value());
    CHECK(recovered_at(b, days(1), 9, days(2)) == Time{});
}

TEST_CASE("recoveries: each time that it was behind and is no more", "[unit]") {
    //                            1  2  3  4  5  6  7  8  9 10 11 12
    const std::vector<double> b{0, 5, 0, 0, 0, 4, 1, 0, 0, 3, 0, 2};
    const Recoveries two = recoveries(b, days(1), 1, days(2));
    // At or below from the ends of days 3 and 7 on; what came on day 10 is not over for two days.
    CHECK(two.at == std::vector<Time>{Time{} + days(3), Time{} + days(7)});
    CHECK(two.behind_at_end);
    CHECK(two.at.front() == recovered_at(b, days(1), 1, days(2)));
    const Recoveries none = recoveries(b, days(1), 9, days(2));
    CHECK(none.at.empty());
    CHECK_FALSE(none.behind_at_end);
    const std::vector<double> once{0, 5, 5, 0, 0, 0};
    CHECK(recoveries(once, days(1), 1, days(2)).at == std::vector<Time>{Time{} + days(4)});
    CHECK_FALSE(recoveries(once, days(1), 1, days(2)).behind_at_end);
}
