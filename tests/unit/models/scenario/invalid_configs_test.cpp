#include "models/scenario/read_line.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace packline::scenario {
namespace {

namespace fs = std::filesystem;

/// Messages hold paths as the user wrote them, so the files are read from their own folder.
class InFolder {
public:
    explicit InFolder(const fs::path& folder) : before_{fs::current_path()} {
        fs::current_path(folder);
    }
    InFolder(const InFolder&) = delete;
    InFolder& operator=(const InFolder&) = delete;
    ~InFolder() {
        std::error_code ignored;
        fs::current_path(before_, ignored);
    }

private:
    fs::path before_;
};

std::string messages(const std::string& path, bool& read) {
    Diagnostics diagnostics;
    read = read_line(path, {}, diagnostics).has_value();
    std::ostringstream out;
    out << diagnostics;
    return out.str();
}

std::string contents(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

TEST_CASE("Every file of configs/invalid gets the message that stands beside it", "[unit]") {
    const InFolder here{fs::path{PACKLINE_SOURCE_DIR} / "configs" / "invalid"};
    std::vector<std::string> files;
    for (const fs::directory_entry& entry : fs::directory_iterator{"."}) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path().filename().string());
    }
    std::sort(files.begin(), files.end());
    REQUIRE(files.size() >= 80);
    for (const std::string& file : files) {
        INFO(file);
        bool read = true;
        const std::clock_t start = std::clock();
        const std::string said = messages(file, read);
        CHECK_FALSE(read);
        CHECK(said == contents(fs::path{file}.replace_extension(".expected")));
        CHECK_FALSE(said.empty());
        CHECK((std::clock() - start) / CLOCKS_PER_SEC < 20);  // no bomb went off
    }
}

TEST_CASE("A directory, a device and a missing file are refused", "[unit]") {
    const InFolder here{fs::path{PACKLINE_SOURCE_DIR} / "configs"};
    bool read = true;
    CHECK(messages("invalid", read) ==
          "invalid: error: cannot be read (it is a directory)\n    help: name a file in it\n");
    CHECK_FALSE(read);
    CHECK(messages("no-such-file.yaml", read) ==
          "no-such-file.yaml: error: cannot be read (no such file)\n    help: check the path\n");
    CHECK_FALSE(read);
    CHECK(messages("/dev/zero", read) ==
          "/dev/zero: error: cannot be read (it is no regular file)\n    help: name a file\n");
    CHECK_FALSE(read);
}

}  // namespace
}  // namespace packline::scenario
