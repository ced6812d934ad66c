#include "sim/core/event_queue.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/sorted_list_queue.hpp"

#include <algorithm>
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

TEST_CASE("FutureEventList: agrees with the slow oracle on random sequences", "[property]") {
    std::mt19937 random{11};
    FutureEventList queue;
    test::SortedListQueue oracle;
    std::int64_t now = 0;
    std::uint64_t sequence = 0;
    for (int i = 0; i < 100'000; ++i) {
        // Bursts that fill, stretches that drain; ties, near and far future.
        const bool filling = i / 500 % 2 == 0;
        if (oracle.empty() || random() % 10 < (filling ? 7U : 3U)) {
            const std::int64_t step = random() % 4 == 0 ? 0
                                      : random() % 5 == 0
                                          ? static_cast<std::int64_t>(random() % 1'000'000'000)
                                          : static_cast<std::int64_t>(random() % 50);
            const Event e = event(now + step, static_cast<unsigned>(random() % 16),
                                  static_cast<std::uint32_t>(random() % 7), sequence++);
            queue.push(e);
            oracle.push(e);
        } else {
            const std::int64_t bound = now + static_cast<std::int64_t>(random() % 200);
            Event a;
            Event b;
            const bool popped = queue.pop_before(bound, a);
            REQUIRE(popped == oracle.pop_before(bound, b));
            if (popped) {
                REQUIRE(same(a, b));
                now = a.time;
            } else {
                now = std::max(now, bound);
            }
        }
        REQUIRE(queue.size() == oracle.size());
        REQUIRE(queue.next_time() == oracle.next_time());
    }
}
