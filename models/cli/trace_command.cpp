// packline trace: what happens to each lot in one replication, row by row.

#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/packaging/trace.hpp"
#include "sim/base/errors.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <vector>

namespace packline::cli {

namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

void write_rows(std::FILE* out, const std::vector<packaging::TraceRow>& rows) {
    fmt::print(out, "time_h,event,lot,step,tool_or_material,items,sites_or_parts\n");
    for (const packaging::TraceRow& row : rows) {
        fmt::print(out, "{:.6f},{},{},{},{},{},{}\n", static_cast<double>(row.at.us) / 3.6e9,
                   packaging::name(row.kind), row.lot, row.step, row.tool, row.items, row.sites);
    }
}

Exit trace(const Arguments& arguments) {
    const std::optional<LineInput> input = read_line_input(arguments);
    if (!input) {
        return Exit::bad_input;
    }
    const packaging::ExperimentSpec& e = input->spec.experiment;
    const std::uint32_t replication = arguments.number("replication", 0, 999'999).value_or(0);
    const std::vector<packaging::TraceRow> rows =
        packaging::trace_line(input->spec, {e.seed, replication}, Time{} + e.horizon);
    const auto path = arguments.text("csv");
    if (!path) {
        write_rows(stdout, rows);
        return Exit::done;
    }
    const std::unique_ptr<std::FILE, Close> file{std::fopen(path->c_str(), "w")};
    if (!file) {
        throw IoError(*path, "cannot be written");
    }
    write_rows(file.get(), rows);
    if (std::fflush(file.get()) != 0) {
        throw IoError(*path, "cannot be written");
    }
    fmt::print(stderr, "{}: {} rows\n", *path, rows.size());
    return Exit::done;
}

}  // namespace

Command trace_command() {
    std::vector<Option> options = line_options();
    options.push_back({"csv", "FILE", "write the table there instead of printing it"});
    options.push_back({"replication", "N", "which replication, from 0 (default 0)"});
    return {
        {.name = "trace",
         .operand = "LINE.yaml",
         .about = "tell what happens to each lot in one replication, as a table",
         .options = options,
         .example = "packline trace configs/lines/fowlp-ewlb.yaml --horizon '5 d' --csv lots.csv"},
        trace};
}

}  // namespace packline::cli
