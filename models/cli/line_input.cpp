#include "models/cli/line_input.hpp"

#include "models/cli/import_options.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"

#include <array>
#include <fmt/format.h>
#include <iostream>
#include <utility>

namespace packline::cli {

namespace {

/// Options that are short for a path of the line.
constexpr std::array<std::pair<const char*, const char*>, 4> kShort{{
    {"replications", "experiment.replications"},
    {"seed", "experiment.seed"},
    {"horizon", "experiment.horizon"},
    {"warmup", "experiment.warmup"},
}};

}  // namespace

std::vector<Option> line_options() {
    return {
        {"with", "FILE.yaml", "lay a file over the line, as with a disruption; may be repeated",
         true},
        {"set", "PATH=VALUE", "change a value of the line: --set stations.track.tools=3", true},
        {"replications", "N", "independent runs; more of them narrow the intervals"},
        {"seed", "N", "another seed gives other, equally valid luck"},
        {"horizon", "TIME", "end of each run, warm-up included: 90 d"},
        {"warmup", "TIME", "start of the statistics: auto, or 30 d"},
    };
}

std::optional<LineInput> read_line_input(const Arguments& arguments) {
    return read_line_input(arguments, arguments.operand(), arguments.texts("with"), {});
}

std::string line_or_tables(const Arguments& arguments) {
    const auto folder = arguments.text("smt2020");
    if (folder && !arguments.operand().empty()) {
        throw UsageError(fmt::format("either a line ({}) or --smt2020 {}, not both",
                                     arguments.operand(), *folder));
    }
    if (!folder && arguments.operand().empty()) {
        throw UsageError("which line? name a LINE.yaml, or tables with --smt2020 DIR");
    }
    return folder.value_or(arguments.operand());
}

std::optional<LineInput> read_line_input(const Arguments& arguments, const std::string& path,
                                         const std::vector<std::string>& with,
                                         const std::vector<std::string>& more_sets,
                                         std::vector<std::string>* missed) {
    scenario::LoadOptions options;
    options.missed = missed;
    options.with = with;
    options.sets = arguments.texts("set");
    for (const auto& [name, key] : kShort) {
        if (const auto value = arguments.text(name)) {
            options.sets.push_back(std::string{key} + "=" + *value);
        }
    }
    for (const std::string& set : more_sets) {
        options.sets.push_back(set);
    }
    Diagnostics diagnostics;
    LineInput input;
    std::optional<packaging::LineSpec> spec;
    if (const auto folder = arguments.text("smt2020")) {
        if (auto tree = import_tables(arguments, *folder, diagnostics)) {
            spec = scenario::read_line_tree(std::move(*tree), options, diagnostics, &input.text);
        }
    } else {
        spec = scenario::read_line(path, options, diagnostics, &input.text);
    }
    std::cerr << diagnostics;
    if (!spec || !diagnostics.ok()) {
        return std::nullopt;
    }
    input.spec = std::move(*spec);
    return input;
}

}  // namespace packline::cli
