#include "tests/unit/models/scenario/line_text.hpp"

#include <string>

namespace packline::scenario {
namespace {

const std::string kBase =
    "line: base\n"
    "parameters: {layers: 2, final: wafer}\n"
    "stations:\n"
    "  track: {tools: 2, failures: [{name: a, mtbf: exp(99 h), mttr: 1 h},"
    " {name: b, mtbf: exp(50 h), mttr: 2 h}]}\n"
    "  aoi: {tools: 1}\n"
    "routes:\n"
    "  main:\n"
    "    steps:\n"
    "      - repeat: {layer: \"${layers}\"}\n"
    "        steps:\n"
    "          - {id: \"{layer}_coat\", on: track, takes: 3 min/wafer, yield: 0.9}\n"
    "      - {id: wafer_test, on: aoi, takes: 10 min, when: final == wafer}\n"
    "      - {id: unit_test, on: aoi, takes: 20 min, when: final != wafer}\n"
    "products:\n"
    "  chip: {route: main, lot: 25 wafers, release: {every: 20 h}}\n";

/// The base line in a folder of its own.
struct BaseLine {
    BaseLine() { write(path(), kBase); }
    std::string path() const { return folder.file("base.yaml"); }
    test::TemporaryFolder folder;
};

packaging::LineSpec changed(const BaseLine& base, const std::vector<std::string>& sets) {
    Outcome out = read_file(base.path(), sets);
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    return std::move(*out.line);
}

TEST_CASE("--set changes a value, a parameter, a step and an element of a list", "[unit]") {
    const BaseLine base;
    CHECK(changed(base, {"stations.track.tools=7"}).stations[0].tools == 7);
    CHECK(changed(base, {"parameters.layers=3"}).routes[0].steps.size() == 4);
    CHECK(changed(base, {"layers=4"}).routes[0].steps.size() == 5);
    CHECK(changed(base, {"final=unit"}).routes[0].steps.back().name == "unit_test");
    CHECK(changed(base, {"stations.track.failures.b.mttr=9 h"})
              .stations[0]
              .failures[1]
              .repair.mean() == 9 * 3600);
    const auto one = changed(base, {"routes.main.steps.2_coat.yield=0.5"});
    CHECK(one.routes[0].steps[0].yields[0].survive == 0.9);
    CHECK(one.routes[0].steps[1].yields[0].survive == 0.5);
    const auto all = changed(base, {"routes.main.steps.{layer}_coat.yield=0.5"});
    CHECK(all.routes[0].steps[0].yields[0].survive == 0.5);
    CHECK(all.routes[0].steps[1].yields[0].survive == 0.5);
}

TEST_CASE("--set opens parts that are absent, and takes whole maps", "[unit]") {
    const BaseLine base;
    CHECK(changed(base, {"experiment.horizon=3 d"}).experiment.horizon == days(3));
    CHECK(changed(base, {"stations.track.load.max=2 wafers"}).stations[0].load.max == 2);
    const auto rate = changed(base, {"products.chip.release.rate=14 lots/wk"});
    CHECK(rate.products[0].release.interval.mean() == Approx(12 * 3600));
    const auto map = changed(base, {"products.chip.release={every: exp(30 h), lots: 2}"});
    CHECK(map.products[0].release.lots == 2);
}

TEST_CASE("--set that leads nowhere says where, and what there is", "[unit]") {
    const BaseLine base;
    const auto said = [&](const std::string& set) {
        return read_file(base.path(), {set}).messages;
    };
    CHECK(said("stations.trak.tools=3") ==
          "--set #1: error: no 'trak' in 'stations' (have: track, aoi)\n"
          "    help: did you mean 'track'?\n");
    CHECK(said("parameters.layer=3") ==
          "--set #1: error: no parameter is called 'layer'\n    help: did you mean 'layers'?\n");
    CHECK(said("routes.main.steps.3_coat.yield=0.5").find("no '3_coat' in 'steps'") !=
          std::string::npos);
    CHECK(said("stations.track.tols=3").find("--set #1: error: unknown key 'tols'") !=
          std::string::npos);
    CHECK(said("stations.track.tools=0").find("--set #1: error: tools = 0") != std::string::npos);
    CHECK(said("stations.track.tools").find("is no override") != std::string::npos);
    CHECK(said("stations.track.tools.x=1").find("it is the plain value '2'") != std::string::npos);
}

TEST_CASE("The stored text reads back as the same line, with its overrides", "[unit]") {
    const BaseLine base;
    const Outcome first = read_file(base.path(), {"layers=3", "stations.track.tools=5"});
    REQUIRE(first.line.has_value());
    const Outcome again = read_text(first.text);
    INFO(again.messages);
    REQUIRE(again.line.has_value());
    const auto& a = *first.line;
    const auto& b = *again.line;
    CHECK(b.stations[0].tools == 5);
    REQUIRE(a.routes[0].steps.size() == b.routes[0].steps.size());
    for (std::size_t i = 0; i < a.routes[0].steps.size(); ++i) {
        CHECK(a.routes[0].steps[i].name == b.routes[0].steps[i].name);
        CHECK(a.routes[0].steps[i].layer == b.routes[0].steps[i].layer);
        CHECK(a.routes[0].steps[i].time.describe() == b.routes[0].steps[i].time.describe());
    }
    // All rounds book their losses under the step's name without the round, both times.
    REQUIRE(a.mechanisms.size() == b.mechanisms.size());
    CHECK(a.mechanisms[0].name == "coat");
    CHECK(b.mechanisms[0].name == "coat");
    CHECK(b.routes[0].steps[0].yields[0].mechanism == b.routes[0].steps[2].yields[0].mechanism);
}

TEST_CASE("extends states only what differs, on top of flows", "[unit]") {
    const BaseLine base;
    // Flows take tools of their own with them: counts of the line that is extended hold.
    write(base.folder.file("shared.yaml"),
          "stations: {track: {tools: 9, loading: 3 min}, aoi: {tools: 8}, oven: {tools: 7}}\n");
    write(base.folder.file("flow.yaml"), "flows: [shared.yaml]\nstations: {aoi: {tools: 6}}\n");
    write(base.folder.file("over.yaml"),
          "line: over\nextends: base.yaml\nflows: [flow.yaml]\n"
          "stations: {aoi: {tools: 4}}\nproducts: {chip: {release: {rate: 7 lots/wk}}}\n");
    const Outcome out = read_file(base.folder.file("over.yaml"));
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    CHECK(out.line->name == "over");
    REQUIRE(out.line->stations.size() == 2);
    CHECK(out.line->stations[0].tools == read_file(base.path()).line->stations[0].tools);
    CHECK(out.line->stations[0].loading.mean() == 180);
    CHECK(out.line->stations[1].tools == 4);
    CHECK(out.line->products[0].release.interval.mean() == Approx(24 * 3600));
    // Messages name the file that the value stands in.
    write(base.folder.file("flow.yaml"), "stations: {track: {loading: soon}}\n");
    CHECK(read_file(base.folder.file("over.yaml")).messages.find("flow.yaml:1:29: error: ") !=
          std::string::npos);
}

TEST_CASE("--set that leads nowhere is told apart where that is no mistake", "[unit]") {
    const BaseLine base;
    std::vector<std::string> missed;
    const std::vector<std::string> sets{"stations.track.tools=7", "gates.permit.shuts=9 d",
                                        "parameters.delay=3 d", "routes.main.steps.nosuch.yield=1",
                                        "routes.main.steps.wafer_test.takes=9 min"};
    Diagnostics diagnostics;
    const auto line = read_line(base.path(), {sets, {}, &missed}, diagnostics);
    REQUIRE(line.has_value());
    CHECK(missed == std::vector<std::string>{sets[1], sets[2], sets[3]});
    CHECK(line->stations[0].tools == 7);
    CHECK(line->routes[0].steps.back().time.mean() == 9 * 60);
    CHECK_FALSE(read_file(base.path(), sets).line.has_value());
}

TEST_CASE("A link that leads out of the tree is not followed", "[unit]") {
    const test::TemporaryFolder outside;
    write(outside.file("secret.yaml"), "line: secret\n");
    const BaseLine base;
    std::filesystem::create_symlink(outside.file("secret.yaml"), base.folder.file("link.yaml"));
    write(base.folder.file("over.yaml"), "line: over\nextends: link.yaml\n");
    const Outcome out = read_file(base.folder.file("over.yaml"));
    CHECK_FALSE(out.line.has_value());
    CHECK(out.messages.find("over.yaml:2:10: error: 'link.yaml' lies outside") !=
          std::string::npos);
}

}  // namespace
}  // namespace packline::scenario
