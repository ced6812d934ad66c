#include "models/cli/write_file.hpp"

#include "sim/base/errors.hpp"
#include "sim/store/file_system.hpp"

#include <fstream>

namespace packline::cli {

void write_file(const std::filesystem::path& path, const std::string& text) {
    store::make_folder_of(path);
    std::ofstream out{path, std::ios::binary};
    out << text;
    out.close();
    if (!out) {
        throw IoError(path.string(), "cannot be written");
    }
}

}  // namespace packline::cli
