#include "sim/experiment/replicate.hpp"

#include "sim/experiment/workers.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

using namespace packline;

namespace {

ReplicationResult result(std::uint32_t r) {
    return {.replication = r,
            .fingerprint = r * 7ULL + 1,
            .events = r,
            .values = {r * 1.5},
            .series = {}};
}

}  // namespace

TEST_CASE("workers: every index runs once for any number of threads", "[unit]") {
    for (const unsigned threads : {1U, 2U, 8U}) {
        std::vector<std::atomic<int>> calls(500);
        run_indexed(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });
        for (const auto& n : calls) {
            REQUIRE(n == 1);
        }
    }
    run_indexed(0, 4, [](std::size_t) { FAIL("nothing to run"); });
}

TEST_CASE("workers: an exception comes through and stops what has not begun", "[unit]") {
    for (const unsigned threads : {1U, 2U, 8U}) {
        std::atomic<unsigned> calls{0};
        CHECK_THROWS_WITH(run_indexed(10'000, threads,
                                      [&](std::size_t) {
                                          ++calls;
                                          throw std::runtime_error("at an index");
                                      }),
                          "at an index");
        // A thread that has thrown knows it: each gets to one index at most, however it is
        // scheduled.
        CHECK(calls <= threads);
    }
}

TEST_CASE("replicate: results come in order and do not depend on threads", "[unit]") {
    for (const unsigned threads : {1U, 2U, 8U}) {
        std::vector<std::uint32_t> told;
        const auto all = replicate(
            {.count = 40,
             .threads = threads,
             .finished = {},
             .on_finished = [&](const ReplicationResult& r) { told.push_back(r.replication); }},
            result);
        REQUIRE(all.size() == 40);
        CHECK(told.size() == 40);
        for (std::uint32_t r = 0; r < 40; ++r) {
            CHECK(all[r] == result(r));
        }
    }
}

TEST_CASE("replicate: what is finished is not run again", "[unit]") {
    std::atomic<int> runs{0};
    const auto all = replicate({.count = 5,
                                .threads = 2,
                                .finished = {result(3), result(1), result(99)},
                                .on_finished = {}},
                               [&](std::uint32_t r) {
                                   ++runs;
                                   return result(r);
                               });
    CHECK(runs == 3);
    REQUIRE(all.size() == 5);
    CHECK(all[3] == result(3));
}

TEST_CASE("replicate: a cancelled study keeps what has finished", "[unit]") {
    std::atomic<bool> cancel{false};
    const auto some = replicate(
        {.count = 1'000, .threads = 1, .cancel = &cancel, .finished = {}, .on_finished = {}},
        [&](std::uint32_t r) {
            if (r == 4) {
                cancel = true;
            }
            return result(r);
        });
    CHECK(some.size() == 5);
}
