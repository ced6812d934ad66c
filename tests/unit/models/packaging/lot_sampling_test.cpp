#include "models/packaging/lots/lot_sampling.hpp"

#include "tests/support/catch.hpp"

using namespace packline::packaging;

namespace {

Lot lot_of(std::uint32_t order, std::uint32_t round = 0) {
    Lot lot;
    lot.product = ProductId{0};
    lot.order = OrderId{order};
    lot.loops = round;
    return lot;
}

}  // namespace

TEST_CASE("lot sampling: the last of every n, by product and step") {
    LotSampling sampling;
    Lot other = lot_of(9);
    other.product = ProductId{1};
    for (std::uint32_t i = 1; i <= 6; ++i) {
        CHECK(sampling.every_nth(3, lot_of(i), StepIndex{1}, false) == (i % 3 == 0));
    }
    CHECK_FALSE(sampling.every_nth(2, other, StepIndex{1}, false));
    CHECK_FALSE(sampling.every_nth(2, lot_of(1), StepIndex{2}, false));
    CHECK(sampling.every_nth(2, lot_of(2), StepIndex{2}, false));
}

TEST_CASE("lot sampling: parts of a lot share the choice of their round") {
    LotSampling sampling;
    const StepIndex look{1};
    CHECK_FALSE(sampling.every_nth(2, lot_of(0), look, true));
    CHECK(sampling.every_nth(2, lot_of(1), look, true));
    // The rest of both, one among the other.
    CHECK_FALSE(sampling.every_nth(2, lot_of(0), look, true));
    CHECK(sampling.every_nth(2, lot_of(1), look, true));
    // A part that was reworked is looked at or not on its own account.
    CHECK_FALSE(sampling.every_nth(2, lot_of(1, 1), look, true));
    CHECK(sampling.every_nth(2, lot_of(1), look, true));

    // The slot of an order that ended is used again by another lot.
    sampling.forget(OrderId{1});
    CHECK(sampling.every_nth(2, lot_of(1), look, true));
    sampling.forget(OrderId{7});  // never had parts
}

TEST_CASE("skip-lot: all until the row is long enough, then one in n, until one is bad", "[unit]") {
    LotSampling sampling;
    Lot lot;
    lot.product = ProductId{0};
    lot.order = OrderId{0};
    const StepIndex step{3};
    const auto comes = [&] { return sampling.skip_lot(2, 3, lot, step, false); };
    CHECK(comes());
    sampling.judge(lot, step, true, false);
    CHECK(comes());
    sampling.judge(lot, step, true, false);
    CHECK_FALSE(comes());
    CHECK_FALSE(comes());
    CHECK(comes());
    sampling.judge(lot, step, true, false);
    CHECK_FALSE(comes());
    CHECK_FALSE(comes());
    CHECK(comes());
    sampling.judge(lot, step, false, false);
    CHECK(comes());
    sampling.judge(lot, step, true, false);
    CHECK(comes());
}

TEST_CASE("skip-lot: parts of a lot are one good lot, one bad part makes it bad", "[unit]") {
    LotSampling sampling;
    Lot lot;
    lot.product = ProductId{0};
    lot.order = OrderId{0};
    const StepIndex step{3};
    const auto comes = [&] { return sampling.skip_lot(2, 2, lot, step, true); };
    CHECK(comes());
    sampling.judge(lot, step, true, true);
    CHECK(comes());
    sampling.judge(lot, step, true, true);
    lot.order = OrderId{1};
    CHECK(comes());  // one lot was good so far, though in two parts
    sampling.judge(lot, step, true, true);
    sampling.judge(lot, step, false, true);
    lot.order = OrderId{2};
    CHECK(comes());
}
