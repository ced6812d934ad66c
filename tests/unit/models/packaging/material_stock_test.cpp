#include "models/packaging/stock/material_stock.hpp"

#include "tests/support/catch.hpp"

#include <deque>
#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

using Need = MaterialStock::Need;
const MaterialId kDie{0};
const MaterialId kLid{1};
const std::vector<std::int64_t> kClean{0};

MaterialStock stock(std::int64_t dies, std::int64_t lids) {
    // Stocks point to their materials.
    static std::deque<std::vector<MaterialSpec>> kept;
    kept.push_back({{"die", false, dies}, {"lid", false, lids}});
    return MaterialStock{kept.back(), {{"void", Level::site}}};
}

/// Asks for the kit of an order: `sets` of what is stated per set.
void ask(MaterialStock& s, std::uint32_t order, std::uint8_t priority, std::int64_t sets,
         const std::vector<Need>& needs, std::int64_t least = -1) {
    s.request({.claim = {OrderId{order}, LotId::none()},
               .priority = priority,
               .sets = sets,
               .least = least < 0 ? sets : least},
              needs);
}

OrderId next(MaterialStock& s, Time now = Time{}) {
    const auto served = s.reserve_next(now);
    return served ? served->claim.order : OrderId::none();
}

}  // namespace

TEST_CASE("MaterialStock: a kit is reserved all or nothing", "[unit]") {
    MaterialStock s = stock(100, 0);
    ask(s, 0, 5, 10, {{kDie, 5, 0}, {kLid, 0, 10}});
    CHECK_FALSE(next(s).valid());
    s.add(kLid, 10, 0, kClean, Time{});
    CHECK(next(s) == OrderId{0});
    CHECK(s.in_stock(kDie) == 100);  // reserved, not taken
    ask(s, 1, 5, 51, {{kDie, 1, 0}});
    CHECK_FALSE(next(s).valid());
    s.give_back(kDie, 1);
    CHECK(next(s) == OrderId{1});
}

TEST_CASE("MaterialStock: first come within priority, and nobody overtakes a short order",
          "[unit]") {
    MaterialStock s = stock(0, 100);
    ask(s, 0, 5, 10, {{kDie, 1, 0}});
    ask(s, 1, 5, 2, {{kDie, 1, 0}});
    ask(s, 2, 1, 4, {{kDie, 1, 0}});
    ask(s, 3, 5, 1, {{kLid, 1, 0}});
    CHECK(next(s) == OrderId{3});  // needs nothing that is short
    s.add(kDie, 5, 0, kClean, Time{});
    CHECK(next(s) == OrderId{2});
    CHECK_FALSE(next(s).valid());  // 1 die left is kept for order 0
    s.add(kDie, 9, 0, kClean, Time{});
    CHECK(next(s) == OrderId{0});
    CHECK_FALSE(next(s).valid());
    CHECK(s.withdraw({OrderId{1}, LotId::none()}, Time{}));
    CHECK_FALSE(s.withdraw({OrderId{1}, LotId::none()}, Time{}));
    CHECK(s.waiting() == 0);
}

TEST_CASE("MaterialStock: a partial kit is taken from the stated share on", "[unit]") {
    MaterialStock s = stock(13, 100);
    ask(s, 0, 5, 10, {{kDie, 2, 0}, {kLid, 1, 3}}, 7);
    CHECK_FALSE(s.reserve_next(Time{}).has_value());  // 6 sets
    s.add(kDie, 2, 0, kClean, Time{});
    const auto served = s.reserve_next(Time{});
    REQUIRE(served.has_value());
    CHECK(served->sets == 7);
    s.add(kLid, 1, 0, kClean, Time{});
    ask(s, 1, 5, 1, {{kDie, 1, 0}});  // one die is left over
    CHECK(next(s) == OrderId{1});
}

TEST_CASE("MaterialStock: a wait is booked on the first material that is short", "[unit]") {
    MaterialStock s = stock(0, 0);
    const auto at = [](int h) { return Time{} + hours(h); };
    ask(s, 0, 5, 1, {{kDie, 1, 0}, {kLid, 1, 0}});
    CHECK_FALSE(next(s).valid());
    s.lot_waits({OrderId{0}, LotId::none()}, 1, at(2));
    s.add(kDie, 1, 0, kClean, at(5));
    CHECK_FALSE(next(s, at(5)).valid());
    s.add(kLid, 1, 0, kClean, at(9));
    CHECK(next(s, at(9)).valid());
    CHECK(s.statistics(kDie).kits_waiting.integral(at(10)) == hours(5).us);
    CHECK(s.statistics(kDie).lots_waiting.integral(at(10)) == hours(3).us);
    CHECK(s.statistics(kLid).lots_waiting.integral(at(10)) == hours(4).us);
    CHECK(s.statistics(kDie).kits == 1);
    CHECK(s.statistics(kDie).kits_at_once == 0);
}

TEST_CASE("MaterialStock: the oldest parts go first and take their defects along", "[unit]") {
    MaterialStock s = stock(0, 0);
    s.add(kDie, 10, 0, std::vector<std::int64_t>{10}, Time{});  // all bad
    s.add(kDie, 10, 0, kClean, Time{});                         // all good
    std::vector<std::int64_t> latent{0};
    Draws draws{{1, 0}, 42, Purpose::test, 0};
    s.take(kDie, 10, latent, draws, Time{});
    CHECK(latent[0] == 10);
    s.take(kDie, 10, latent, draws, Time{});
    CHECK(latent[0] == 10);
    CHECK(s.in_stock(kDie) == 0);
    CHECK(s.balance(kDie).left() == 0);
}

TEST_CASE("MaterialStock: whole wafers take their sites along, single parts of bad items are bad",
          "[unit]") {
    const std::vector<MaterialSpec> materials{{"core", false, 0, 100}, {"die", false, 0}};
    MaterialStock s{materials,
                    {{"crack", Level::item, MechanismId{1}}, {"crack(part)", Level::site}}};
    Draws draws{{1, 0}, 42, Purpose::test, 0};
    s.add(MaterialId{0}, 2, 150, std::vector<std::int64_t>{2, 0}, Time{});
    std::vector<std::int64_t> latent{0, 0};
    const std::int64_t first = s.take(MaterialId{0}, 1, latent, draws, Time{});
    CHECK(first + s.take(MaterialId{0}, 1, latent, draws, Time{}) == 150);
    CHECK(latent == std::vector<std::int64_t>{2, 0});
    s.add(MaterialId{1}, 5, 5, std::vector<std::int64_t>{3, 0}, Time{});
    latent = {0, 0};
    s.take(MaterialId{1}, 5, latent, draws, Time{});
    CHECK(latent == std::vector<std::int64_t>{0, 3});
}

TEST_CASE("MaterialStock: orders when the position reaches the reorder point", "[unit]") {
    std::vector<MaterialSpec> materials{{"die", false, 10}};
    materials[0].supply.kind = SupplySpec::Kind::reorder;
    materials[0].supply.reorder_at = 6;
    materials[0].supply.order_up_to = 12;
    MaterialStock s{materials, {{"void", Level::site}}};
    CHECK(s.due_order(kDie) == 0);
    ask(s, 0, 5, 3, {{kDie, 1, 0}});
    CHECK(s.due_order(kDie) == 0);  // 7 left
    ask(s, 1, 5, 20, {{kDie, 1, 0}});
    CHECK(next(s) == OrderId{0});
    CHECK(s.due_order(kDie) == 25);  // 13 are missing: up to 12
    s.order(kDie, 25);
    CHECK(s.due_order(kDie) == 0);
    CHECK(s.allocated(kDie, 25, 0.75) == 18);
    CHECK(s.allocated(kDie, 1, 0.75) == 1);  // 0.75 of each: 19.5 of 26
    s.receive(kDie, {.ordered = 25, .quantity = 18, .returned = 2}, kClean, Time{});
    CHECK(s.due_order(kDie) == 9);  // 9 fewer than ordered
    CHECK(next(s) == OrderId{1});
    CHECK(s.balance(kDie).left() == s.in_stock(kDie));
}

TEST_CASE("MaterialStock: parts expire oldest first, but for those that are reserved", "[unit]") {
    std::vector<MaterialSpec> materials{{"die", false, 10}};
    materials[0].shelf_life = hours(8);
    MaterialStock s{materials, {{"void", Level::site}}};
    Draws draws{{1, 0}, 42, Purpose::test, 0};
    s.add(kDie, 5, 0, kClean, Time{} + hours(4));
    ask(s, 0, 5, 7, {{kDie, 1, 0}});
    CHECK(next(s) == OrderId{0});
    CHECK(s.expire(kDie, draws, Time{} + hours(7)) == 0);
    CHECK(s.expire(kDie, draws, Time{} + hours(8)) == 3);  // of 10, 7 are reserved
    CHECK(s.in_stock(kDie) == 12);
    s.give_back(kDie, 1);
    CHECK(s.expire(kDie, draws, Time{} + hours(8)) == 1);
    CHECK(s.balance(kDie).left() == 11);
}

TEST_CASE("MaterialStock: what finds no room goes back", "[unit]") {
    const std::vector<MaterialSpec> spec{{.name = "die", .initial = 4, .supply = {}, .room = 6},
                                         {.name = "lid", .initial = 4, .supply = {}}};
    MaterialStock s{spec, {{"void", Level::site}}};
    CHECK(s.find_room(kDie, 5) == 2);
    s.receive(kDie, {.ordered = 0, .quantity = 2}, kClean, Time{});
    ask(s, 0, 5, 3, {{kDie, 1, 0}});
    CHECK(next(s).valid());
    CHECK(s.find_room(kDie, 1) == 0);  // reserved parts have their places, too
    CHECK(s.find_room(kLid, 1000) == 1000);
    CHECK(s.statistics(kDie).turned_away == 4);
}

TEST_CASE("MaterialStock: a pack is opened by its first part, and what is left of it ages",
          "[unit]") {
    std::vector<MaterialSpec> materials{{"die", false, 26}};
    materials[0].pack = 10;
    materials[0].open_life = hours(1);
    MaterialStock s{materials, {{"void", Level::site}}};
    Draws draws{{1, 0}, 42, Purpose::test, 0};
    std::vector<std::int64_t> latent{0};
    Time known = Time::never();
    CHECK_FALSE(s.newly_open(kDie, known));
    const auto place = [&](std::int64_t n, Time at) {
        ask(s, 0, 5, n, {{kDie, 1, 0}});
        REQUIRE(next(s, at) == OrderId{0});
        s.take(kDie, n, latent, draws, at);
    };
    place(4, Time{});
    CHECK(s.newly_open(kDie, known));
    CHECK(known == Time{} + hours(1));
    CHECK_FALSE(s.newly_open(kDie, known));  // known by now
    CHECK(s.expire(kDie, draws, Time{} + minutes(59)) == 0);
    CHECK(s.expire(kDie, draws, Time{} + hours(1)) == 6);
    // 13 of the 16 closed ones are more than a pack: two are opened, and 3 parts stay.
    place(13, Time{} + hours(2));
    CHECK(s.statistics(kDie).opened == 3);
    CHECK(s.newly_open(kDie, known));
    // All that is left is reserved: it stays, whatever its age.
    ask(s, 1, 5, 3, {{kDie, 1, 0}});
    CHECK(next(s) == OrderId{1});
    CHECK(s.expire(kDie, draws, Time{} + hours(9)) == 0);
    // Closed parts come and take its place.
    s.add(kDie, 2, 0, kClean, Time{} + hours(9));
    CHECK(s.expire(kDie, draws, Time{} + hours(9)) == 2);
    CHECK(s.statistics(kDie).open_scrapped == 8);
    CHECK(s.statistics(kDie).opened == 3);  // none to throw it away
    CHECK(s.balance(kDie).left() == s.in_stock(kDie));
}
