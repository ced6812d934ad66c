#include "models/scenario/dialect.hpp"
#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
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

TEST_CASE("The schema knows what stands under a key that holds a map, maps by name or a list",
          "[unit]") {
    const auto schema = nlohmann::json::parse(dialect_schema());
    const auto what_stands = [](const nlohmann::json& section, const char* key) {
        return section.at("properties").at(key).at("anyOf").at(1);  // 0: a plain value
    };
    const nlohmann::json& sections = schema.at("$defs");
    CHECK(what_stands(sections.at("product"), "release").at("$ref") == "#/$defs/release");
    CHECK(what_stands(sections.at("throttle"), "scope").at("$ref") == "#/$defs/scope");
    CHECK(what_stands(sections.at("incoming"), "learning").at("$ref") == "#/$defs/learning");
    CHECK(what_stands(schema, "plans").at("additionalProperties").at("$ref") == "#/$defs/plan");
    for (const char* key : {"schedule", "on_order"}) {
        CHECK(what_stands(sections.at("supply"), key).at("items").at("$ref") == "#/$defs/delivery");
    }
}

}  // namespace
}  // namespace packline::scenario
