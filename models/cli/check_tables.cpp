#include "models/cli/check_tables.hpp"

#include "models/cli/write_file.hpp"
#include "models/report/qualification.hpp"
#include "models/report/weekly_load.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <string>

namespace packline::cli {

namespace {

report::WeeklyOptions weekly_options(const Arguments& arguments) {
    return {.x_factor = arguments.real("x-factor", 1, 100).value_or(1),
            .most_load = arguments.real("planned-load", 1, 100).value_or(100) / 100};
}

}  // namespace

std::vector<Option> check_table_options() {
    return {
        {"weekly", "", "print the load of stations and people by week, and what they are short of"},
        {"x-factor", "X", "with --weekly: lots take X times the time of a lone lot (1)"},
        {"planned-load", "PERCENT",
         "with --weekly: planned of the hours of stations and people (100)"},
        {"qualification", "", "print which tools may run which product, and what hangs on one"},
        {"csv", "FOLDER", "write what --weekly and --qualification print there, in full"}};
}

void require_table_options(const Arguments& arguments) {
    const bool weekly = arguments.has("weekly");
    if (!weekly && (arguments.has("x-factor") || arguments.has("planned-load"))) {
        throw UsageError("--x-factor and --planned-load go with --weekly");
    }
    if (arguments.has("csv") && !weekly && !arguments.has("qualification")) {
        throw UsageError("--csv writes what --weekly or --qualification print: add one of them");
    }
    weekly_options(arguments);  // says what is out of range
}

std::vector<report::NamedTable> tell_check_tables(const packaging::LineSpec& line,
                                                  const Arguments& arguments) {
    const bool prints = !arguments.has("json");
    std::vector<report::NamedTable> out;
    if (arguments.has("weekly")) {
        const report::WeeklyLoad load = report::weekly_load(line, weekly_options(arguments));
        if (prints) {
            fmt::print("{}", report::weekly_load_text(load));
        }
        out.push_back({"weekly_load", report::weekly_load_table(load)});
        if (!load.people.empty()) {
            out.push_back({"weekly_people", report::weekly_people_table(load)});
        }
    }
    if (arguments.has("qualification")) {
        if (prints) {
            fmt::print("{}", report::qualification_text(line));
        }
        out.push_back({"qualification", report::qualification_table(line)});
    }
    if (const std::optional<std::string> folder = arguments.text("csv")) {
        for (const report::NamedTable& t : out) {
            write_file(std::filesystem::path{*folder} / (t.name + ".csv"), t.table.csv());
            fmt::print(stderr, "{}/{}.csv: written\n", *folder, t.name);
        }
    }
    return out;
}

}  // namespace packline::cli
