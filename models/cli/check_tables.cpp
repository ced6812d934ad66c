#include "models/cli/check_tables.hpp"

#include "models/cli/write_file.hpp"
#include "models/report/qualification.hpp"
#include "models/report/weekly_load.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <string>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

void write_table(const std::string& folder, const std::string& name, const std::string& text) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    write_file(fs::path{folder} / name, text);
    fmt::print(stderr, "{}/{}: written\n", folder, name);
}

}  // namespace

std::vector<Option> check_table_options() {
    return {{"weekly", "", "print the load of each station by week, and the tools it is short of"},
            {"x-factor", "X", "with --weekly: lots take X times the time of a lone lot (1)"},
            {"planned-load", "PERCENT", "with --weekly: of its hours, planned of a station (100)"},
            {"qualification", "", "print which tools may run which product, and what hangs on one"},
            {"csv", "FOLDER", "write what --weekly and --qualification print there, in full"}};
}

void print_check_tables(const packaging::LineSpec& line, const Arguments& arguments) {
    const bool weekly = arguments.has("weekly");
    const bool qualification = arguments.has("qualification");
    if (!weekly && (arguments.has("x-factor") || arguments.has("planned-load"))) {
        throw UsageError("--x-factor and --planned-load go with --weekly");
    }
    if (arguments.has("csv") && !weekly && !qualification) {
        throw UsageError("--csv writes what --weekly or --qualification print: add one of them");
    }
    const std::optional<std::string> folder = arguments.text("csv");
    if (weekly) {
        const report::WeeklyLoad load = report::weekly_load(
            line, {.x_factor = arguments.real("x-factor", 1, 100).value_or(1),
                   .most_load = arguments.real("planned-load", 1, 100).value_or(100) / 100});
        fmt::print("{}", report::weekly_load_text(load));
        if (folder) {
            write_table(*folder, "weekly_load.csv", report::weekly_load_csv(load));
        }
    }
    if (qualification) {
        fmt::print("{}", report::qualification_text(line));
        if (folder) {
            write_table(*folder, "qualification.csv", report::qualification_csv(line));
        }
    }
}

}  // namespace packline::cli
