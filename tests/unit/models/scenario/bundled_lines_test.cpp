#include "models/scenario/read_line.hpp"
#include "models/scenario/static_load.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace packline::scenario {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> bundled_lines() {
    std::vector<fs::path> paths;
    for (const auto& entry :
         fs::directory_iterator{fs::path{PACKLINE_SOURCE_DIR} / "configs/lines"}) {
        if (entry.path().extension() == ".yaml") {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    return paths;
}

TEST_CASE("Bundled lines: read without a warning, and no station is overloaded", "[unit]") {
    REQUIRE(bundled_lines().size() >= 14);
    for (const fs::path& path : bundled_lines()) {
        Diagnostics diagnostics;
        std::string text;
        const auto line = read_line(path.string(), {}, diagnostics, &text);
        std::ostringstream said;
        said << diagnostics;
        INFO(path.string());
        CHECK(said.str().empty());
        REQUIRE(line.has_value());
        for (const StationLoad& load : static_load(*line)) {
            CHECK(load.load_with_setups < 1);
        }
    }
}

TEST_CASE("Bundled lines: those of one family have a bottleneck at 60 to 85 %", "[unit]") {
    for (const char* name : {"fowlp-ewlb", "info-hd", "foplp-vs-wafer", "cowos", "hbm-stack",
                             "soic-on-cowos", "sip-rf-module", "test-floor"}) {
        Diagnostics diagnostics;
        const auto line = read_line(
            (fs::path{PACKLINE_SOURCE_DIR} / "configs/lines" / (std::string{name} + ".yaml"))
                .string(),
            {}, diagnostics);
        REQUIRE(line.has_value());
        INFO(name);
        const double busiest =
            std::ranges::max(static_load(*line), {}, &StationLoad::load_with_setups)
                .load_with_setups;
        CHECK(busiest >= 0.6);
        CHECK(busiest <= 0.85);
    }
}

TEST_CASE("Bundled disruptions: each can be laid over a line that has what it names", "[unit]") {
    const fs::path configs = fs::path{PACKLINE_SOURCE_DIR} / "configs";
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{configs / "disruptions"}) {
        if (entry.path().extension() != ".yaml") {
            continue;
        }
        ++files;
        std::ostringstream said;
        bool any = false;
        for (const char* line :
             {"fowlp-ewlb.yaml", "fowlp-ewlb-staffed.yaml", "supply-plan.yaml"}) {
            Diagnostics diagnostics;
            LoadOptions options;
            options.with = {entry.path().string()};
            any = any || read_line((configs / "lines" / line).string(), options, diagnostics);
            said << diagnostics;
        }
        INFO(entry.path().string() << ": " << said.str());
        CHECK(any);
    }
    CHECK(files >= 13);
}

}  // namespace
}  // namespace packline::scenario
