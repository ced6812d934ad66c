#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/assemble.hpp"
#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace packline::scenario {

/// Reads a line: text, then located tree, then valid plain data. All that is wrong goes into
/// `diagnostics` in one pass; none where anything is. `text` receives the line as one file that
/// reads back as the same line (others merged, overrides applied).
std::optional<packaging::LineSpec> read_line(const std::filesystem::path& path,
                                             const LoadOptions& options, Diagnostics& diagnostics,
                                             std::string* text = nullptr);

/// The same from a tree that an importer made.
std::optional<packaging::LineSpec> read_line_tree(Node root, const LoadOptions& options,
                                                  Diagnostics& diagnostics,
                                                  std::string* text = nullptr);

/// The same from text that is a whole line, e.g. the one kept in a result file.
std::optional<packaging::LineSpec> read_line_text(const std::string& text, const std::string& shown,
                                                  Diagnostics& diagnostics);

}  // namespace packline::scenario
