#include "models/scenario/tool_set_load.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;
using namespace packline::scenario;

TEST_CASE("even_loads: work that all may do is split as capacity", "[unit]") {
    const std::vector<double> loads =
        even_loads(std::vector<SetDemand>{{0b11, 12}}, std::vector<double>{20, 10});
    CHECK(loads[0] == Approx(0.4));
    CHECK(loads[1] == Approx(0.4));
}

TEST_CASE("even_loads: nested sets, what only the new ones may do stays there", "[unit]") {
    // 18 h only on the second: 0.9; the rest goes to the first.
    const std::vector<double> tight =
        even_loads(std::vector<SetDemand>{{0b10, 18}, {0b11, 12}}, std::vector<double>{40, 20});
    CHECK(tight[0] == Approx(0.3));
    CHECK(tight[1] == Approx(0.9));
    // 4 h only there: together (4 + 26) / 60.
    const std::vector<double> even =
        even_loads(std::vector<SetDemand>{{0b10, 4}, {0b11, 26}}, std::vector<double>{40, 20});
    CHECK(even[0] == Approx(0.5));
    CHECK(even[1] == Approx(0.5));
}

TEST_CASE("even_loads: a set that is full leaves its share to those that can help", "[unit]") {
    // a: set 0; b: sets 0 and 1; c: sets 1 and 2; 24 h each for 10 + 30 + 40.
    const std::vector<double> loads =
        even_loads(std::vector<SetDemand>{{0b001, 24}, {0b011, 24}, {0b110, 24}},
                   std::vector<double>{10, 30, 40});
    CHECK(loads[0] == Approx(2.4));
    CHECK(loads[1] == Approx(0.8));  // all of b
    CHECK(loads[2] == Approx(0.6));  // all of c
}

TEST_CASE("unplaced_work: the least that is left over, and who is full", "[unit]") {
    // Set 0 has 10 h for 24; set 1 gives b 30 of 24; c and the rest fit.
    const UnplacedWork one =
        unplaced_work(std::vector<SetDemand>{{0b001, 24}, {0b011, 24}, {0b110, 24}},
                      std::vector<double>{10, 30, 40});
    CHECK(one.hours == Approx(14));
    CHECK(one.sets == 0b001U);
    // Work that two may do gives way to work that only one may.
    const UnplacedWork none =
        unplaced_work(std::vector<SetDemand>{{0b11, 20}, {0b01, 10}}, std::vector<double>{10, 20});
    CHECK(none.hours == 0);
    CHECK(none.sets == 0);
    // Set 0 is full of its own; what no set may do is left over, too.
    const UnplacedWork all = unplaced_work(std::vector<SetDemand>{{0b11, 20}, {0b01, 15}, {0, 3}},
                                           std::vector<double>{10, 20});
    CHECK(all.hours == Approx(8));
    CHECK(all.sets == 0b01U);
}
