#include "models/report/overstart.hpp"

#include "models/packaging/order_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>
#include <vector>

using namespace packline;
using namespace packline::packaging;

TEST_CASE("lots_in_a_row: from each lot on, around and around", "[unit]") {
    const std::vector<std::int64_t> good{4, 0, 6};
    CHECK(report::lots_in_a_row(good, 5) == std::vector<std::int64_t>{1, 2, 3});
    CHECK(report::lots_in_a_row(good, 10) == std::vector<std::int64_t>{2, 3, 3});
    CHECK(report::lots_in_a_row(good, 13) == std::vector<std::int64_t>{4, 4, 5});
    CHECK(report::lots_in_a_row(std::vector<std::int64_t>{0, 0}, 1).empty());
    CHECK(report::lots_in_a_row({}, 1).empty());
}

TEST_CASE("overstarts: wafers that break are binomial", "[unit]") {
    // One wafer a lot, of which a fifth breaks. At least 8 of n come through with 0.436 at n = 9,
    // 0.678 at 10, 0.839 at 11 and 0.927 at 12.
    const LineSpec line = test::valid_line(
        "line: break\nmechanisms: {crack: item}\nstations:\n  saw: {tools: 1}\n"
        "products:\n  A: {route: r, lot: 1 wafer, release: {every: 2 h}}\n"
        "routes:\n  r: {steps: [{id: cut, on: saw, takes: 1 h, yield: {survive: 0.8, mechanism: "
        "crack}}]}\n");
    const LineTables tables{line};
    const LineProcesses processes = line_processes(tables);
    std::vector<std::vector<OrderRecord>> runs;
    for (std::uint32_t r = 0; r < 2; ++r) {
        runs.push_back(log_orders(tables, processes, {1, r}, Time{} + days(250)));
    }
    const std::vector<report::WantedOutput> wanted{{ProductId{0}, 8}};
    const report::Overstart row = report::overstarts(tables, runs, wanted).front();
    CHECK(row.measured == 2 * 3000);
    CHECK(row.per_lot == Approx(0.8).margin(0.02));
    CHECK(row.without_loss == 8);
    CHECK(row.by_means == 10);
    CHECK(row.half == 10);
    CHECK(row.ninety == 12);
}

TEST_CASE("overstarts: lots behind one that is still there say nothing", "[unit]") {
    const LineSpec line = test::valid_line(
        "line: late\nstations:\n  saw: {tools: 1}\n"
        "products:\n  A: {route: r, lot: 10 wafers, release: {every: 24 h}}\n"
        "routes:\n  r: {steps: [{id: cut, on: saw, takes: 1 h}]}\n");
    const LineTables tables{line};
    const auto lot = [](std::uint32_t n, Time ended, std::int64_t good) {
        return OrderRecord{.product = ProductId{0},
                           .number = n,
                           .released = Time{} + hours(n),
                           .ended = ended,
                           .good = good};
    };
    const std::vector<std::vector<OrderRecord>> runs{
        {lot(3, Time{} + hours(9), 5), lot(1, Time{} + hours(8), 10), lot(2, Time::never(), 0)}};
    const std::vector<report::WantedOutput> wanted{{ProductId{0}, 25}};
    const report::Overstart row = report::overstarts(tables, runs, wanted).front();
    CHECK(row.measured == 1);
    CHECK(row.half == 3);
    CHECK(report::overstart_text(tables, std::vector{row})
              .find("A                              25           10.0             3            3   "
                    "         3            3\n") != std::string::npos);
}

TEST_CASE("overstart_text: says why it cannot tell a number", "[unit]") {
    const LineSpec line = test::valid_line(
        "line: why\nstations:\n  saw: {tools: 1}\n"
        "products:\n  A: {route: r, lot: 10 wafers, release: {every: 24 h}}\n"
        "  B: {route: r, lot: 10 wafers, release: {every: 24 h}}\n"
        "routes:\n  r: {steps: [{id: cut, on: saw, takes: 1 h}]}\n");
    const LineTables tables{line};
    const std::vector<report::WantedOutput> wanted{{ProductId{0}, 25}, {ProductId{1}, 25}};
    const auto told = [&](const std::vector<OrderRecord>& run) {
        const std::vector<std::vector<OrderRecord>> runs{run};
        return report::overstart_text(tables, report::overstarts(tables, runs, wanted));
    };
    const auto lot = [](std::uint32_t product, std::int64_t good) {
        return OrderRecord{.product = ProductId{product},
                           .number = 1,
                           .released = Time{} + hours(1),
                           .ended = Time{} + hours(8),
                           .good = good};
    };
    const std::string none_left = "  ?: no lot that was started in the runs has left";
    const std::string all_lost = "  ? of B: no lot that has left had good units\n";
    const std::string good = told({lot(0, 10), lot(1, 10)});
    CHECK(good.find('?') == std::string::npos);
    const std::string lost = told({lot(0, 10), lot(1, 0)});
    CHECK(lost.find(none_left) == std::string::npos);
    CHECK(lost.find(all_lost) != std::string::npos);
    const std::string both = told({lot(1, 0)});
    CHECK(both.find(none_left) != std::string::npos);
    CHECK(both.find(all_lost) != std::string::npos);
}
