// packline run, packline rerun: simulate a line and keep the result.

#include "models/cli/commands.hpp"
#include "models/cli/estimate_band.hpp"
#include "models/cli/import_options.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/study_run.hpp"

#include <fmt/format.h>

namespace packline::cli {

namespace {

Exit run(const Arguments& arguments) {
    const std::string name = std::filesystem::path{line_or_tables(arguments)}.stem().string();
    const std::optional<LineInput> input = read_line_input(arguments);
    if (!input) {
        return Exit::bad_input;
    }
    if (arguments.has("actual") && (arguments.has("json") || arguments.has("quiet"))) {
        throw UsageError("--actual prints a table for people: leave out --json and --quiet");
    }
    RunSettings settings = run_settings(arguments);
    settings.variations = variations(arguments, input->spec);
    return run_and_show(*input, name, settings);
}

}  // namespace

Command run_command() {
    std::vector<Option> options = line_options();
    for (Option& o : run_options()) {
        options.push_back(std::move(o));
    }
    options.push_back(
        {"actual", "FILE.csv", "figures of the plant to hold beside the model's: metric,value"});
    options.push_back(vary_option());
    for (Option& o : smt2020_options()) {
        options.push_back(std::move(o));
    }
    return {
        {.name = "run",
         .operand = "LINE.yaml",
         .operand_needed = false,
         .about = "simulate a line and say what it ships, how fast, and what limits it",
         .options = options,
         .example = "packline run configs/lines/fowlp-ewlb.yaml --set stations.stepper.tools=4"},
        run};
}

}  // namespace packline::cli
