#pragma once

#include <filesystem>
#include <string>

namespace packline::cli {

/// Makes the folder that a file is in, where it is not there. Throws IoError where it cannot.
void make_folder_of(const std::filesystem::path& path);

/// Writes a whole file, over an older one, and makes its folder. Throws IoError where it cannot.
void write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace packline::cli
