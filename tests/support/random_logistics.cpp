// Finite buffers, vehicles and departures for any line.

#include "sim/random/draws.hpp"
#include "tests/support/random_choices.hpp"
#include "tests/support/random_line.hpp"

#include <string>

namespace packline::test {

using namespace packaging;

packaging::LineSpec with_buffers(packaging::LineSpec line, std::uint32_t number) {
    Draws draws{{number, 0}, 4716, Purpose::test, 0};
    const auto places = [&](const std::string& name, bool shared) {
        const bool lots = draws.uniform() < 0.5;
        return BufferSpec{name, lots ? pick(draws, shared ? 20 : 0, 25) : pick(draws, 300, 500),
                          lots ? Level::lot : Level::item, shared};
    };
    line.buffers = {places("stocker", true)};
    for (StationSpec& s : line.stations) {
        const double u = draws.uniform();
        if (u < 0.2) {
            s.buffer = BufferId{0};
        } else if (u < 0.5) {
            s.buffer = BufferId::from_index(line.buffers.size());
            line.buffers.push_back(places(s.name, false));
            BufferSpec& b = line.buffers.back();
            if (s.kind == StationKind::batch && b.counted_in == Level::lot) {
                b.places += 10;
            }
        }
    }
    for (ProductSpec& p : line.products) {
        const StationId first = line.routes[p.route.index()].steps.front().station;
        // Lots of cards and orders that are lost would be started again at once, without end.
        p.release.lost_when_full = p.release.cards == 0 && p.release.units == 0 &&
                                   line.stations[first.index()].buffer.valid() &&
                                   draws.uniform() < 0.5;
    }
    // Who tests fails offline has no limit of places.
    for (RouteSpec& r : line.routes) {
        for (StepSpec& step : r.steps) {
            const bool few = line.stations[step.station.index()].buffer.valid();
            step.inspection.again.offline = step.inspection.again.offline && !few;
        }
    }
    return line;
}

packaging::LineSpec with_transport(packaging::LineSpec line, std::uint32_t number) {
    Draws draws{{number, 0}, 4717, Purpose::test, 0};
    const auto area = [&](int i) { return AreaId{static_cast<std::uint32_t>(i)}; };
    const int areas = static_cast<int>(line.areas.size());
    FleetSpec fleet;
    fleet.name = "agv";
    fleet.vehicles = static_cast<std::uint32_t>(pick(draws, 1, 4));
    fleet.capacity = pick(draws, 1, 3);
    fleet.loading = Distribution::exponential(30);
    fleet.unloading = Distribution::constant(pick(draws, 0, 60));
    fleet.has_empty = draws.uniform() < 0.5;
    fleet.empty = Distribution::exponential(120);
    fleet.rule = draws.uniform() < 0.5 ? VehicleRule::oldest : VehicleRule::nearest;
    fleet.home = area(0);
    fleet.call_after = draws.uniform() < 0.5 ? minutes(pick(draws, 1, 10)) : Duration{};
    fleet.fails = draws.uniform() < 0.5;
    fleet.time_between = Distribution::exponential(3600.0 * pick(draws, 2, 40));
    fleet.repair = Distribution::exponential(60.0 * pick(draws, 10, 120));
    line.fleets = {fleet};
    if (areas == 2 && draws.uniform() < 0.4) {
        line.default_fleet = FleetId{0};
    }
    for (int a = 0; a < areas; ++a) {
        for (int b = 0; b < areas; ++b) {
            if (a == b || draws.uniform() < 0.4) {
                continue;
            }
            TransferSpec way{
                area(a), area(b), Distribution::exponential(60.0 * pick(draws, 1, 20)), {}, {}};
            const double u = draws.uniform();
            if (u < (areas == 2 ? 0.5 : 0.1)) {
                way.fleet = FleetId{0};
            } else if (u < 0.8) {
                way.departs = {true,
                               minutes(pick(draws, 30, 300)),
                               minutes(pick(draws, 0, 60)),
                               {},
                               pick(draws, 0, 3)};
                if (draws.uniform() < 0.3) {
                    way.departs.calendar = CalendarId{0};
                }
            }
            line.transfers.push_back(way);
        }
    }
    for (CarrierPoolSpec& pool : line.carriers) {
        pool.returns = Distribution::exponential(60.0 * pick(draws, 1, 30));
        if (draws.uniform() < 0.5) {
            pool.wash_after = pick(draws, 1, 30);
            pool.wash = Distribution::exponential(60.0 * pick(draws, 1, 60));
        }
    }
    return line;
}

}  // namespace packline::test
