#include "models/packaging/spec/grid.hpp"

#include "tests/support/catch.hpp"

namespace packline::packaging {
namespace {

SiteGrid square(double side_mm, double kerf_mm = 0.1, double edge_mm = 3) {
    return {side_mm, side_mm, kerf_mm, edge_mm};
}

TEST_CASE("Large packages: the exact grid agrees with published counts", "[unit]") {
    // Published: nine packages of 5.5 reticles on a 300 mm wafer against sixteen on a panel of
    // 310 mm (S13); 53.2 mm interposers: 16; the area formula gives 4.8 for the first.
    CHECK(sites_per_wafer(300, square(68.7)) == 9);
    CHECK(sites_per_panel(310, 310, square(68.7)) == 16);
    CHECK(sites_per_wafer(300, square(53.2)) == 16);
}

TEST_CASE("Dies of many sizes on a 300 mm wafer", "[unit]") {
    CHECK(sites_per_wafer(300, {43, 41, 0.1, 3}) == 28);
    const std::int64_t small = sites_per_wafer(300, square(10));
    CHECK(small >= 600);
    CHECK(small <= 630);
    // The area of the usable circle bounds any placement.
    CHECK(small <= 665);  // pi 147^2 / 10.1^2
}

TEST_CASE("The best offset is found where it differs from both symmetric ones", "[unit]") {
    // One site fits at any offset up to half the play; two need it centred on a street.
    CHECK(sites_per_wafer(100, {60, 60, 0, 0}) == 1);
    CHECK(sites_per_wafer(100, {44, 44, 0, 0}) == 2);
    CHECK(sites_per_wafer(100, {35, 35, 0, 0}) == 4);
    CHECK(sites_per_wafer(100, {71, 71, 0, 0}) == 0);
    CHECK(sites_per_wafer(100, {70, 70, 0, 0}) == 1);
}

TEST_CASE("Panels against a wafer: the area that the edge and the round rim leave", "[unit]") {
    // A panel of 500 mm has 3.54 times the area of a wafer of 300 mm and holds 3.8 times its small
    // sites with the same edge and kerf; the 4.54 of a vendor (S12) is not reached by them. Large
    // packages gain more (S13: 16 against 9 on 310 mm).
    const auto ratio = [](double panel, double side) {
        return static_cast<double>(sites_per_panel(panel, panel, square(side))) /
               static_cast<double>(sites_per_wafer(300, square(side)));
    };
    CHECK(ratio(500, 10) > 3.7);
    CHECK(ratio(500, 10) < 3.9);
    CHECK(ratio(500, 68.7) > 5);
    // Counts of the bundled line foplp-vs-wafer: 10 x 10 mm.
    CHECK(sites_per_panel(510, 515, square(10)) == 49 * 50);
    CHECK(sites_per_panel(600, 600, square(10)) == 58 * 58);
    CHECK(sites_per_panel(310, 310, square(10)) == 30 * 30);
    CHECK(sites_per_panel(510, 515, square(53.2)) == 81);
}

TEST_CASE("Kerf and edge take room", "[unit]") {
    CHECK(sites_per_panel(100, 50, {10, 10, 0, 0}) == 50);
    CHECK(sites_per_panel(100, 50, {10, 10, 0.1, 0}) == 9 * 4);
    CHECK(sites_per_panel(100, 50, {10, 10, 0, 0.5}) == 9 * 4);
    CHECK(sites_per_panel(100, 50, {10, 60, 0, 0}) == 0);
    CHECK(sites_per_wafer(300, square(10, 0.1, 10)) < sites_per_wafer(300, square(10, 0.1, 3)));
    CHECK(sites_per_wafer(5, square(1, 0, 3)) == 0);
}

}  // namespace
}  // namespace packline::packaging
