#include "models/scenario/library.hpp"

#include "models/scenario/overrides.hpp"
#include "models/scenario/parse_yaml.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace packline::scenario {
namespace {

constexpr const char* kFlow = R"(
areas: [front, back]
materials: {die: {stock: 10}, lid: {stock: 10}}
carriers: {tray: {stock: 5}, frame: {stock: 5}}
stations:
  bonder: {area: front, tools: 1}
  washer: {area: front, tools: 1}
  sealer: {area: back, tools: 1}
routes:
  plain:
    steps:
      - id: bond
        on: bonder
        takes: 1 min
        consumes: {die: 1 per site}
        takes_carrier: tray
        yield: [{survive: 0.9, mechanism: tilt, found: latent}]
        rework: {share: 1 %, to: bond, steps: [{id: wash, on: washer, takes: 1 min}]}
      - {id: look, on: bonder, takes: 1 min, frees_carrier: tray, inspect: {finds: {tilt: 1, leak: 1}}}
  sealed:
    steps:
      - {id: seal, on: sealer, takes: 1 min, consumes: {lid: 1 per site}, yield: {survive: 0.9, mechanism: leak, found: latent}}
)";

/// The flow with a line of these stations and products on top.
Node line_of(const std::string& own) {
    Diagnostics diagnostics;
    Node whole = *parse_yaml(kFlow, "flow.yaml", diagnostics);
    merge(whole, *parse_yaml(own, "line.yaml", diagnostics));
    leave_out_unused(whole, {"flow.yaml"});
    REQUIRE(diagnostics.ok());
    return whole;
}

TEST_CASE("Flows: what a line does not use of them is left out", "[unit]") {
    const Node line = line_of("products: {chip: {route: plain}}");
    CHECK(line.find("routes")->find("sealed") == nullptr);
    CHECK(line.find("stations")->find("bonder") != nullptr);
    CHECK(line.find("stations")->find("washer") != nullptr);  // rework goes there
    CHECK(line.find("stations")->find("sealer") == nullptr);
    CHECK(line.find("materials")->find("die") != nullptr);
    CHECK(line.find("materials")->find("lid") == nullptr);
    CHECK(line.find("carriers")->find("tray") != nullptr);
    CHECK(line.find("carriers")->find("frame") == nullptr);
    CHECK(line.find("areas")->items.size() == 1);
}

TEST_CASE("Flows: a test forgets defects that no chosen route makes", "[unit]") {
    const auto finds = [](const Node& line) {
        return line.find("routes")->find("plain")->find("steps")->items[1].find("inspect")->find(
            "finds");
    };
    CHECK(finds(line_of("products: {chip: {route: plain}}"))->find("leak") == nullptr);
    CHECK(finds(line_of("products: {chip: {route: plain}}"))->find("tilt") != nullptr);
    CHECK(finds(line_of("products: {chip: {route: plain}, can: {route: sealed}}"))->find("leak") !=
          nullptr);
    CHECK(finds(line_of("products: {chip: {route: plain, incoming: {leak: 0.9}}}"))->find("leak") !=
          nullptr);
}

TEST_CASE("Flows: what drifting tools, deliveries and limits make is looked for, too", "[unit]") {
    const auto keeps = [](const std::string& own) {
        const Node line = line_of("{products: {chip: {route: plain}}, " + own + "}");
        return line.find("routes")
                   ->find("plain")
                   ->find("steps")
                   ->items[1]
                   .find("inspect")
                   ->find("finds")
                   ->find("leak") != nullptr;
    };
    CHECK(keeps("stations: {bonder: {excursions: {mechanism: leak}}}"));
    CHECK(keeps("stations: {bonder: {excursions: [{mechanism: leak}]}}"));
    CHECK(keeps("materials: {die: {supply: {incoming: {leak: 0.9}}}}"));
    CHECK_FALSE(keeps("materials: {die: {supply: {incoming: {other: 0.9}}}}"));
}

TEST_CASE("Flows: what a bin puts in stock stays", "[unit]") {
    const Node line = line_of(
        "{products: {chip: {route: own}}, routes: {own: {steps: [{id: sort, on: bonder, bins: "
        "{slow: "
        "30 % into lid}}]}}}");
    CHECK(line.find("materials")->find("lid") != nullptr);
    CHECK(line.find("materials")->find("die") == nullptr);
}

TEST_CASE("Flows: what the line itself states stays, so that it is warned about", "[unit]") {
    const Node line =
        line_of("{stations: {oven: {area: front, tools: 1}}, products: {chip: {route: plain}}}");
    CHECK(line.find("stations")->find("oven") != nullptr);
    const Node none = line_of("line: without products");
    CHECK(none.find("routes")->find("sealed") != nullptr);
}

}  // namespace
}  // namespace packline::scenario
