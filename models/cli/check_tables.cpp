#include "models/cli/check_tables.hpp"

#include "models/cli/write_file.hpp"
#include "models/report/qualification.hpp"
#include "models/report/weekly_load.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <string>

namespace packline::cli {

namespace {

void write_table(const std::string& folder, const std::string& name, const std::string& text) {
    write_file(std::filesystem::path{folder} / name, text);
    fmt::print(stderr, "{}/{}: written\n", folder, name);
}

report::WeeklyOptions weekly_options(const Arguments& arguments) {
    return {.x_factor = arguments.real("x-factor", 1, 100).value_or(1),
            .most_load = arguments.real("planned-load", 1, 100).value_or(100) / 100};
}

}  // namespace

std::vector<Option> check_table_options() {
    return {{"weekly", "", "print the load of each station by week, and the tools it is short of"},
            {"x-factor", "X", "with --weekly: lots take X times the time of a lone lot (1)"},
            {"planned-load", "PERCENT", "with --weekly: of its hours, planned of a station (100)"},
            {"qualification", "", "print which tools may run which product, and what hangs on one"},
            {"csv", "FOLDER", "write what --weekly and --qualification print there, in full"}};
}

void require_table_options(const Arguments& arguments) {
    const std::vector<Option> all = check_table_options();
    if (arguments.has("json") &&
        std::ranges::any_of(all, [&](const Option& o) { return arguments.has(o.name); })) {
        throw UsageError(
            "--weekly and --qualification, and the options that go with them, print tables: leave "
            "out --json");
    }
    const bool weekly = arguments.has("weekly");
    if (!weekly && (arguments.has("x-factor") || arguments.has("planned-load"))) {
        throw UsageError("--x-factor and --planned-load go with --weekly");
    }
    if (arguments.has("csv") && !weekly && !arguments.has("qualification")) {
        throw UsageError("--csv writes what --weekly or --qualification print: add one of them");
    }
    weekly_options(arguments);  // says what is out of range
}

void print_check_tables(const packaging::LineSpec& line, const Arguments& arguments) {
    const std::optional<std::string> folder = arguments.text("csv");
    if (arguments.has("weekly")) {
        const report::WeeklyLoad load = report::weekly_load(line, weekly_options(arguments));
        fmt::print("{}", report::weekly_load_text(load));
        if (folder) {
            write_table(*folder, "weekly_load.csv", report::weekly_load_csv(load));
        }
    }
    if (arguments.has("qualification")) {
        fmt::print("{}", report::qualification_text(line));
        if (folder) {
            write_table(*folder, "qualification.csv", report::qualification_csv(line));
        }
    }
}

}  // namespace packline::cli
