#pragma once

#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/support/catch.hpp"

#include <sstream>
#include <string>

namespace packline::test {

/// The line that a text states; the test fails with the messages where it states none.
inline packaging::LineSpec valid_line(const std::string& text) {
    Diagnostics diagnostics;
    const auto line = scenario::read_line_text(text, "line.yaml", diagnostics);
    std::ostringstream said;
    said << diagnostics;
    INFO(said.str());
    REQUIRE(line.has_value());
    return *line;
}

}  // namespace packline::test
