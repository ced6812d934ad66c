// A line in several logical processes: the executives agree to the bit, and what happens is the
// same as where nothing is kept apart.

#include "models/packaging/disruptions/watches.hpp"
#include "models/packaging/simulate.hpp"
#include "sim/base/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random_line.hpp"
#include "tests/support/random_prices.hpp"

#include <cstdint>
#include <numeric>
#include <vector>

using namespace packline;

namespace {

packaging::RunOptions options(const WindowPlan* windows = nullptr) {
    return {.key = {1, 0},
            .warmup = Time{} + hours(50),
            .end = Time{} + hours(400),
            .windows = windows};
}

/// All areas in one process.
packaging::LineProcesses together(const packaging::LineTables& tables) {
    return {.ties = {},
            .process_of_area = std::vector<std::uint32_t>(tables.spec.areas.size(), 0),
            .process_of_material = std::vector<std::uint32_t>(tables.spec.materials.size(), 0),
            .process_of_pool = std::vector<std::uint32_t>(tables.spec.carriers.size(), 0),
            .process_of_buffer = std::vector<std::uint32_t>(tables.spec.buffers.size(), 0),
            .process_of_fleet = std::vector<std::uint32_t>(tables.spec.fleets.size(), 0),
            .process_of_group = std::vector<std::uint32_t>(tables.spec.operators.size(), 0),
            .process_of_tooling = std::vector<std::uint32_t>(tables.spec.tooling.size(), 0),
            .homes = {.of_budget = std::vector<std::uint32_t>(tables.spec.budgets.size(), 0),
                      .of_disruption =
                          std::vector<std::uint32_t>(packaging::disruptions_of(tables.spec), 0),
                      .of_group = std::vector<std::uint32_t>(tables.spec.operators.size(), 0),
                      .of_material = std::vector<std::uint32_t>(tables.spec.materials.size(), 0)},
            .load = {1.0},
            .processes = LogicalProcesses{tables.identity().size()}};
}

}  // namespace

TEST_CASE("line windows: lines of several processes, any clusters and threads, the same bits",
          "[determinism]") {
    std::size_t split = 0;
    std::uint64_t mail = 0;
    for (std::uint32_t number = 0; number < 60; ++number) {
        CAPTURE(number);
        packaging::LineSpec spec = test::random_campus(number);
        test::add_prices(spec, {{number, 0}, 4718, Purpose::test, 0});
        const packaging::LineTables tables{spec};
        const packaging::LineProcesses processes = packaging::line_processes(tables);
        const auto n = static_cast<std::uint32_t>(processes.processes.size());
        split += n > 2 ? 1 : 0;
        const packaging::LineResult one = packaging::simulate(tables, processes, options());
        Partition each{.cluster_of = std::vector<std::uint32_t>(n), .clusters = n};
        std::iota(each.cluster_of.begin(), each.cluster_of.end(), 0U);
        for (const WindowPlan& plan :
             {WindowPlan{.partition = make_partition(processes.processes, processes.load, 2),
             .threads = 2},
              WindowPlan{.partition = each, .threads = 3},
              WindowPlan{.partition = each, .threads = 1}}) {
            const packaging::LineResult many =
                packaging::simulate(tables, processes, options(&plan));
            CHECK(many.fingerprint == one.fingerprint);
            CHECK(many.events == one.events);
            CHECK(many.ledger == one.ledger);
            mail += many.engine.mail;
        }
    }
    CHECK(split > 30);
    CHECK(mail > 10'000);
}

TEST_CASE("line windows: to keep processes apart changes nothing that is counted",
          "[determinism]") {
    std::int64_t shipped = 0;
    std::vector<std::uint32_t> numbers(60);
    std::iota(numbers.begin(), numbers.end(), 0U);
    // In these a gate that waits for lots shuts tools that no route comes to.
    numbers.insert(numbers.end(), {248, 306, 375, 475, 562, 575, 643});
    // In these lots lack kits or operators while the order in their queue changes with time.
    numbers.insert(numbers.end(), {131, 1334, 1800, 2433});
    numbers.push_back(1427);  // one budget lets starts go on as another begins to hold them
    for (const std::uint32_t number : numbers) {
        CAPTURE(number);
        packaging::LineSpec spec = test::random_campus(number);
        test::add_prices(spec, {{number, 0}, 4718, Purpose::test, 0});
        const packaging::LineTables tables{spec};
        const packaging::LineResult apart = packaging::simulate(tables, options());
        const packaging::LineResult whole =
            packaging::simulate(tables, together(tables), options());
        CHECK(apart.ledger == whole.ledger);
        for (std::size_t p = 0; p < tables.spec.products.size(); ++p) {
            const packaging::ProductStatistics& a = apart.statistics.products[p];
            const packaging::ProductStatistics& b = whole.statistics.products[p];
            CHECK(a.good_sites == b.good_sites);
            CHECK(a.losses == b.losses);
            CHECK(a.cycle_time.sum() == b.cycle_time.sum());
            CHECK(a.spent == b.spent);
            CHECK(a.wip.integral(apart.end) == b.wip.integral(whole.end));
            shipped += a.shipped;
        }
        for (std::size_t s = 0; s < tables.spec.stations.size(); ++s) {
            CHECK(apart.statistics.stations[s].in_state == whole.statistics.stations[s].in_state);
            CHECK(apart.statistics.stations[s].wait.sum() ==
                  whole.statistics.stations[s].wait.sum());
        }
        for (std::size_t s = 0; s < tables.spec.stations.size(); ++s) {
            for (std::size_t u = 0; u < tables.spec.utilities.size(); ++u) {
                const auto station = packaging::StationId::from_index(s);
                const auto utility = packaging::UtilityId::from_index(u);
                CHECK(apart.meters.total(station, utility) == whole.meters.total(station, utility));
            }
        }
        CHECK(apart.statistics.wip.sums() == whole.statistics.wip.sums());
        CHECK(apart.materials.front().taken == whole.materials.front().taken);
    }
    CHECK(shipped > 2'000);
}

TEST_CASE("line windows: finite buffers tie what they join, and the rest stays apart",
          "[determinism]") {
    std::size_t split = 0;
    std::size_t ran = 0;
    for (std::uint32_t number = 0; number < 60; ++number) {
        CAPTURE(number);
        const packaging::LineTables tables{test::with_buffers(test::random_campus(number), number)};
        const packaging::LineProcesses processes = packaging::line_processes(tables);
        const auto n = static_cast<std::uint32_t>(processes.processes.size());
        Partition each{.cluster_of = std::vector<std::uint32_t>(n), .clusters = n};
        std::iota(each.cluster_of.begin(), each.cluster_of.end(), 0U);
        const WindowPlan plan{.partition = each, .threads = 2};
        try {
            const packaging::LineResult one = packaging::simulate(tables, processes, options());
            const packaging::LineResult many =
                packaging::simulate(tables, processes, options(&plan));
            CHECK(many.fingerprint == one.fingerprint);
            split += n > 1 ? 1 : 0;
            ++ran;
        } catch (const ModelError&) {
            CHECK_THROWS_AS(packaging::simulate(tables, processes, options(&plan)), ModelError);
        }
    }
    CHECK(ran > 30);
    CHECK(split > 5);
}

TEST_CASE("line windows: departures do not tie areas, vehicles do", "[determinism]") {
    std::size_t split = 0;
    std::uint64_t mail = 0;
    for (std::uint32_t number = 0; number < 60; ++number) {
        CAPTURE(number);
        const packaging::LineTables tables{
            test::with_transport(test::random_campus(number), number)};
        const packaging::LineProcesses processes = packaging::line_processes(tables);
        const auto n = static_cast<std::uint32_t>(processes.processes.size());
        Partition each{.cluster_of = std::vector<std::uint32_t>(n), .clusters = n};
        std::iota(each.cluster_of.begin(), each.cluster_of.end(), 0U);
        const WindowPlan plan{.partition = each, .threads = 2};
        const packaging::LineResult one = packaging::simulate(tables, processes, options());
        const packaging::LineResult many = packaging::simulate(tables, processes, options(&plan));
        CHECK(many.fingerprint == one.fingerprint);
        split += n > 2 ? 1 : 0;
        mail += many.engine.mail;
    }
    CHECK(split > 10);
    CHECK(mail > 1'000);
}
