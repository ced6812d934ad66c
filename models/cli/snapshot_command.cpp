// packline snapshot: what stands in a line after some time, as a line that starts from it.

#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/write_file.hpp"
#include "models/packaging/snapshot.hpp"
#include "models/scenario/snapshot_files.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <string>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

Exit snapshot(const Arguments& arguments) {
    const std::optional<Duration> at = arguments.duration("at");
    const std::optional<std::string> folder = arguments.text("output");
    if (!at || !folder) {
        throw UsageError("when, and where to? say --at '28 d' --output FOLDER");
    }
    const std::optional<LineInput> input = read_line_input(arguments);
    if (!input) {
        return Exit::bad_input;
    }
    const packaging::LineTables tables{input->spec};
    const packaging::Snapshot taken = packaging::take_snapshot(
        tables, packaging::line_processes(tables), {input->spec.experiment.seed, 0}, Time{} + *at);
    for (const scenario::LineFile& file :
         scenario::snapshot_files(input->spec, input->text, taken)) {
        write_file(fs::path{*folder} / file.name, file.text);
    }
    fmt::print("{}/start.yaml: {} lots in process\n", *folder, taken.wip.size());
    for (const std::string& note : scenario::snapshot_notes(input->spec, taken)) {
        fmt::print(stderr, "roughly: {}\n", note);
    }
    return Exit::done;
}

}  // namespace

Command snapshot_command() {
    std::vector<Option> options = line_options();
    std::erase_if(options, [](const Option& o) {
        return o.name == "warmup" || o.name == "horizon" || o.name == "replications";
    });
    options.push_back({"at", "TIME", "of the run whose state is told: '28 d'"});
    options.push_back(
        {"output", "FOLDER", "start.yaml with its tables, and line.yaml", false, 'o'});
    return {{.name = "snapshot",
             .operand = "LINE.yaml",
             .about = "write what stands in a line after some time, as a line that starts from it",
             .options = options,
             .example = "packline snapshot configs/lines/fowlp-ewlb.yaml --at '28 d' -o today"},
            snapshot};
}

}  // namespace packline::cli
