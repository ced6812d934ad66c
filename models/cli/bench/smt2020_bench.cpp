#include "models/cli/bench/smt2020_bench.hpp"

#include "models/cli/arguments.hpp"
#include "models/scenario/import/smt2020.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <utility>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

packaging::LineSpec read_tables(const std::string& folder) {
    Diagnostics diagnostics;
    std::optional<scenario::Node> tree = scenario::import_smt2020(folder, {}, diagnostics);
    std::optional<packaging::LineSpec> line;
    if (tree) {
        line = scenario::read_line_tree(std::move(*tree), {}, diagnostics);
    }
    if (!line || !diagnostics.ok()) {
        throw UsageError(
            fmt::format("{} cannot be run: see 'packline check --smt2020 {}'", folder, folder));
    }
    return std::move(*line);
}

}  // namespace

LineBench smt2020_bench(const std::string& folder) { return LineBench{read_tables(folder)}; }

std::vector<Measurement> run_smt2020_set(unsigned repetitions, double share) {
    const char* named = std::getenv("PACKLINE_SMT2020");
    if (named == nullptr) {
        fmt::print(stderr,
                   "line/SMT2020_HVLM: skipped (PACKLINE_SMT2020 names no folder of its tables)\n");
        return {};
    }
    // The folder itself, or that which holds the data set.
    const fs::path inside = fs::path{named} / "SMT2020_HVLM";
    const LineBench line = smt2020_bench(fs::is_directory(inside) ? inside.string() : named);
    const Time end{static_cast<std::int64_t>(static_cast<double>(line.end().us) * share)};
    return {measure_line(line, {.end = end}, repetitions)};
}

}  // namespace packline::cli
