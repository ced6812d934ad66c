#pragma once

#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace packline::scenario {

/// Overrides, `path=value`. Those that lead nowhere are mistakes, or are told in `missed`.
struct Sets {
    std::vector<std::string> changes = {};
    std::vector<std::string>* missed = nullptr;  ///< not owned
};

/// Reads a file with all that it extends and its flows, applies `path=value` overrides, puts
/// parameters in place, unrolls `repeat:` and drops steps whose `when:` does not hold. What is
/// left is one tree of plain values. Files must lie under the folder `configs` that holds the
/// first one, or under the first one's own folder.
std::optional<Node> assemble(const std::filesystem::path& path,
                             const std::vector<std::string>& with, const Sets& sets,
                             Diagnostics& diagnostics);

/// The same for a line that an importer made.
std::optional<Node> assemble_tree(Node root, const std::vector<std::string>& with, const Sets& sets,
                                  Diagnostics& diagnostics);

/// The same for text that is one whole file (stored input): no other file is read.
std::optional<Node> assemble_text(const std::string& text, const std::string& shown,
                                  Diagnostics& diagnostics);

}  // namespace packline::scenario
