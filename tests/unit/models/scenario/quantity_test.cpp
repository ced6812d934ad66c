#include "models/scenario/quantity.hpp"

#include "tests/support/catch.hpp"

#include <string>
#include <vector>

namespace packline::scenario {
namespace {

std::optional<Distribution> time_of(std::string_view text) {
    std::string why;
    auto time = parse_time(text, why);
    CHECK(time.has_value() == why.empty());
    return time;
}

double mean_of(std::string_view text) {
    const auto time = time_of(text);
    REQUIRE(time.has_value());
    return time->mean();
}

TEST_CASE("A duration needs its unit, is finite and not negative", "[unit]") {
    std::string why;
    CHECK(parse_duration("2.5 h", why)->us == 9'000'000'000);
    CHECK(parse_duration("350ms", why)->us == 350'000);
    CHECK(parse_duration("1 us", why)->us == 1);
    CHECK(parse_duration("2 wk", why)->us == days(14).us);
    CHECK(parse_duration("0 s", why)->us == 0);
    for (const char* wrong : {"45", "45 sec", "nan s", "inf s", "-1 s", "1e300 h", "h", "", "1 h 2",
                              "0x10 s", "200000000 d", "1,5 h", "+-1 s"}) {
        INFO(wrong);
        why.clear();
        CHECK_FALSE(parse_duration(wrong, why).has_value());
        CHECK_FALSE(why.empty());
    }
}

TEST_CASE("Every distribution reads in its own words, in seconds", "[unit]") {
    CHECK(mean_of("45 s") == 45);
    CHECK(mean_of("exp(8 h)") == 28'800);
    CHECK(mean_of("uniform(2 4 h)") == 10'800);
    CHECK(mean_of("uniform(30 min 1 h)") == 2'700);
    CHECK(mean_of("erlang(3 stages 8 h)") == Approx(28'800));
    CHECK(mean_of("gamma(20 min cv 0.5)") == Approx(1'200));
    CHECK(mean_of("lognormal(20 min cv 0.9)") == Approx(1'200));
    CHECK(mean_of("weibull(120 h k 1.4)") == Approx(432'000));
    CHECK(mean_of("triangular(90 213 360 d)") == Approx(221.0 * 86'400));
    CHECK(mean_of("pert(4 8 20 min)") == Approx((4 + 4 * 8 + 20) / 6.0 * 60));
    CHECK(mean_of("beta(2 5 from 4 20 min)") == Approx((4 + 16 * 2.0 / 7) * 60));
    CHECK(mean_of("normal(10 min sd 2 min from 0 20 min)") == Approx(600));
    CHECK(mean_of("empirical(3 4 4 7 min)") == Approx(4.5 * 60));
    CHECK(mean_of("discrete(3 min 0.2 5 min 0.8)") == Approx(4.6 * 60));
    CHECK(time_of("lognormal(20 min cv 0.9)")->variance() == Approx(0.81 * 1'200 * 1'200));
    CHECK(time_of("exp(8 h)")->kind() == Distribution::Kind::exponential);
}

TEST_CASE("Distributions that make no sense are refused with a reason", "[unit]") {
    for (const char* wrong : {"exp(8)",
                              "exp(0 h)",
                              "exp(-1 h)",
                              "exp(8 h",
                              "exp 8 h",
                              "exp()",
                              "exp(8 h 9 h)",
                              "uniform(4 2 h)",
                              "triangular(3 2 1 min)",
                              "lognormal(20 min 0.9)",
                              "lognormal(20 min cv 0)",
                              "lognormal(20 min cv -1)",
                              "weibull(1 h k 0)",
                              "weibull(1 h k nan)",
                              "erlang(0 stages 8 h)",
                              "erlang(1.5 stages 8 h)",
                              "beta(0 5 from 4 20 min)",
                              "beta(2 5 from 20 4 min)",
                              "discrete(3 min 0 5 min 0)",
                              "discrete(3 min -1)",
                              "empirical()",
                              "expo(8 h)",
                              "exp(inf h)",
                              "exp(8 h) x"}) {
        INFO(wrong);
        CHECK_FALSE(time_of(wrong).has_value());
    }
}

TEST_CASE("An operation time has a basis, or is a rate", "[unit]") {
    std::string why;
    const auto per_wafer = parse_operation_time("3 min/wafer", why);
    REQUIRE(per_wafer.has_value());
    CHECK(per_wafer->time.mean() == 180);
    CHECK(per_wafer->per == "wafer");
    const auto spread = parse_operation_time("exp(15 min)/load", why);
    REQUIRE(spread.has_value());
    CHECK(spread->time.kind() == Distribution::Kind::exponential);
    CHECK(spread->per == "load");
    const auto rate = parse_operation_time("7200 die/h", why);
    REQUIRE(rate.has_value());
    CHECK(rate->time.mean() == Approx(0.5));
    CHECK(rate->per == "die");
    CHECK(parse_operation_time("2 h", why)->per.empty());
    CHECK_FALSE(parse_operation_time("7200/h", why).has_value());
    CHECK_FALSE(parse_operation_time("0 die/h", why).has_value());
    CHECK_FALSE(parse_operation_time("3/wafer", why).has_value());
}

TEST_CASE("Shares and counts are read strictly", "[unit]") {
    std::string why;
    CHECK(parse_share("0.998", why) == 0.998);
    CHECK(parse_share("99.8 %", why) == Approx(0.998));
    CHECK(parse_share("2%", why) == Approx(0.02));
    CHECK(parse_share("0", why) == 0.0);
    for (const char* wrong : {"1.01", "101 %", "-1 %", "nan", ".nan", "x", "", "1 2", "50 %%"}) {
        INFO(wrong);
        CHECK_FALSE(parse_share(wrong, why).has_value());
    }
    CHECK(parse_count("25 wafers", why)->n == 25);
    CHECK(parse_count("25 wafers", why)->unit == "wafers");
    CHECK(parse_count("3", why)->unit.empty());
    for (const char* wrong : {"1.5", "-1", "99999999999999999999", "wafers", "", "3 a b"}) {
        INFO(wrong);
        CHECK_FALSE(parse_count(wrong, why).has_value());
    }
}

TEST_CASE("A rate is the time between two lots", "[unit]") {
    std::string why;
    CHECK(parse_rate("10 lots/wk", why)->us == days(7).us / 10);
    CHECK_FALSE(parse_rate("10 lots", why).has_value());
    CHECK_FALSE(parse_rate("0 lots/wk", why).has_value());
    CHECK_FALSE(parse_rate("10 lots/wek", why).has_value());
}

}  // namespace
}  // namespace packline::scenario
