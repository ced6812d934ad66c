#include "models/packaging/stock/carrier_pools.hpp"

#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;

TEST_CASE("CarrierPools: of each so many that become empty one is due for its wash", "[unit]") {
    const CarrierPoolId frame{0};
    const CarrierPoolId tray{1};
    CarrierPools pools{{{.name = "frame", .carriers = 10, .returns = {}, .wash_after = 3},
                        {.name = "tray", .carriers = 10, .returns = {}}}};
    CHECK(pools.due_for_wash(frame, 2) == 0);
    CHECK(pools.due_for_wash(frame, 2) == 1);
    CHECK(pools.due_for_wash(frame, 8) == 3);
    CHECK(pools.due_for_wash(frame, 1) == 0);
    CHECK(pools.washed(frame) == 4);
    pools.reset_statistics(Time{});
    CHECK(pools.washed(frame) == 0);
    CHECK(pools.due_for_wash(tray, 100) == 0);
}

TEST_CASE("CarrierPools: dummies are taken without standing in line", "[unit]") {
    const CarrierPoolId dummy{0};
    CarrierPools pools{{{.name = "dummy", .carriers = 10, .returns = {}}}};
    pools.take_at_once(dummy, 7, Time{});
    CHECK(pools.free(dummy) == 3);
    pools.give_back(dummy, 7, Time{} + minutes(1));
    CHECK(pools.free(dummy) == 10);
    CHECK(pools.in_use(dummy).mean(Time{} + minutes(2)) == Approx(3.5));
}
