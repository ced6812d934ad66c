#include "models/packaging/stations/fleets.hpp"

#include "models/packaging/stations/calendar.hpp"
#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;

namespace {

constexpr FleetId kFleet{0};

Fleets fleet_of(std::uint32_t vehicles, VehicleRule rule) {
    FleetSpec f;
    f.vehicles = vehicles;
    f.rule = rule;
    f.home = AreaId{0};
    return Fleets{{f}};
}

/// Areas lie in a row, one minute apart.
Duration distance(AreaId a, AreaId b) {
    return minutes(a.value > b.value ? a.value - b.value : b.value - a.value);
}

Fleets::Call call(std::uint32_t lot, std::uint32_t from, std::uint8_t priority = 5) {
    return {.lot = LotId{lot},
            .from = AreaId{from},
            .to = AreaId{9},
            .priority = priority,
            .since = {}};
}

}  // namespace

TEST_CASE("Fleets: the oldest call of the highest priority gets the nearest vehicle", "[unit]") {
    Fleets f = fleet_of(2, VehicleRule::oldest);
    f.vehicle(kFleet, 1).area = AreaId{5};
    CHECK_FALSE(f.choose(kFleet, distance));
    f.call(kFleet, call(1, 1));
    f.call(kFleet, call(2, 4));
    f.call(kFleet, call(3, 4, 1));
    const auto answer = f.choose(kFleet, distance);
    REQUIRE(answer);
    CHECK(answer->call == 0);
    CHECK(answer->vehicle == 1);
    CHECK(f.take_at(kFleet, 0).lot == LotId{3});
    CHECK(f.choose(kFleet, distance)->vehicle == 0);
}

TEST_CASE("Fleets: the nearest pair of vehicle and call, within the priority", "[unit]") {
    Fleets f = fleet_of(1, VehicleRule::nearest);
    f.call(kFleet, call(1, 7));
    f.call(kFleet, call(2, 3));
    CHECK(f.choose(kFleet, distance)->call == 1);
    f.call(kFleet, call(3, 8, 1));
    CHECK(f.choose(kFleet, distance)->call == 0);
}

TEST_CASE("Fleets: of equals the vehicle that is idle longest; busy ones do not count", "[unit]") {
    Fleets f = fleet_of(3, VehicleRule::oldest);
    f.vehicle(kFleet, 0).since = Time{} + minutes(4);
    f.vehicle(kFleet, 1).since = Time{} + minutes(2);
    f.now_does(kFleet, 2, Fleets::Doing::loaded, Time{} + minutes(1));
    f.call(kFleet, call(1, 0));
    CHECK(f.choose(kFleet, distance)->vehicle == 1);
    f.now_does(kFleet, 2, Fleets::Doing::idle, Time{} + minutes(9));
    CHECK(f.statistics(kFleet).loaded == minutes(8));
    CHECK(f.statistics(kFleet).moves == 1);
}

TEST_CASE("Fleets: a vehicle that fails stands still and then goes on", "[unit]") {
    Fleets f = fleet_of(1, VehicleRule::oldest);
    const auto at = [](std::int64_t min) { return Time{} + minutes(min); };
    f.now_does(kFleet, 0, Fleets::Doing::loaded, at(10));
    f.vehicle(kFleet, 0).there = at(30);
    const std::uint16_t epoch = f.vehicle(kFleet, 0).epoch;
    f.fail(kFleet, 0, at(15), at(40));
    CHECK(f.vehicle(kFleet, 0).there == at(55));
    CHECK(f.vehicle(kFleet, 0).epoch != epoch);
    f.repaired(kFleet, 0, at(40));
    CHECK(f.vehicle(kFleet, 0).doing == Fleets::Doing::loaded);
    f.now_does(kFleet, 0, Fleets::Doing::idle, at(55));
    CHECK(f.statistics(kFleet).loaded == minutes(20));
    CHECK(f.statistics(kFleet).down == minutes(25));
    CHECK(f.statistics(kFleet).failures == 1);
    CHECK(f.statistics(kFleet).moves == 1);  // one move in two parts
    f.fail(kFleet, 0, at(60), at(70));
    f.call(kFleet, call(1, 0));
    CHECK_FALSE(f.vehicle_idle(kFleet));
    CHECK_FALSE(f.choose(kFleet, distance));
    f.repaired(kFleet, 0, at(70));
    CHECK(f.choose(kFleet, distance));
}

TEST_CASE("Fleets: others of the same way come along, oldest first", "[unit]") {
    Fleets f = fleet_of(1, VehicleRule::oldest);
    f.call(kFleet, call(1, 2));
    f.call(kFleet, call(2, 3));
    f.call(kFleet, call(3, 3));
    CHECK(f.take(kFleet, AreaId{3}, AreaId{9})->lot == LotId{2});
    CHECK(f.take(kFleet, AreaId{3}, AreaId{9})->lot == LotId{3});
    CHECK_FALSE(f.take(kFleet, AreaId{3}, AreaId{9}));
}

TEST_CASE("Departures: the grid and the calendar", "[unit]") {
    CHECK(next_on_grid(hours(6), hours(12), Time{}) == Time{} + hours(6));
    CHECK(next_on_grid(hours(6), hours(12), Time{} + hours(6)) == Time{} + hours(6));
    CHECK(next_on_grid(hours(6), hours(12), Time{} + hours(7)) == Time{} + hours(18));
    const CalendarSpec post{"post", hours(24), {{hours(8), hours(9)}, {hours(16), hours(17)}}};
    CHECK(next_opening(post, Time{} + hours(8)) == Time{} + hours(8));
    CHECK(next_opening(post, Time{} + hours(9)) == Time{} + hours(16));
    CHECK(next_opening(post, Time{} + hours(20)) == Time{} + hours(32));
}
