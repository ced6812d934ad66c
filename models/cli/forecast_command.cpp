// packline forecast: when each lot ships and what each week brings, from the state at the start.

#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/write_file.hpp"
#include "models/packaging/order_log.hpp"
#include "models/report/forecast.hpp"
#include "sim/experiment/workers.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <string>
#include <vector>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kMostThreads = 1024;

Exit forecast(const Arguments& arguments) {
    const std::optional<LineInput> input = read_line_input(arguments);
    if (!input) {
        return Exit::bad_input;
    }
    std::vector<scenario::PlannedOutput> plan;
    if (const auto path = arguments.text("plan")) {
        Diagnostics diagnostics;
        plan = scenario::read_plan(*path, input->spec, diagnostics);
        std::cerr << diagnostics;
        if (!diagnostics.ok()) {
            return Exit::bad_input;
        }
    }
    const packaging::ExperimentSpec& e = input->spec.experiment;
    const packaging::LineTables tables{input->spec};
    const packaging::LineProcesses processes = packaging::line_processes(tables);
    std::vector<std::vector<packaging::OrderRecord>> orders(e.replications);
    run_indexed(orders.size(), arguments.number("threads", 1, kMostThreads).value_or(0),
                [&](std::size_t r) {
                    const RandomKey key{e.seed, static_cast<std::uint32_t>(r)};
                    orders[r] = packaging::log_orders(tables, processes, key, Time{} + e.horizon);
                });
    const report::Forecast told = report::make_forecast(tables, orders, e.horizon, plan);
    fmt::print("{}",
               arguments.has("json") ? report::forecast_json(told) : report::forecast_text(told));
    if (const auto folder = arguments.text("csv")) {
        std::error_code failure;
        fs::create_directories(*folder, failure);
        write_file(fs::path{*folder} / "lots.csv", report::lots_csv(told));
        write_file(fs::path{*folder} / "weeks.csv", report::weeks_csv(told));
        fmt::print(stderr, "{0}/lots.csv: {1} lots, {0}/weeks.csv: {2} weeks\n", *folder,
                   told.lots.size(), told.weeks.size());
    }
    return Exit::done;
}

}  // namespace

Command forecast_command() {
    std::vector<Option> options = line_options();
    std::erase_if(options, [](const Option& o) { return o.name == "warmup"; });  // all counts
    options.push_back({"plan", "FILE.csv", "build plan to hold it against: product,week,units"});
    options.push_back({"csv", "FOLDER", "write lots.csv and weeks.csv there"});
    options.push_back({"json", "", "print all lots and weeks as JSON"});
    options.push_back({"threads", "N", "threads; the answer does not depend on it"});
    return {{.name = "forecast",
             .operand = "LINE.yaml",
             .about = "say when each lot ships and what each week brings, from the state at the "
                      "start",
             .options = options,
             .example = "packline forecast configs/lines/fowlp-ewlb.yaml --horizon '6 wk' "
                        "--replications 100"},
            forecast};
}

}  // namespace packline::cli
