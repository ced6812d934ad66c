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
