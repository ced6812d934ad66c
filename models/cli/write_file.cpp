#include "models/cli/write_file.hpp"

#include "sim/base/errors.hpp"

#include <fstream>

namespace packline::cli {

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out{path, std::ios::binary};
    out << text;
    out.close();
    if (!out) {
        throw IoError(path.string(), "cannot be written");
    }
}

}  // namespace packline::cli
