#include "models/packaging/stock/material_stock.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

using Need = MaterialStock::Need;
const MaterialId kDie{0};
const MaterialId kLid{1};

MaterialStock stock(std::int64_t dies, std::int64_t lids) {
    return MaterialStock{{{"die", false, dies}, {"lid", false, lids}}, 1};
}

}  // namespace

TEST_CASE("MaterialStock: a kit is reserved all or nothing", "[unit]") {
    MaterialStock s = stock(100, 0);
    s.request(OrderId{0}, 5, std::vector<Need>{{kDie, 50}, {kLid, 10}});
    CHECK_FALSE(s.reserve_next().valid());
    s.add(kLid, 10, std::vector<std::int64_t>{0});
    CHECK(s.reserve_next() == OrderId{0});
    CHECK(s.in_stock(kDie) == 100);  // reserved, not taken
    s.request(OrderId{1}, 5, std::vector<Need>{{kDie, 51}});
    CHECK_FALSE(s.reserve_next().valid());
    s.give_back(kDie, 1);
    CHECK(s.reserve_next() == OrderId{1});
}

TEST_CASE("MaterialStock: first come within priority, and nobody overtakes a short order",
          "[unit]") {
    MaterialStock s = stock(0, 100);
    s.request(OrderId{0}, 5, std::vector<Need>{{kDie, 10}});
    s.request(OrderId{1}, 5, std::vector<Need>{{kDie, 2}});
    s.request(OrderId{2}, 1, std::vector<Need>{{kDie, 4}});
    s.request(OrderId{3}, 5, std::vector<Need>{{kLid, 1}});
    CHECK(s.reserve_next() == OrderId{3});  // needs nothing that is short
    s.add(kDie, 5, std::vector<std::int64_t>{0});
    CHECK(s.reserve_next() == OrderId{2});
    CHECK_FALSE(s.reserve_next().valid());  // 1 die left is kept for order 0
    s.add(kDie, 9, std::vector<std::int64_t>{0});
    CHECK(s.reserve_next() == OrderId{0});
    CHECK_FALSE(s.reserve_next().valid());
    s.withdraw(OrderId{1});
    CHECK(s.waiting() == 0);
}

TEST_CASE("MaterialStock: the oldest parts go first and take their defects along", "[unit]") {
    MaterialStock s = stock(0, 0);
    s.add(kDie, 10, std::vector<std::int64_t>{10});  // all bad
    s.add(kDie, 10, std::vector<std::int64_t>{0});   // all good
    std::vector<std::int64_t> latent{0};
    Draws draws{{1, 0}, 42, Purpose::test, 0};
    s.take(kDie, 10, latent, draws);
    CHECK(latent[0] == 10);
    s.take(kDie, 10, latent, draws);
    CHECK(latent[0] == 10);
    CHECK(s.in_stock(kDie) == 0);
    CHECK(s.received(kDie) == s.taken(kDie));
}
