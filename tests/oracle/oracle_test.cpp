#include "models/packaging/simulate.hpp"
#include "models/packaging/trace.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/oracle/cost_table.hpp"
#include "tests/oracle/event_table.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

using namespace packline;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> case_folders() {
    std::vector<fs::path> folders;
    for (const auto& entry :
         fs::directory_iterator{fs::path{PACKLINE_SOURCE_DIR} / "tests/oracle"}) {
        if (entry.is_directory()) {
            folders.push_back(entry.path());
        }
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

packaging::LineSpec read_case(const fs::path& folder) {
    Diagnostics diagnostics;
    std::string text;
    auto line = scenario::read_line((folder / "line.yaml").string(), {}, diagnostics, &text);
    std::ostringstream said;
    said << diagnostics;
    INFO(said.str());
    REQUIRE(diagnostics.ok());
    REQUIRE(line.has_value());
    return *line;
}

}  // namespace

TEST_CASE("Oracle: at least fifty cases are there and complete", "[oracle]") {
    const auto folders = case_folders();
    CHECK(folders.size() >= 50);
    for (const fs::path& folder : folders) {
        INFO(folder.string());
        CHECK(fs::exists(folder / "line.yaml"));
        CHECK(fs::exists(folder / "expected.csv"));
        CHECK(fs::exists(folder / "README.md"));
    }
}

TEST_CASE("Oracle: the model does what was worked by hand", "[oracle]") {
    for (const fs::path& folder : case_folders()) {
        DYNAMIC_SECTION(folder.filename().string()) {
            const auto expected = oracle::read_event_table((folder / "expected.csv").string());
            REQUIRE_FALSE(expected.rows.empty());
            const packaging::LineSpec line = read_case(folder);
            const Time end = Time{} + line.experiment.horizon;
            REQUIRE(expected.rows.back().at < end);
            const RandomKey key{line.experiment.seed, 0};
            const auto actual =
                oracle::select(packaging::trace_line(line, key, end), expected.events);
            const auto differs = oracle::difference(expected.rows, actual);
            INFO(differs.value_or("agrees"));
            CHECK_FALSE(differs.has_value());
        }
    }
}

TEST_CASE("Oracle: what is spent goes where it was worked out to go", "[oracle]") {
    std::size_t cases = 0;
    for (const fs::path& folder : case_folders()) {
        if (!fs::exists(folder / "costs.csv")) {
            continue;
        }
        ++cases;
        DYNAMIC_SECTION(folder.filename().string()) {
            const packaging::LineSpec line = read_case(folder);
            const packaging::LineTables tables{line};
            const packaging::LineResult result =
                packaging::simulate(tables, {.key = {line.experiment.seed, 0},
                                             .warmup = {},
                                             .end = Time{} + line.experiment.horizon});
            CHECK(oracle::cost_rows(line, result.ledger) ==
                  oracle::read_cost_rows((folder / "costs.csv").string()));
        }
    }
    CHECK(cases >= 4);
}
