#include "models/packaging/simulate.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <sstream>
#include <string>

using namespace packline;

namespace {

const std::string kPlant = R"(
line: plant
areas: [press, ship]
transfer: {default: 10 min, press -> ship: 1 h}
materials: {chip: {stock: 10000}}
carriers: {frame: {stock: 50}}
stations:
  mold: {area: press, tools: 1}
  peel: {area: press, tools: 1}
  dock: {area: ship, tools: 4}
routes:
  main:
    steps:
      - {id: form, on: mold, takes: 10 min, consumes: {chip: 1 per site}, places: 2, takes_carrier: frame}
      - {id: peel, on: peel, takes: 5 min, frees_carrier: frame, rework: {share: 10 %, to: peel, steps: [{id: wash, on: mold, takes: 1 min}]}}
      - {id: pack, on: dock, takes: 20 min}
products:
  mod: {route: main, lot: 5 boards, release: {every: 1 h}}
experiment: {horizon: 10 d, warmup: 0 h, replications: 1}
)";

std::optional<packaging::LineSpec> read(const std::string& text, Diagnostics& diagnostics) {
    return scenario::read_line_text(text, "plant.yaml", diagnostics);
}

packaging::LineSpec campus(const std::string& sites) {
    Diagnostics diagnostics;
    const auto line = read(kPlant + sites, diagnostics);
    std::ostringstream told;
    told << diagnostics;
    INFO(told.str());
    REQUIRE(line.has_value());
    return *line;
}

std::vector<std::string> problems(const std::string& sites) {
    Diagnostics diagnostics;
    CHECK_FALSE(read(kPlant + sites, diagnostics).has_value());
    std::vector<std::string> out;
    for (const auto& entry : diagnostics.sorted()) {
        out.push_back(entry.problem);
    }
    return out;
}

template <class Things>
std::vector<std::string> names(const Things& things) {
    std::vector<std::string> out;
    for (const auto& thing : things) {
        out.push_back(thing.name);
    }
    return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("sites: the line stands at each, what is shared once") {
    const packaging::LineSpec line = campus("sites: [north, south]\nshared_areas: [ship]\n");
    CHECK(names(line.areas) == Strings{"ship", "north_press", "south_press"});
    CHECK(names(line.stations) ==
          Strings{"dock", "north_mold", "north_peel", "south_mold", "south_peel"});
    CHECK(names(line.products) == Strings{"north_mod", "south_mod"});
    CHECK(names(line.materials) == Strings{"north_chip", "south_chip"});
    CHECK(names(line.carriers) == Strings{"north_frame", "south_frame"});
    REQUIRE(line.routes.size() == 2);
    const packaging::RouteSpec& south = line.routes[1];
    CHECK(line.stations[south.steps[0].station.index()].name == "south_mold");
    CHECK(line.stations[south.steps[2].station.index()].name == "dock");
    CHECK(line.materials[south.steps[0].components[0].material.index()].name == "south_chip");
    const auto wash = std::ranges::find(south.steps, "wash", &packaging::StepSpec::name);
    REQUIRE(wash != south.steps.end());
    CHECK(line.stations[wash->station.index()].name == "south_mold");
    REQUIRE(line.transfers.size() == 2);
    CHECK(line.areas[line.transfers[1].from.index()].name == "south_press");
    CHECK(line.areas[line.transfers[1].to.index()].name == "ship");
}

TEST_CASE("sites: a map says what is different there") {
    const packaging::LineSpec line = campus(
        "sites: {north: , south: {stations: {mold: {tools: 3}}, products: {mod: {release: "
        "{every: 2 h}}}}}\n");
    CHECK(names(line.stations) == Strings{"north_mold", "north_peel", "north_dock", "south_mold",
                                          "south_peel", "south_dock"});
    CHECK(line.stations[0].tools == 1);
    CHECK(line.stations[3].tools == 3);
    CHECK(line.products[1].release.interval.mean() == 7200);
}

TEST_CASE("sites: what a bin puts in stock is the site's own") {
    Diagnostics diagnostics;
    const auto line = read(R"(
line: sorting
sites: [n, s]
materials: {slow: {stock: 0}}
stations: {t: {tools: 1}, u: {tools: 1}}
routes:
  r: {steps: [{id: saw, on: t, takes: 1 min, singulates: yes}, {id: sort, on: t, takes: 1 min, bins: {slow: 30 % into slow, good: rest}}]}
  q: {steps: [{id: put, on: u, takes: 1 min, consumes: {slow: 1 per unit}}]}
products:
  P: {route: r, lot: 5 wafers, sites: 10, release: {every: 1 h}}
  Q: {route: q, lot: 5 units, release: {every: 1 h}}
)",
                           diagnostics);
    std::ostringstream told;
    told << diagnostics;
    INFO(told.str());
    REQUIRE(line.has_value());
    REQUIRE(line->materials.size() == 2);
    CHECK(line->routes[0].steps[1].bins[0].into == packaging::MaterialId{0});
    CHECK(line->routes[2].steps[1].bins[0].into == packaging::MaterialId{1});
}

TEST_CASE("sites: two of them that share nothing ship twice what one ships") {
    Diagnostics diagnostics;
    const packaging::LineTables one{*read(kPlant, diagnostics)};
    const packaging::LineTables two{campus("sites: [a, b]\n")};
    const packaging::RunOptions options{
        .key = {1, 0}, .warmup = Time{}, .end = Time{} + hours(240)};
    const auto single = packaging::simulate(one, options);
    const auto both = packaging::simulate(two, options);
    CHECK(packaging::line_processes(two).processes.size() ==
          2 * packaging::line_processes(one).processes.size());
    REQUIRE(both.statistics.products.size() == 2);
    for (const auto& p : both.statistics.products) {
        CHECK(p.shipped > 200);
        CHECK(std::abs(p.shipped - single.statistics.products[0].shipped) <= 2);
    }
}

TEST_CASE("sites: mistakes are told once, and where they are") {
    CHECK(problems("sites: []\n") == Strings{"no site is named"});
    CHECK(problems("sites: [a, a]\n") == Strings{"site 'a' is named twice"});
    CHECK(problems("sites: [a, b]\nshared_areas: [dock]\n") == Strings{"no area is called 'dock'"});
    CHECK(problems("sites: {a: {routes: {main: }}}\n") ==
          Strings{"a site has no 'routes' of its own"});
    CHECK(problems("sites: {a: {stations: {mould: {tools: 2}}}}\n") ==
          Strings{"none of the stations of each site is called 'mould'"});
    CHECK(problems("sites: {a: , b: {stations: {mold: {tols: 2}}}}\n").size() == 1);
    CHECK(problems("sites: [a, b]\ncalendars: {x: {open: [never]}}\n").size() == 1);
    CHECK(problems("shared_areas: [ship]\n").size() == 1);
}

TEST_CASE("sites: a route that begins at one site and goes on at another, by a truck") {
    Diagnostics diagnostics;
    const auto line = read(R"(
line: two
sites: [east, west]
areas: [press, ship]
vehicles: {agv: {count: 2}}
transfer:
  press -> ship: {takes: 10 min, by: agv}
  east_ship -> west_press: {takes: 2 d, departs: 12 h, lots: 4}
stations:
  mold: {area: press, tools: 1}
  test: {area: ship, tools: 1}
routes:
  main:
    steps:
      - {id: mold, on: mold, takes: 1 h}
      - {id: pack, on: test, takes: 1 h}
      - {id: final, on: west_mold, takes: 10 min}
products:
  mod: {route: main, lot: 1 unit, release: {every: 4 h}}
)",
                           diagnostics);
    REQUIRE(line.has_value());
    CHECK(names(line->fleets) == Strings{"east_agv", "west_agv"});
    for (const packaging::RouteSpec& route : line->routes) {
        CHECK(line->stations[route.steps[2].station.index()].name == "west_mold");
    }
    const packaging::LineTables tables{*line};
    const packaging::LineResult result = packaging::simulate(
        tables, {.key = {1, 0}, .warmup = Time{} + hours(100), .end = Time{} + hours(1000)});
    REQUIRE(result.statistics.products.size() == 2);
    const packaging::ProductStatistics& east = result.statistics.products[0];
    CHECK(east.shipped > 200);
    // Two days on the way, and half the time between two departures or what is left of it.
    const auto mean_h = [&](packaging::TimePart part) {
        return static_cast<double>(east.spent[static_cast<std::size_t>(part)]) / 3.6e9 /
               static_cast<double>(east.shipped);
    };
    CHECK(mean_h(packaging::TimePart::transport) == Approx(48 + 1.0 / 6));
    CHECK(mean_h(packaging::TimePart::wait_vehicle) > 3);
    CHECK(mean_h(packaging::TimePart::wait_vehicle) < 12);
    // A truck ties nothing: the sites are executed apart.
    CHECK(packaging::line_processes(tables).processes.size() == 2);
}
