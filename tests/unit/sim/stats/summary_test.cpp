#include "sim/stats/summary.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/data_file.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

using namespace packline;

TEST_CASE("Summary: the worked Student intervals", "[unit]") {
    const std::vector<double> x = test::numbers("replications.csv");
    REQUIRE(x.size() == 60);
    const Summary ten = summarise(std::span{x}.first(10));
    CHECK(ten.mean == Approx(4.6243).epsilon(1e-9));
    CHECK(ten.half_width == Approx(0.6614819047).epsilon(1e-8));
    const Summary all = summarise(x);
    CHECK(all.mean == Approx(4.920683333).epsilon(1e-9));
    CHECK(all.half_width == Approx(0.3181484653).epsilon(1e-8));
}

TEST_CASE("Summary: sequential stopping at a relative half-width", "[unit]") {
    const std::vector<double> x = test::numbers("replications.csv");
    const auto stop = [&](double gamma) {
        std::size_t n = 10;
        while (!precise_enough(summarise(std::span{x}.first(n)), gamma)) {
            ++n;
        }
        return n;
    };
    CHECK(stop(0.10) == 36);
    CHECK(stop(0.075) == 55);
}

TEST_CASE("Summary: a large mean does not swallow the spread (NIST NumAcc4)", "[unit]") {
    std::vector<double> x{10'000'000.2};
    for (int i = 0; i < 500; ++i) {
        x.push_back(10'000'000.1);
        x.push_back(10'000'000.3);
    }
    const Summary s = summarise(x);
    CHECK(s.mean == Approx(10'000'000.2).epsilon(1e-15));
    CHECK(s.sd == Approx(0.1).epsilon(1e-8));
}

TEST_CASE("Summary: missing values are left out and counted", "[unit]") {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const Summary s = summarise(std::vector{1.0, kNone, 3.0});
    CHECK(s.n == 2);
    CHECK(s.missing == 1);
    CHECK(s.mean == 2);
    CHECK(s.least == 1);
    CHECK(s.most == 3);
    CHECK(std::isnan(summarise(std::vector{kNone}).mean));
    CHECK(std::isnan(summarise(std::vector{1.0}).half_width));
}

TEST_CASE("Summary: the interval covers the mean as often as it says", "[theory]") {
    // 20,000 studies of 5 uniform sums (near normal): coverage of the 95 % interval within
    // |z| <= 4, and clearly not that of the normal quantile in the place of Student's (0.878).
    std::mt19937_64 random{3};
    constexpr int n = 20'000;
    int covered = 0;
    for (int i = 0; i < n; ++i) {
        std::vector<double> x;
        for (int r = 0; r < 5; ++r) {
            double sum = 0;
            for (int k = 0; k < 12; ++k) {
                sum += static_cast<double>(random() >> 11) * 0x1p-53;
            }
            x.push_back(sum);
        }
        const Summary s = summarise(x);
        covered += std::fabs(s.mean - 6) <= s.half_width ? 1 : 0;
    }
    const auto z = [&](double p) { return (covered - n * p) / std::sqrt(n * p * (1 - p)); };
    CHECK(std::fabs(z(0.95)) <= 4);
    CHECK(std::fabs(z(0.94)) > 4);
}
