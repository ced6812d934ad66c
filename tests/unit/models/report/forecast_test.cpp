#include "models/report/forecast.hpp"

#include "models/packaging/order_log.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/valid_line.hpp"

#include <cmath>
#include <fstream>
#include <string>

using namespace packline;
using namespace packline::packaging;

namespace {

/// One tool; lots of ten units, due two days after their release.
LineSpec line_of(const std::string& takes, const std::string& schedule) {
    return test::valid_line(
        "line: forecast\nstations:\n  tool: {tools: 1}\nproducts:\n  A: {route: r, lot: 10 units, "
        "due: "
        "2 d, release: {schedule: " +
        schedule + "}}\nroutes:\n  r: {steps: [{id: work, on: tool, takes: " + takes + "}]}\n");
}

std::vector<std::vector<OrderRecord>> runs(const LineTables& tables, std::uint32_t n,
                                           Duration end) {
    const LineProcesses processes = line_processes(tables);
    std::vector<std::vector<OrderRecord>> out;
    for (std::uint32_t r = 0; r < n; ++r) {
        out.push_back(log_orders(tables, processes, {1, r}, Time{} + end));
    }
    return out;
}

constexpr Duration days_of(std::int64_t n) { return hours(24 * n); }

}  // namespace

TEST_CASE("make_forecast: lots and weeks of constant times, by hand", "[unit]") {
    // Three lots at 0, 3 d each on the one tool: out at 3, 6 and 9 d; the fourth comes at 20 d.
    const LineTables tables{
        line_of("3 d", "[{at: 0 d, lots: 2, due: 4 d}, {at: 0 d}, {at: 20 d}]")};
    const Duration horizon = days_of(21);
    const report::Forecast f = report::make_forecast(tables, runs(tables, 3, horizon), horizon,
                                                     {{ProductId{0}, 1, 25}, {ProductId{0}, 2, 5}});

    REQUIRE(f.lots.size() == 4);
    CHECK(f.lots[0].lot == "A#1");
    CHECK(f.lots[0].half == Time{} + days_of(3));
    CHECK(f.lots[0].ninety == Time{} + days_of(3));
    CHECK(f.lots[0].on_time == 1.0);
    CHECK(f.lots[0].good == 10.0);
    CHECK(f.lots[1].due == Time{} + days_of(4));
    CHECK(f.lots[1].on_time == 0.0);  // out at 6 d
    CHECK(f.lots[2].half == Time{} + days_of(9));
    CHECK(f.lots[2].due == Time{} + days_of(2));
    // Due at 22 d, after the end of the runs: nobody knows.
    CHECK(f.lots[3].half == Time::never());
    CHECK(f.lots[3].ended == 0.0);
    CHECK(std::isnan(f.lots[3].on_time));

    REQUIRE(f.weeks.size() == 3);
    CHECK(f.weeks[0].mean == 20.0);
    CHECK(f.weeks[0].planned == 25);
    CHECK(f.weeks[0].behind == 5.0);
    CHECK(f.weeks[0].kept == 0.0);
    CHECK(f.weeks[1].mean == 10.0);
    CHECK(f.weeks[1].behind == 0.0);  // 30 against 30 to date
    CHECK(f.weeks[1].kept == Approx(1.0));
    CHECK(f.weeks[2].mean == 0.0);
}

TEST_CASE("make_forecast: dates and chances of an exponential operation", "[unit]") {
    // One lot, Exp(2 d), due at 2 d: on time with 1 - 1/e; half out by 2 ln 2 d, 90 % by 2 ln 10 d.
    const LineTables tables{line_of("exp(2 d)", "[{at: 0 d}]")};
    const Duration horizon = days_of(60);
    constexpr std::uint32_t kRuns = 2000;
    const report::Forecast f =
        report::make_forecast(tables, runs(tables, kRuns, horizon), horizon, {});
    REQUIRE(f.lots.size() == 1);
    const report::LotForecast& lot = f.lots.front();
    const auto days_until = [](Time t) { return to_seconds(t - Time{}) / 86'400; };
    // 99.9 % intervals of a share of 2,000 runs; a date is the quantile of such a share.
    const auto interval = [](double p) { return 3.29 * std::sqrt(p * (1 - p) / kRuns); };
    const double on_time = 1 - std::exp(-1.0);
    CHECK(std::abs(lot.on_time - on_time) < interval(on_time));
    CHECK(std::abs(1 - std::exp(-days_until(lot.half) / 2) - 0.5) < interval(0.5));
    CHECK(std::abs(1 - std::exp(-days_until(lot.ninety) / 2) - 0.9) < interval(0.9));
    // A mean that is 10 % off would be seen.
    CHECK(std::abs(lot.on_time - (1 - std::exp(-1.0 / 1.1))) > interval(on_time));
}

TEST_CASE("log_orders: every lot that was released is told once", "[unit]") {
    const LineTables tables{line_of("5 h", "[{at: 0 d, lots: 4}, {at: 1 d, lots: 3}]")};
    const auto orders = runs(tables, 1, days_of(1) + hours(1)).front();
    std::size_t ended = 0;
    for (const OrderRecord& o : orders) {
        ended += o.ended != Time::never() ? 1U : 0U;
    }
    CHECK(orders.size() == 7);
    CHECK(ended == 4);
}

TEST_CASE("make_forecast: lots in process at the start have the names of their table", "[unit]") {
    LineSpec line = line_of("1 d", "[{at: 1 d}]");
    for (const char* name : {"K7", "K2"}) {
        InitialLotSpec& lot = line.wip.emplace_back();
        lot.name = name;
        lot.product = ProductId{0};
        lot.step = StepId{0};
    }
    const LineTables tables{line};
    const report::Forecast f =
        report::make_forecast(tables, runs(tables, 2, days_of(9)), days_of(9), {});
    REQUIRE(f.lots.size() == 3);
    CHECK(f.lots[0].lot == "A#K2");
    CHECK(f.lots[1].lot == "A#K7");
    CHECK(f.lots[1].half == Time{} + days_of(1));  // first in the table
    CHECK(f.lots[0].half == Time{} + days_of(2));
    CHECK(f.lots[0].due == Time{} + days_of(2));
    CHECK(f.lots[2].lot == "A#1");
}

TEST_CASE("read_plan: mistakes are told with their row", "[unit]") {
    const LineTables tables{line_of("5 h", "[{at: 0 d}]")};
    const test::TemporaryFolder folder;
    const std::string path = folder.file("plan.csv");
    std::ofstream{path} << "product,week,units\nA,1,100\nA,1,200\nB,2,5\nA,0,5\n";
    Diagnostics diagnostics;
    const auto plan = scenario::read_plan(path, tables.spec, diagnostics);
    CHECK(diagnostics.errors() == 3);
    REQUIRE_FALSE(plan.empty());
    CHECK(plan.front().units == 100);
}
