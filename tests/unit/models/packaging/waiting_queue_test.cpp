#include "models/packaging/stations/waiting_queue.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <random>
#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

WaitingLot waiting(std::uint32_t id, std::int64_t key) {
    WaitingLot w;
    w.lot = LotId{id};
    w.key[0] = key;
    return w;
}

std::vector<std::uint32_t> ids(const WaitingQueue& queue) {
    std::vector<std::uint32_t> out;
    for (const WaitingLot& w : queue.lots()) {
        out.push_back(w.lot.value);
    }
    return out;
}

}  // namespace

TEST_CASE("WaitingQueue: stands in order of keys, ties in order of joining", "[unit]") {
    WaitingQueue queue;
    for (const auto& [id, key] : {std::pair{0U, 5}, {1U, 3}, {2U, 5}, {3U, 3}, {4U, 9}}) {
        queue.insert(waiting(id, key));
    }
    CHECK(ids(queue) == std::vector<std::uint32_t>{1, 3, 0, 2, 4});
    CHECK(queue.remove(std::size_t{2}).lot == LotId{0});
    CHECK(queue.remove(LotId{4}).key[0] == 9);
    CHECK(ids(queue) == std::vector<std::uint32_t>{1, 3, 2});
}

TEST_CASE("WaitingQueue: agrees with a stable sort on random sequences", "[property]") {
    std::mt19937 random{7};
    WaitingQueue queue;
    std::vector<WaitingLot> oracle;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        if (oracle.empty() || random() % 2 == 0) {
            const WaitingLot w = waiting(i, static_cast<std::int64_t>(random() % 50));
            queue.insert(w);
            oracle.push_back(w);
            std::ranges::stable_sort(oracle, {}, &WaitingLot::key);
        } else {
            const std::size_t pick = random() % 3 == 0 ? random() % oracle.size() : 0;
            REQUIRE(queue.remove(pick).lot == oracle[pick].lot);
            oracle.erase(oracle.begin() + static_cast<std::ptrdiff_t>(pick));
        }
        REQUIRE(queue.size() == oracle.size());
        REQUIRE((oracle.empty() || queue.lots().front().lot == oracle.front().lot));
    }
}

TEST_CASE("WaitingQueue: taking out a lot that does not wait is our bug", "[unit]") {
    WaitingQueue queue;
    queue.insert(waiting(1, 0));
    CHECK_THROWS_AS(queue.remove(LotId{2}), ContractError);
}
