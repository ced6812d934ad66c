#include "tests/unit/models/scenario/line_text.hpp"

#include <ctime>
#include <string>

namespace packline::scenario {
namespace {

/// What a hostile text is answered with. Each takes well under a second of this process; a bomb
/// that goes off would take hours.
std::string refused(const std::string& text) {
    const std::clock_t start = std::clock();
    const Outcome out = read_text(text);
    CHECK_FALSE(out.line.has_value());
    CHECK((std::clock() - start) / CLOCKS_PER_SEC < 20);
    return out.messages.substr(0, 300);
}

std::string repeated(const std::string& part, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += part;
    return out;
}

TEST_CASE("A hundred thousand brackets do not exhaust the stack", "[unit]") {
    CHECK(refused("line: " + repeated("[ ", 100'000) + repeated("] ", 100'000))
              .find("nested too deeply") != std::string::npos);
    CHECK(refused("line: " + repeated("{a: ", 100'000)).find("nested too deeply") !=
          std::string::npos);
    CHECK(refused("line:\n  " + repeated("- ", 100'000) + "x\n").find("nested too deeply") !=
          std::string::npos);
    CHECK(refused("line: " + repeated("[", 100'000)).find("error") != std::string::npos);
}

TEST_CASE("A parameter that unfolds to gigabytes is refused", "[unit]") {
    LineText text;
    text.top = "parameters: {a: " + std::string(100'000, 'x') + "}\nabout: \"" +
               repeated("${a}", 100'000) + "\"\n";
    CHECK(refused(text.str()).find("line.yaml:3:8: error: the line is too long once its repeats") ==
          0);
}

TEST_CASE("Rounds that unfold to gigabytes are refused", "[unit]") {
    LineText text;
    text.steps = "      - repeat: {a: 1000}\n        steps: [{id: \"{a}\", on: press, takes: " +
                 std::string(100'000, '1') + " s}]\n";
    CHECK(refused(text.str()).find("the line is too long") != std::string::npos);
    text.steps = "      - repeat: {a: [" + std::string(100'000, 'x') +
                 "]}\n        steps: [{id: \"" + repeated("{a}", 100'000) + "\"}]\n";
    CHECK(refused(text.str()).find("the line is too long") != std::string::npos);
}

TEST_CASE("Routes that copy a long one again and again are refused", "[unit]") {
    std::string routes = "  main: {steps: [";
    for (int i = 0; i < 1000; ++i) {
        routes += (i > 0 ? ", " : "") + ("{id: s" + std::to_string(i)) + ", on: press, takes: 1 s}";
    }
    routes += "]}\n";
    for (int i = 0; i < 1000; ++i) routes += "  r" + std::to_string(i) + ": {like: main}\n";
    CHECK(refused("line: a\nstations: {press: {tools: 1}}\nroutes:\n" + routes +
                  "products: {chip: {route: main, lot: 1 wafer, release: none}}\n")
              .find("the line is too long") != std::string::npos);
}

TEST_CASE("A map of too many keys and a file of too many bytes are refused", "[unit]") {
    std::string stations;
    for (int i = 0; i < 50'000; ++i) stations += "  s" + std::to_string(i) + ": {tools: 1}\n";
    CHECK(refused("line: a\nstations:\n" + stations).find("a map of more than 10000 keys") !=
          std::string::npos);
    const test::TemporaryFolder folder;
    write(folder.file("big.yaml"), "line: " + std::string(17 * 1024 * 1024, 'x'));
    const Outcome out = read_file(folder.file("big.yaml"));
    CHECK(out.messages.find("is too large (more than 16 MB)") != std::string::npos);
}

TEST_CASE("Files that include the same file again and again are refused", "[unit]") {
    const test::TemporaryFolder folder;
    write(folder.file("flow.yaml"), "about: " + std::string(10, 'x') + "\n");
    write(folder.file("line.yaml"),
          "line: a\nflows: [" + repeated("flow.yaml, ", 300) + "flow.yaml]\n");
    CHECK(
        read_file(folder.file("line.yaml")).messages.find("more than 200 files make up the line") !=
        std::string::npos);
}

}  // namespace
}  // namespace packline::scenario
