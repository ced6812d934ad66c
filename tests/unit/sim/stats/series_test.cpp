#include "sim/stats/series.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/data_file.hpp"

#include <span>
#include <vector>

using namespace packline;

TEST_CASE("MSER-5: the worked transient", "[unit]") {
    const std::vector<double> x = test::numbers("ar1_transient.csv");
    REQUIRE(x.size() == 1000);
    const Mser m = mser5(x);
    CHECK(m.truncate == 115);
    CHECK(m.statistic == Approx(0.00853436553).epsilon(1e-8));
    CHECK(m.mean == Approx(9.811913446).epsilon(1e-9));
    CHECK_FALSE(m.at_bound);
    CHECK(mser5(x, 1).truncate == 114);
}

TEST_CASE("MSER-5: checked by hand", "[unit]") {
    const std::vector<double> x{20, 16, 13, 11, 9,  12, 8, 10, 11, 9,  10, 12, 9,  8,  11,
                                10, 9,  11, 10, 10, 12, 8, 9,  11, 10, 10, 9,  11, 10, 9};
    const Mser m = mser5(x);
    CHECK(m.truncate == 5);
    CHECK(m.statistic == Approx(0.00128).epsilon(1e-9));
}

TEST_CASE("MSER-5: a series that never settles says that it is too short", "[unit]") {
    std::vector<double> growing;
    for (int i = 0; i < 100; ++i) {
        growing.push_back(i);
    }
    CHECK(mser5(growing).at_bound);
}

TEST_CASE("lag-1 autocorrelation of batch means: worked", "[unit]") {
    const std::vector<double> x = test::numbers("ar1_transient.csv");
    std::vector<double> means;
    for (std::size_t i = 200; i + 20 <= x.size(); i += 20) {
        double sum = 0;
        for (std::size_t k = i; k < i + 20; ++k) {
            sum += x[k];
        }
        means.push_back(sum / 20);
    }
    CHECK(lag1_autocorrelation(means) == Approx(0.05445797578).epsilon(1e-7));
    CHECK(lag1_autocorrelation(std::vector{1.0, 1.0, 1.0}) == 0);
}

TEST_CASE("growth: a steady series has none, an overloaded one has", "[unit]") {
    const std::vector<double> x = test::numbers("ar1_transient.csv");
    const std::vector<double> steady{x.begin() + 200, x.end()};
    CHECK(growth_t(steady) < 4.5);  // t of 8 degrees at 0.1 %
    std::vector<double> growing = steady;
    for (std::size_t i = 0; i < growing.size(); ++i) {
        growing[i] += 0.02 * static_cast<double>(i);
    }
    CHECK(growth_t(growing) > 4.5);
}
