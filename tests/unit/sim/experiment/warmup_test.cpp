#include "sim/experiment/warmup.hpp"

#include "tests/support/catch.hpp"

#include <cmath>
#include <random>
#include <vector>

using namespace packline;

namespace {

/// Starts at zero, settles around 10 after about 50 of 500 buckets.
std::vector<double> filling(std::uint64_t seed, double growth = 0) {
    std::mt19937_64 random{seed};
    std::vector<double> x;
    for (int i = 0; i < 500; ++i) {
        const double noise = static_cast<double>(random() % 1000) / 1000 - 0.5;
        x.push_back(10 * (1 - std::exp(-i / 15.0)) + noise + growth * i);
    }
    return x;
}

}  // namespace

TEST_CASE("warm-up: found where the transient ends", "[unit]") {
    const std::vector<std::vector<double>> pilots{filling(1), filling(2), filling(3)};
    const WarmupChoice w = choose_warmup(pilots, hours(1), "lots");
    CHECK(w.automatic);
    CHECK(w.enough);
    CHECK(w.length >= hours(35));
    CHECK(w.length <= hours(120));
}

TEST_CASE("warm-up: a series that never settles is reported", "[unit]") {
    const std::vector<std::vector<double>> pilots{filling(1, 1.0)};
    CHECK_FALSE(choose_warmup(pilots, hours(1), "lots").enough);
}

TEST_CASE("stability: growth is reported, a steady line is not", "[unit]") {
    const std::vector<std::vector<double>> steady{filling(1), filling(2)};
    CHECK(stability_warnings(steady, 100, "WIP").empty());
    const std::vector<std::vector<double>> growing{filling(1, 0.1), filling(2, 0.1)};
    const auto warnings = stability_warnings(growing, 100, "WIP");
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].find("grows") != std::string::npos);
    CHECK(stability_warnings(steady, 490, "WIP").size() == 1);  // too short
}
