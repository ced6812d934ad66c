#include "models/packaging/stations/setup_run.hpp"

#include "tests/support/catch.hpp"

using namespace packline::packaging;

TEST_CASE("Setup run: a tool goes on with its family until the run is long enough", "[unit]") {
    SetupSpec setup;
    setup.minimum_run = 3;
    const FamilyId x{0};
    const FamilyId y{1};
    CHECK(must_go_on(setup, x, 0, y, 5, {}));
    CHECK(must_go_on(setup, x, 2, y, 5, {}));
    CHECK_FALSE(must_go_on(setup, x, 3, y, 5, {}));
    CHECK_FALSE(must_go_on(setup, x, 2, x, 5, {}));
    CHECK_FALSE(must_go_on(setup, x, 2, FamilyId::none(), 5, {}));  // any setup serves
    CHECK_FALSE(must_go_on(setup, FamilyId::none(), 0, y, 5, {}));  // a tool fresh from the dock
}

TEST_CASE("Setup run: only declared hot lots break a run", "[unit]") {
    SetupSpec setup;
    setup.minimum_run = 3;
    CHECK(must_go_on(setup, FamilyId{0}, 1, FamilyId{1}, 0, {}));
    setup.run_broken_by = 1;
    CHECK_FALSE(must_go_on(setup, FamilyId{0}, 1, FamilyId{1}, 1, {}));
    CHECK(must_go_on(setup, FamilyId{0}, 1, FamilyId{1}, 2, {}));
    CHECK_FALSE(must_go_on(SetupSpec{}, FamilyId{0}, 1, FamilyId{1}, 5, {}));
}

TEST_CASE("Setup run: a tool that has been idle for long gives up its run", "[unit]") {
    SetupSpec setup;
    setup.minimum_run = 3;
    CHECK(must_go_on(setup, FamilyId{0}, 1, FamilyId{1}, 5, packline::days(100)));
    setup.run_given_up = packline::hours(4);
    CHECK(must_go_on(setup, FamilyId{0}, 1, FamilyId{1}, 5, packline::hours(3)));
    CHECK_FALSE(must_go_on(setup, FamilyId{0}, 1, FamilyId{1}, 5, packline::hours(4)));
}
