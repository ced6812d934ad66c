// `qualifications:`: a table of sets and products says what `products:` of the sets would.

#include "tests/unit/models/scenario/line_text.hpp"

#include <string>
#include <vector>

namespace packline::scenario {
namespace {

const std::string kHead =
    "line: small\nstations:\n  probe: {tools: 3, sets: {old: {tools: 1}, hot: {tools: 1}, new: "
    "{tools: 1}}}\nroutes:\n  main: {steps: [{id: test, on: probe, takes: 1 h}]}\nproducts:\n";
const std::string kRelease = ": {route: main, lot: 25 wafers, release: {every: 8 h}}\n";

TEST_CASE("Qualifications: a CSV table of sets and products", "[unit]") {
    const test::TemporaryFolder folder;
    write(folder.file("line.yaml"), kHead + "  A" + kRelease + "  B" + kRelease + "  C" + kRelease +
                                        "qualifications: who.csv\n");
    // C has no column: all may run it. The set `new` has no row: it may run all.
    write(folder.file("who.csv"), "station,set,A,B\nprobe,old,yes,no\nprobe,hot,1,1\n");
    const Outcome out = read_file(folder.file("line.yaml"));
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    const auto& sets = out.line->stations[0].sets;
    CHECK(sets[0].products == std::vector<std::string>{"A", "C"});
    CHECK(sets[1].products.empty());
    CHECK(sets[2].products.empty());
    // The text that is kept with results reads back the same.
    const Outcome again = read_text(out.text);
    REQUIRE(again.line.has_value());
    CHECK(again.line->stations[0].sets[0].products == sets[0].products);
}

TEST_CASE("Qualifications: rows in the file itself, and what they are no table of", "[unit]") {
    const std::string products = "  A" + kRelease + "  B" + kRelease;
    const Outcome out =
        read_text(kHead + products + "qualifications:\n  - {station: probe, set: hot, B: no}\n");
    REQUIRE(out.line.has_value());
    CHECK(out.line->stations[0].sets[1].products == std::vector<std::string>{"A"});
    const Outcome wrong = read_text(kHead + products + "qualifications: {probe: yes}\n");
    CHECK(wrong.messages.find("qualifications = a map (a list is wanted)") != std::string::npos);
}

}  // namespace
}  // namespace packline::scenario
