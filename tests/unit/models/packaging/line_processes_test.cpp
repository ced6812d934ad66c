#include "models/packaging/line_processes.hpp"

#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>
#include <sstream>
#include <string>

using namespace packline;
using namespace packline::packaging;

namespace {

/// Three areas in a row, with what `first`, `second` and `third` add to the steps.
LineSpec three_areas(const std::string& first, const std::string& second, const std::string& third,
                     const std::string& more = "") {
    const test::TemporaryFolder folder;
    const std::string path = folder.file("line.yaml");
    std::ofstream{path} << "line: three\n"
                           "areas: [a, b, c]\n"
                           "transfer: {default: 20 min, a -> b: uniform(5 min 9 min)}\n"
                           "stations:\n"
                           "  s1: {area: a, tools: 1}\n"
                           "  s2: {area: b, tools: 1}\n"
                           "  s3: {area: c, tools: 1}\n"
                        << more
                        << "products:\n"
                           "  p: {route: r, lot: 4 wafers, release: {every: 5 h}}\n"
                           "routes:\n"
                           "  r:\n"
                           "    steps:\n"
                           "      - {id: one, on: s1, takes: 10 min/lot"
                        << first
                        << "}\n"
                           "      - {id: two, on: s2, takes: 10 min/lot"
                        << second
                        << "}\n"
                           "      - {id: three, on: s3, takes: 10 min/lot"
                        << third
                        << "}\n"
                           "experiment: {horizon: 10 d, warmup: 0 s, replications: 1, seed: 1}\n";
    Diagnostics diagnostics;
    const auto line = scenario::read_line(path, {}, diagnostics);
    std::ostringstream said;
    said << diagnostics;
    INFO(said.str());
    REQUIRE(line.has_value());
    return *line;
}

}  // namespace

TEST_CASE("Processes of a line: transfers alone tie nothing", "[unit]") {
    const LineTables tables{three_areas("", "", "")};
    const LineProcesses found = line_processes(tables);
    CHECK(found.ties.empty());
    REQUIRE(found.processes.size() == 3);
    CHECK(found.processes.lookahead(0, 1) == minutes(5));
    CHECK(found.processes.lookahead(1, 2) == minutes(20));
    CHECK(found.processes.lookahead(2, 1) == LogicalProcesses::no_channel());
    const auto process = [&](const char* name) {
        return found.processes.process_of(tables.identity().find(name).index());
    };
    CHECK(process("station:s1") == process("product:p"));
    CHECK(process("station:s2") == process("tool:s2/1"));
    CHECK(process("station:s2") != process("station:s3"));
}

TEST_CASE("Processes of a line: what ties areas", "[unit]") {
    const auto ties = [](const LineSpec& line) {
        const LineTables tables{line};
        const LineProcesses found = line_processes(tables);
        return std::pair{found.processes.size(),
                         found.ties.empty() ? std::string{} : found.ties.front().why};
    };
    CHECK(ties(three_areas(", sublot: lot",
                           ", sublot: lot, start_within: {of: one, limit: 2 h, action: scrap}",
                           "")) ==
          std::pair{std::size_t{2}, std::string{"a queue-time limit runs from 'one' to 'two'"}});
    CHECK(ties(three_areas(", sublot: 1 wafer", ", sublot: 1 wafer", "")) ==
          std::pair{std::size_t{1}, std::string{"sublots from 'one' meet again at 'three'"}});
    CHECK(ties(three_areas(", takes_carrier: glass", "", ", frees_carrier: glass",
                           "carriers: {glass: {stock: 10}}\n")) ==
          std::pair{std::size_t{1},
                    std::string{"carriers taken at 'one' are given back at 'three'"}});
}

TEST_CASE("Processes of a line: dispatch that looks at the next queue ties it", "[unit]") {
    LineSpec line = three_areas("", "", "");
    line.stations[0].dispatch = {DispatchRule::next_queue, DispatchRule::fifo};
    const LineTables tables{line};
    const LineProcesses found = line_processes(tables);
    CHECK(found.processes.size() == 2);
    REQUIRE(found.ties.size() == 1);
    CHECK(found.ties.front().why == "dispatch at 'one' (winq) looks at the queue of 'two'");
}

TEST_CASE("Processes of a line: cards that return at once tie, later ones are a lookahead",
          "[unit]") {
    LineSpec line = three_areas("", "", "");
    line.products[0].release.kind = ReleaseKind::cards;
    line.products[0].release.cards = 4;
    const LineTables at_once{line};
    const LineProcesses tied = line_processes(at_once);
    CHECK(tied.processes.size() == 1);
    REQUIRE_FALSE(tied.ties.empty());
    CHECK(tied.ties.front().why == "cards return at once from 'three' to 'one'");
    line.products[0].release.card_return = minutes(1);
    const LineTables later{line};
    const LineProcesses apart = line_processes(later);
    CHECK(apart.processes.size() == 3);
    CHECK(apart.processes.lookahead(2, 0) == minutes(1));
}

TEST_CASE("Processes of a line: a station that looks ahead is tied to the step before", "[unit]") {
    LineSpec line = three_areas("", "", "");
    line.stations[1].kind = StationKind::batch;
    line.stations[1].load.look_ahead = hours(1);
    const LineTables tables{line};
    const LineProcesses found = line_processes(tables);
    REQUIRE(found.ties.size() == 1);
    CHECK(found.ties.front().why == "'two' looks ahead at lots in 'one'");
    CHECK(found.processes.size() == 2);
    const auto process = [&](const char* name) {
        return found.processes.process_of(tables.identity().find(name).index());
    };
    CHECK(process("yonder:s2") == process("station:s1"));
}

TEST_CASE("Processes of a line: lots that open a gate are tied to tools that no route comes to",
          "[unit]") {
    LineSpec line = three_areas("", "", "");
    line.routes[0].steps[2].station = StationId{0};
    GateSpec gate;
    gate.name = "requalified";
    gate.scope.tools = {{.station = StationId{2}, .first = 0, .count = 1}};
    gate.stages.emplace_back();
    gate.stages.front().lots_of = ProductId{0};
    gate.stages.front().lots = 2;
    line.gates.push_back(gate);
    const LineTables tables{line};
    const LineProcesses found = line_processes(tables);
    REQUIRE(found.ties.size() == 2);
    CHECK(found.ties[0].why == "a gate waits for lots that go from 'one' to 'two'");
    CHECK(found.ties[1].why == "lots that start at 'one' open a gate at 's3'");
    CHECK(found.processes.size() == 1);
}
