#include "sim/stats/log_histogram.hpp"
#include "sim/stats/tally.hpp"
#include "sim/stats/time_integral.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace packline;

namespace {

Time at(std::int64_t s) { return Time{} + seconds(s); }

/// Level 0 on [0,2), 3 on [2,5), 1 on [5,9), 4 on [9,14); reset at `reset`.
double mean_after_reset(std::int64_t reset) {
    TimeIntegral x;
    const std::vector<std::pair<std::int64_t, std::int64_t>> steps{{0, 0}, {2, 3}, {5, 1}, {9, 4}};
    bool done = false;
    for (const auto& [time, level] : steps) {
        if (!done && time > reset) {
            x.reset(at(reset));
            done = true;
        }
        x.set(at(time), level);
        if (!done && time == reset) {
            x.reset(at(reset));
            done = true;
        }
    }
    return x.mean(at(14));
}

}  // namespace

TEST_CASE("TimeIntegral: the level is carried over a reset", "[unit]") {
    CHECK(mean_after_reset(0) == Approx(2.357142857).epsilon(1e-9));
    CHECK(mean_after_reset(5) == Approx(2.666666667).epsilon(1e-9));
    CHECK(mean_after_reset(6) == Approx(2.875).epsilon(1e-12));
    CHECK(mean_after_reset(9) == Approx(4).epsilon(1e-12));
}

TEST_CASE("TimeIntegral: a level of no duration is no maximum", "[unit]") {
    TimeIntegral x;
    x.add(at(1), 5);
    x.add(at(1), -4);
    x.add(at(2), 1);
    CHECK(x.maximum(at(2)) == 1);
    CHECK(x.maximum(at(3)) == 2);
}

TEST_CASE("TimeIntegral: exact over centuries", "[unit]") {
    TimeIntegral x;
    x.set(Time{}, 1'000'000'000);
    const Time end = Time{} + days(365'000);
    CHECK(x.integral(end) == Int128{1'000'000'000} * end.us);
}

TEST_CASE("Tally: merging is exact in any order", "[property]") {
    std::mt19937_64 random{5};
    Tally whole;
    std::vector<Tally> parts(3);
    for (int i = 0; i < 3'000; ++i) {
        const Duration d{static_cast<std::int64_t>(random() % 10'000'000'000)};
        whole.add(d);
        parts[static_cast<std::size_t>(i % 3)].add(d);
    }
    Tally merged = parts[2];
    merged.merge(parts[0]);
    merged.merge(parts[1]);
    CHECK(merged.count() == whole.count());
    CHECK(merged.sum() == whole.sum());
    CHECK(merged.variance_ms2() == whole.variance_ms2());
    CHECK(merged.least() == whole.least());
    CHECK(merged.most() == whole.most());
}

TEST_CASE("Tally: mean and variance of known values", "[unit]") {
    Tally t;
    for (const int s : {2, 4, 4, 4, 5, 5, 7, 9}) {
        t.add(seconds(s));
    }
    CHECK(t.mean_us() == 5e6);
    CHECK(t.variance_ms2() == Approx(32.0 / 7 * 1e6).epsilon(1e-12));
}

TEST_CASE("LogHistogram: quantiles within a quarter of a percent of the sorted values",
          "[property]") {
    std::mt19937_64 random{9};
    for (const std::uint64_t range : {300ULL, 100'000ULL, 40'000'000'000ULL, 1ULL << 60}) {
        LogHistogram h;
        std::vector<std::int64_t> sorted;
        for (int i = 0; i < 5'000; ++i) {
            const auto us = static_cast<std::int64_t>(random() % range);
            h.add(Duration{us});
            sorted.push_back(us);
        }
        std::ranges::sort(sorted);
        for (const double p : {0.01, 0.5, 0.95, 0.999}) {
            const auto rank = static_cast<std::size_t>(std::ceil(p * 5'000)) - 1;
            const auto exact = static_cast<double>(sorted[rank]);
            CHECK(std::fabs(static_cast<double>(h.quantile(p).us) - exact) <= 0.0025 * exact + 1);
        }
    }
}

TEST_CASE("LogHistogram: merging equals adding", "[unit]") {
    LogHistogram a;
    LogHistogram b;
    LogHistogram both;
    for (int i = 1; i < 1'000; ++i) {
        (i % 3 == 0 ? a : b).add(minutes(i));
        both.add(minutes(i));
    }
    a.merge(b);
    CHECK(a.count() == both.count());
    CHECK(a.quantile(0.9) == both.quantile(0.9));
}
