#pragma once

#include "models/scenario/read_line.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace packline::scenario {

/// Text of a small line; tests replace one part of it.
struct LineText {
    std::string top;
    std::string stations = "  press: {tools: 1}\n";
    std::string steps = "      - {id: mold, on: press, takes: 10 min}\n";
    std::string product = "{route: main, lot: 25 wafers, release: {every: 10 h}}";

    std::string str() const {
        return "line: small\n" + top + "stations:\n" + stations + "routes:\n  main:\n    steps:\n" +
               steps + "products:\n  chip: " + product + "\n";
    }
};

/// What reading gave: a line or messages.
struct Outcome {
    std::optional<packaging::LineSpec> line;
    std::string messages;
    std::string text;
};

inline Outcome read_text(const std::string& text) {
    Diagnostics diagnostics;
    Outcome out;
    out.line = read_line_text(text, "line.yaml", diagnostics);
    std::ostringstream messages;
    messages << diagnostics;
    out.messages = messages.str();
    return out;
}

/// Requires: the text is a valid line.
inline packaging::LineSpec line_of(const LineText& text) {
    Outcome out = read_text(text.str());
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    return std::move(*out.line);
}

inline void write(const std::string& path, const std::string& text) {
    std::ofstream{path, std::ios::binary} << text;
}

inline Outcome read_file(const std::string& path, const std::vector<std::string>& sets = {}) {
    Diagnostics diagnostics;
    Outcome out;
    out.line = read_line(path, {sets}, diagnostics, &out.text);
    std::ostringstream messages;
    messages << diagnostics;
    out.messages = messages.str();
    return out;
}

}  // namespace packline::scenario
