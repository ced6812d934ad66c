// packline export, packline rerun: what can be done with a result file.

#include "models/cli/commands.hpp"
#include "models/cli/study_run.hpp"
#include "models/report/ledger_metrics.hpp"
#include "models/report/money_metrics.hpp"
#include "models/report/terminal.hpp"
#include "models/report/utility_metrics.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "sim/store/csv_export.hpp"
#include "sim/store/result_file.hpp"

#include <fmt/format.h>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace packline::cli {

namespace {

Exit export_result(const Arguments& arguments) {
    const StudyResult study = store::read_result(arguments.operand());
    const auto directory = arguments.text("csv");
    if (arguments.has("json")) {
        fmt::print("{}", report::json_summary(study));
    }
    if (directory) {
        std::vector<store::NamedTable> own;
        if (std::string table = report::utility_table(study); !table.empty()) {
            own.push_back({"utilities.csv", std::move(table)});
        }
        if (std::string table = report::costs_csv(study); !table.empty()) {
            own.push_back({"costs.csv", std::move(table)});
        }
        if (std::string table = report::money_csv(study); !table.empty()) {
            own.push_back({"money.csv", std::move(table)});
        }
        store::export_csv(study, *directory, store::posix_file_system(), own);
        fmt::print(stderr, "{}: {} metrics of {} replications as CSV\n", *directory,
                   study.metrics.size(), study.replications.size());
    }
    if (!directory && !arguments.has("json")) {
        throw UsageError("'export' needs --csv DIR or --json");
    }
    return Exit::done;
}

Exit rerun(const Arguments& arguments) {
    const StudyResult before = store::read_result(arguments.operand());
    Diagnostics diagnostics;
    const auto spec = scenario::read_line_text(before.input, arguments.operand(), diagnostics);
    std::cerr << diagnostics;
    if (!spec) {
        return Exit::bad_input;
    }
    RunSettings settings = run_settings(arguments);
    if (settings.output.empty()) {
        settings.output = std::filesystem::path{arguments.operand()}.replace_extension("rerun.h5");
    }
    const Exit code = run_and_show({*spec, before.input}, "rerun", settings, before.fingerprint());
    if (code == Exit::done && !settings.quiet) {
        fmt::print(stderr, "the same fingerprint as in {}\n", arguments.operand());
    }
    return code;
}

}  // namespace

Command export_command() {
    return {{.name = "export",
             .operand = "RESULT.h5",
             .about = "write a result as CSV tables or print it as JSON",
             .options = {{"csv", "DIR", "one table per kind of figure in this folder"},
                         {"json", "", "all metrics with their intervals"}},
             .example = "packline export results/fowlp-ewlb.h5 --csv out"},
            export_result};
}

Command rerun_command() {
    return {{.name = "rerun",
             .operand = "RESULT.h5",
             .about = "run the line that is stored in a result again and compare the fingerprint",
             .options = run_options(),
             .example = "packline rerun results/fowlp-ewlb.h5"},
            rerun};
}

}  // namespace packline::cli
