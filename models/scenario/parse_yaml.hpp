#pragma once

#include "models/scenario/document.hpp"

#include <optional>
#include <string>

namespace packline::scenario {

/// Deepest nesting of lists and maps; the dialect needs a dozen.
inline constexpr std::size_t kDeepestNesting = 64;

/// Reads one YAML document. Beyond YAML's own errors it refuses duplicate keys, anchors and
/// aliases (they can blow up a small file), merge keys, tags, and more than one document.
/// Requires: text that check_text() accepts. Returns nothing, with errors, where it fails.
std::optional<Node> parse_yaml(const std::string& text, const std::string& shown,
                               Diagnostics& diagnostics);

}  // namespace packline::scenario
