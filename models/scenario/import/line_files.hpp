#pragma once

#include "models/scenario/document.hpp"

#include <string>
#include <vector>

namespace packline::scenario {

struct LineFile {
    std::string name;  ///< beside the others
    std::string text;
};

/// A line as files for people: `<stem>.yaml` first, with its routes and its work in process as CSV
/// tables beside it. Reads back as the same line.
std::vector<LineFile> line_files(Node line, const std::string& stem);

}  // namespace packline::scenario
