#include "sim/core/event_queue.hpp"

#include "sim/core/heap_queue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sorted_list_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>

using namespace packline;

namespace {

Event event(std::int64_t time, unsigned priority, std::uint32_t source, std::uint64_t sequence) {
    return {.time = time, .tie = make_tie(priority, source, sequence), .payload = sequence};
}

bool same(const Event& a, const Event& b) {
    return a.time == b.time && a.tie == b.tie && a.payload == b.payload;
}

}  // namespace

static_assert(EventQueue<test::SortedListQueue>);

TEST_CASE("Event: time, then priority, then source, then sequence decide", "[unit]") {
    CHECK(before(event(1, 15, 9, 9), event(2, 0, 0, 0)));
    CHECK(before(event(1, 0, 9, 9), event(1, 1, 0, 0)));
    CHECK(before(event(1, 1, 0, 9), event(1, 1, 1, 0)));
    CHECK(before(event(1, 1, 1, 0), event(1, 1, 1, 1)));
    const std::uint64_t tie = make_tie(7, 123'456, 987'654'321);
    CHECK(priority_of(tie) == 7);
    CHECK(source_of(tie) == 123'456);
    CHECK(sequence_of(tie) == 987'654'321);
}

TEST_CASE("Event: a tie that does not fit is refused", "[unit]") {
    CHECK_THROWS_AS(make_tie(16, 0, 0), ContractError);
    CHECK_THROWS_AS(make_tie(0, kSources, 0), ContractError);
    CHECK_THROWS_AS(make_tie(0, 0, kSequences), ContractError);
}

namespace {

struct Regime {
    const char* name;
    int pending;        ///< kept about so many
    std::int64_t near;  ///< steps up to here [us] ...
    std::int64_t far;   ///< ... and one in `rarely` up to here
    unsigned rarely;
    unsigned ties;  ///< one step in so many is none at all
};

/// Sends and takes at random, with bounds; what comes must be what the oracle gives.
template <class Queue>
void compare_with_oracle(const Regime& regime, std::uint32_t seed) {
    std::mt19937_64 random{seed};
    Queue queue{};
    test::SortedListQueue oracle;
    std::int64_t now = 0;
    std::uint64_t sequence = 0;
    for (int i = 0; i < 20 * regime.pending + 2000; ++i) {
        // Bursts that fill, stretches that drain down to nothing.
        const int wanted = regime.pending * (i / (2 * regime.pending + 50) % 3) / 2;
        if (static_cast<int>(oracle.size()) < wanted || random() % 8 == 0) {
            const std::int64_t most = random() % regime.rarely == 0 ? regime.far : regime.near;
            const std::int64_t step =
                random() % regime.ties == 0 ? 0 : static_cast<std::int64_t>(random()) % most;
            const Event e =
                event(now + (step < 0 ? -step : step), static_cast<unsigned>(random() % 16),
                      static_cast<std::uint32_t>(random() % 7), sequence++);
            queue.push(e);
            oracle.push(e);
        } else {
            const std::int64_t bound =
                random() % 4 == 0 ? now + 1 : std::numeric_limits<std::int64_t>::max();
            Event a;
            Event b;
            const bool popped = queue.pop_before(bound, a);
            REQUIRE(popped == oracle.pop_before(bound, b));
            if (popped) {
                REQUIRE(same(a, b));
                now = a.time;
            }
        }
        REQUIRE(queue.size() == oracle.size());
        if (random() % 3 == 0) {
            REQUIRE(queue.next_time() == oracle.next_time());
        }
    }
}

}  // namespace

TEMPLATE_TEST_CASE("Event lists agree with the slow oracle in every regime", "[property]",
                   CalendarQueue<>, HeapQueue) {
    for (const Regime& regime :
         {Regime{"few", 10, 50, 1000, 5, 4}, Regime{"minutes", 500, 1'000'000, 2'000'000, 5, 1000},
          Regime{"minutes and months", 3000, 60'000'000, 2'592'000'000'000, 50, 100},
          Regime{"many at one instant", 2000, 3, 60, 50, 2},
          Regime{"all within a microsecond", 1000, 2, 3, 2, 3},
          Regime{"far apart", 300, 1LL << 50, 1LL << 55, 3, 1000}}) {
        for (std::uint32_t seed = 1; seed <= 3; ++seed) {
            INFO(regime.name << ", seed " << seed);
            compare_with_oracle<TestType>(regime, seed);
        }
    }
}
