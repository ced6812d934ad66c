#pragma once

#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace packline::scenario {

/// What is laid over a line.
struct LoadOptions {
    std::vector<std::string> sets;       ///< overrides, `path=value`
    std::vector<std::string> with = {};  ///< files laid over the line before, in this order
    /// Not owned. Overrides that lead nowhere are told there; null: they are mistakes.
    std::vector<std::string>* missed = nullptr;
};

/// Reads a file with all that it extends and its flows, lays the options over it, puts
/// parameters in place, unrolls `repeat:` and drops steps whose `when:` does not hold. What is
/// left is one tree of plain values. Files must lie under the folder `configs` that holds the
/// first one, or under the first one's own folder.
std::optional<Node> assemble(const std::filesystem::path& path, const LoadOptions& options,
                             Diagnostics& diagnostics);

/// The same for a line that an importer made.
std::optional<Node> assemble_tree(Node root, const LoadOptions& options, Diagnostics& diagnostics);

/// The same for text that is one whole file (stored input): no other file is read.
std::optional<Node> assemble_text(const std::string& text, const std::string& shown,
                                  Diagnostics& diagnostics);

}  // namespace packline::scenario
