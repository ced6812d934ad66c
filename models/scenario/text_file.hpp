#pragma once

#include "sim/base/diagnostics.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace packline::scenario {

/// Largest input file [bytes]; a line of 6,000 steps takes a tenth.
inline constexpr std::size_t kLargestFile = 16 * 1024 * 1024;

/// Reads `path`; `shown` is its name in messages.
/// Returns nothing, with one error, where it is no readable text file.
std::optional<std::string> read_text_file(const std::filesystem::path& path,
                                          const std::string& shown, Diagnostics& diagnostics);

/// Checks that text is UTF-8 without control characters, and drops a byte order mark.
bool check_text(std::string& text, const std::string& shown, Diagnostics& diagnostics);

}  // namespace packline::scenario
