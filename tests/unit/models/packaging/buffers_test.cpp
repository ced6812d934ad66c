#include "models/packaging/stations/buffers.hpp"

#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;

namespace {

constexpr BufferId kBuffer{0};

Buffers of(std::int64_t places, Level counted_in) {
    return Buffers{{{"b", places, counted_in, false}}};
}

Buffers::Claim claim(std::uint32_t lot, std::uint8_t priority = 5, std::int64_t amount = 1) {
    return {.lot = LotId{lot}, .station = StationId{0}, .priority = priority, .amount = amount};
}

}  // namespace

TEST_CASE("Buffers: a lot needs one place, or one for each of its items", "[unit]") {
    CHECK(of(3, Level::lot).amount(kBuffer, 25) == 1);
    CHECK(of(50, Level::item).amount(kBuffer, 25) == 25);
}

TEST_CASE("Buffers: claims stand first come within priority", "[unit]") {
    Buffers b = of(1, Level::lot);
    b.join(kBuffer, claim(1));
    b.join(kBuffer, claim(2));
    b.join(kBuffer, claim(3, 1));
    b.join(kBuffer, claim(4, 1));
    CHECK(b.line(kBuffer).size() == 4);
    CHECK(b.remove(kBuffer, 0).lot == LotId{3});
    CHECK(b.remove(kBuffer, 2).lot == LotId{2});
    CHECK(b.remove(kBuffer, 0).lot == LotId{4});
    CHECK(b.remove(kBuffer, 0).lot == LotId{1});
    CHECK(b.line(kBuffer).empty());
}

TEST_CASE("Buffers: what a lot has already counts for it", "[unit]") {
    Buffers b = of(30, Level::item);
    b.take(kBuffer, LotId{1}, 20, Time{});
    CHECK(b.fits(kBuffer, claim(2, 5, 10)));
    CHECK_FALSE(b.fits(kBuffer, claim(2, 5, 11)));
    Buffers::Claim moves = claim(1, 5, 20);
    moves.own = 20;
    CHECK(b.fits(kBuffer, moves));
    b.leave(kBuffer, LotId{1}, 20, Time{} + hours(2));
    CHECK(b.holders(kBuffer).empty());
    CHECK(b.used(kBuffer).mean(Time{} + hours(4)) == 10.0);
}

TEST_CASE("Buffers: no place at all is room for nobody", "[unit]") {
    CHECK_FALSE(of(0, Level::lot).fits(kBuffer, claim(1)));
}

TEST_CASE("Buffers: long lines shed those who have left", "[unit]") {
    Buffers b = of(1, Level::lot);
    for (std::uint32_t i = 0; i < 1000; ++i) {
        b.join(kBuffer, claim(i));
    }
    for (std::uint32_t i = 0; i < 1000; ++i) {
        REQUIRE(b.remove(kBuffer, 0).lot == LotId{i});
    }
    CHECK(b.line(kBuffer).empty());
}
