#include "models/packaging/critical_path.hpp"
#include "tests/support/catch.hpp"

using namespace packline::packaging;

namespace {

/// Dies are placed on strips, strips cut into units.
LineSpec placed_and_cut() {
    LineSpec line;
    line.stations.resize(1);
    line.materials = {{"die", false, 100}};
    line.carriers = {{"boat", 10, {}}};
    RouteSpec route;
    for (const char* name : {"clean", "place", "cut", "test"}) {
        StepSpec step;
        step.name = name;
        step.station = StationId{0};
        route.steps.push_back(step);
        route.steps.back().next = StepId::from_index(route.steps.size());
    }
    route.steps[3].next = StepId::none();
    route.steps[1].components = {{MaterialId{0}, 1}};
    route.steps[1].positions = 8;
    route.steps[1].takes_carrier = CarrierPoolId{0};
    route.steps[2].singulates = true;
    route.steps[2].frees_carrier = CarrierPoolId{0};
    StepSpec rework;
    rework.name = "rework";
    rework.station = StationId{0};
    rework.next = StepId{2};
    route.main_steps = 4;
    route.steps.push_back(rework);
    line.routes = {route};
    ProductSpec product;
    product.route = RouteId{0};
    product.items = 5;
    product.sites = 0;
    line.products = {product};
    return line;
}

}  // namespace

TEST_CASE("counts_before: a lot at a step is what earlier steps have made of it", "[unit]") {
    const LineSpec line = placed_and_cut();
    const auto at = [&](std::uint32_t step, std::int64_t items = 0) {
        return counts_before(line, line.products[0], StepId{step}, items);
    };
    CHECK(at(0).items == 5);
    CHECK(at(1).sites == 0);  // the parts are placed by this step, not before it
    CHECK(at(2).sites == 40);
    CHECK(at(2, 3).sites == 24);
    CHECK(at(3).items == 40);
    CHECK(at(3).singulated);
    CHECK(at(3, 17).sites == 17);
    CHECK(at(4).sites == 40);  // rework: as where it leads back to
    CHECK_FALSE(at(4).singulated);
}

TEST_CASE("carriers_held_before: from the step that takes them to the one that frees them",
          "[unit]") {
    const LineSpec line = placed_and_cut();
    const auto held = [&](std::uint32_t step) {
        return carriers_held_before(line, line.products[0], StepId{step}).valid();
    };
    CHECK_FALSE(held(1));
    CHECK(held(2));
    CHECK_FALSE(held(3));
    CHECK(held(4));
}
