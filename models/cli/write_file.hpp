#pragma once

#include <filesystem>
#include <string>

namespace packline::cli {

/// Writes a whole file, over an older one, and makes its folder. Throws IoError where it cannot.
void write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace packline::cli
