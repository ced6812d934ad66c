#include "models/scenario/document.hpp"

#include "models/scenario/nearest.hpp"
#include "models/scenario/overrides.hpp"
#include "models/scenario/parse_yaml.hpp"
#include "models/scenario/text_file.hpp"
#include "tests/support/catch.hpp"

#include <string>

namespace packline::scenario {
namespace {

Node parse(const std::string& text) {
    Diagnostics diagnostics;
    auto node = parse_yaml(text, "a.yaml", diagnostics);
    REQUIRE(node.has_value());
    return std::move(*node);
}

TEST_CASE("Every value knows its line and column", "[unit]") {
    const Node root = parse("line: a\nstations:\n  press: {tools: 3}\n");
    const Node* tools = root.find("stations")->find("press")->find("tools");
    REQUIRE(tools != nullptr);
    CHECK(tools->text == "3");
    CHECK(tools->at == Location{"a.yaml", 3, 18});
    CHECK(root.find("stations")->member("press")->at == Location{"a.yaml", 3, 3});
}

TEST_CASE("A tree that is written reads back as the same tree", "[unit]") {
    const std::string text =
        "a: 1\nb: {c: [x, \"y: z\", {d: ''}], e: []}\nf: \"tab\\tquote\\\" # no comment\"\n"
        "\"odd key: x\": {}\ng: \"null\"\nh: \"- x\"\ni: \"${v}\"\nj: \"\\u00fc\"\n";
    const Node root = parse(text);
    const std::string once = write_yaml(root);
    const Node again = parse(once);
    CHECK(write_yaml(again) == once);
    CHECK(again.text_of("f") == "tab\tquote\" # no comment");
    CHECK(again.text_of("g") == "null");
    CHECK(again.text_of("j") == "\xC3\xBC");
    CHECK(again.find("b")->find("c")->items[1].text == "y: z");
    CHECK(again.find("odd key: x")->is_map());
}

TEST_CASE("Maps merge deeply, lists and scalars replace", "[unit]") {
    Node base = parse("a: {b: 1, c: 2}\nl: [1, 2]\ns: x\n");
    merge(base, parse("a: {c: 3, d: 4}\nl: [5]\nt: y\n"));
    CHECK(base.find("a")->text_of("b") == "1");
    CHECK(base.find("a")->text_of("c") == "3");
    CHECK(base.find("a")->text_of("d") == "4");
    CHECK(base.find("l")->items.size() == 1);
    CHECK(base.text_of("s") == "x");
    CHECK(base.text_of("t") == "y");
}

TEST_CASE("A key replaces those that it is an alternative to", "[unit]") {
    Node base = parse("release: {every: 3 h, lots: 2}\n");
    merge(base, parse("release: {rate: 10 lots/wk}\n"));
    CHECK(base.find("release")->find("every") == nullptr);
    CHECK(base.find("release")->text_of("rate") == "10 lots/wk");
    CHECK(base.find("release")->text_of("lots") == "2");
}

TEST_CASE("Text with a byte order mark and line ends of Windows is read", "[unit]") {
    std::string text = "\xEF\xBB\xBFline: a\r\nb: c\r\n";
    Diagnostics diagnostics;
    REQUIRE(check_text(text, "a.yaml", diagnostics));
    const Node root = parse(text);
    CHECK(root.text_of("line") == "a");
    CHECK(root.text_of("b") == "c");
}

TEST_CASE("Malformed UTF-8 is found where it stands", "[unit]") {
    for (const char* wrong :
         {"a\n \xC0\x80", "a\n \xED\xA0\x80", "a\n \xF5\x80\x80\x80", "a\n \xE2\x82", "a\n \x80"}) {
        std::string text = wrong;
        Diagnostics diagnostics;
        CHECK_FALSE(check_text(text, "a.yaml", diagnostics));
        REQUIRE(diagnostics.errors() == 1);
        CHECK(diagnostics.sorted().front().at == Location{"a.yaml", 2, 2});
    }
}

TEST_CASE("Suggestions forgive slips of the finger, not other words", "[unit]") {
    CHECK(edit_distance("tools", "tools") == 0);
    CHECK(edit_distance("tolos", "tools") == 1);  // two neighbours swapped
    CHECK(edit_distance("tool", "tools") == 1);
    CHECK(nearest("cout", {"count", "chambers"}) == "count");
    CHECK(nearest("xyz", {"count", "chambers"}).empty());
    CHECK(suggest("cout", {"count"}) == "did you mean 'count'?");
    CHECK(suggest("xyz", {"count", "kind"}) == "have: count, kind");
    CHECK(edit_distance(std::string(100'000, 'a'), "b") == 100'000);  // at once
}

}  // namespace
}  // namespace packline::scenario
