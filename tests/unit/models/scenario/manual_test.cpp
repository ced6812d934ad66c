#include "models/scenario/dialect.hpp"
#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace packline::scenario {
namespace {

TEST_CASE("configs/README.md is what the program prints of its dialect", "[unit]") {
    std::ifstream in{std::filesystem::path{PACKLINE_SOURCE_DIR} / "configs" / "README.md"};
    std::ostringstream written;
    written << in.rdbuf();
    INFO("update it: packline describe dialect > configs/README.md");
    CHECK(written.str() == dialect_manual());
}

TEST_CASE("Every key of the dialect has a type, a default and a meaning, and is named once",
          "[unit]") {
    for (const Section& section : dialect()) {
        std::set<std::string> names;
        for (const Key& key : section.keys) {
            INFO(section.name << '.' << key.name);
            CHECK(names.insert(std::string{key.name}).second);
            CHECK_FALSE(key.type.empty());
            CHECK_FALSE(key.absent.empty());
            CHECK_FALSE(key.meaning.empty());
            CHECK(dialect_schema().find("\"" + std::string{key.name} + "\"") != std::string::npos);
        }
    }
}

}  // namespace
}  // namespace packline::scenario
