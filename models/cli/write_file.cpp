#include "models/cli/write_file.hpp"

#include "sim/base/errors.hpp"

#include <fstream>
#include <system_error>

namespace packline::cli {

void make_folder_of(const std::filesystem::path& path) {
    if (!path.has_parent_path()) {
        return;
    }
    std::error_code failure;
    std::filesystem::create_directories(path.parent_path(), failure);
    if (failure) {
        throw IoError(path.parent_path().string(), failure.message());
    }
}

void write_file(const std::filesystem::path& path, const std::string& text) {
    make_folder_of(path);
    std::ofstream out{path, std::ios::binary};
    out << text;
    out.close();
    if (!out) {
        throw IoError(path.string(), "cannot be written");
    }
}

}  // namespace packline::cli
