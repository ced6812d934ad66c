// packline forecast: when each lot ships and what each week brings, from the state at the start.

#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/write_file.hpp"
#include "models/packaging/order_log.hpp"
#include "models/report/floor_tables.hpp"
#include "models/report/forecast.hpp"
#include "models/report/overstart.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/quantity.hpp"
#include "sim/experiment/workers.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <string>
#include <vector>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kMostThreads = 1024;
constexpr std::size_t kMostShifts = 20'000;

packaging::FloorLogPlan log_plan(const Arguments& arguments, Duration horizon) {
    packaging::FloorLogPlan plan;
    if (arguments.has("stations")) {
        plan.stations = {days(7), Time{} + days(7)};
    }
    if (!arguments.has("shifts")) {
        if (arguments.has("shift-start")) {
            throw UsageError("--shift-start goes with --shifts");
        }
        return plan;
    }
    const Duration every = arguments.duration("shifts").value_or(Duration{});
    const Duration start = arguments.duration("shift-start").value_or(Duration{});
    if (every < minutes(1) || horizon.us / every.us > std::int64_t{kMostShifts}) {
        throw UsageError(
            fmt::format("--shifts {} (must be a minute at least, and come to {} shifts "
                        "or fewer)",
                        *arguments.text("shifts"), kMostShifts));
    }
    const Duration first{start.us % every.us};
    plan.shifts = {every, Time{} + (first > Duration{} ? first : every)};
    return plan;
}

/// "PRODUCT=UNITS", each.
std::vector<report::WantedOutput> wanted_outputs(const Arguments& arguments,
                                                 const packaging::LineSpec& line) {
    std::vector<report::WantedOutput> out;
    std::vector<std::string> names;
    for (const packaging::ProductSpec& p : line.products) {
        names.push_back(p.name);
    }
    for (const std::string& text : arguments.texts("want")) {
        const std::size_t at = text.rfind('=');
        if (at == std::string::npos) {
            throw UsageError(fmt::format("--want {} (write PRODUCT=UNITS)", text));
        }
        const std::string name = text.substr(0, at);
        const auto found = std::ranges::find(names, name);
        if (found == names.end()) {
            throw UsageError(fmt::format("--want {} (no product '{}'; {})", text, name,
                                         scenario::suggest(name, names)));
        }
        std::string why = "it must be above 0";
        const std::optional<scenario::Count> units =
            scenario::parse_count(text.substr(at + 1), why);
        if (!units || units->n == 0) {
            throw UsageError(fmt::format("--want {} ({})", text, why));
        }
        out.push_back(
            {packaging::ProductId::from_index(static_cast<std::size_t>(found - names.begin())),
             units->n});
    }
    return out;
}

void write_tables(const std::string& folder, const report::Forecast& told,
                  const std::vector<report::NamedTable>& tables) {
    const auto write = [&](const std::string& name, const std::string& text, std::size_t rows) {
        write_file(fs::path{folder} / name, text);
        fmt::print(stderr, "{}/{}: {} rows\n", folder, name, rows);
    };
    write("lots.csv", report::lots_csv(told), told.lots.size());
    write("weeks.csv", report::weeks_csv(told), told.weeks.size());
    for (const report::NamedTable& t : tables) {
        write(t.name + ".csv", t.table.csv(), t.table.rows());
    }
}

/// Those that the options ask for, as far as there is anything in them.
std::vector<report::NamedTable> tables_of(const report::FloorTables& floor,
                                          report::RowTable wanted) {
    std::vector<report::NamedTable> out;
    const auto put = [&](const std::string& name, report::RowTable table) {
        if (table.rows() > 0) {
            out.push_back({name, std::move(table)});
        }
    };
    put("stations", report::station_weeks_table(floor));
    put("setups", report::setups_table(floor));
    put("people", report::people_table(floor));
    put("wanted", std::move(wanted));
    return out;
}

Exit forecast(const Arguments& arguments) {
    const std::optional<LineInput> input = read_line_input(arguments);
    if (!input) {
        return Exit::bad_input;
    }
    const packaging::ExperimentSpec& e = input->spec.experiment;
    const packaging::FloorLogPlan logged = log_plan(arguments, e.horizon);
    const std::vector<report::WantedOutput> wanted = wanted_outputs(arguments, input->spec);
    std::vector<scenario::PlannedOutput> plan;
    if (const auto path = arguments.text("plan")) {
        Diagnostics diagnostics;
        plan = scenario::read_plan(*path, input->spec, diagnostics);
        std::cerr << diagnostics;
        if (!diagnostics.ok()) {
            return Exit::bad_input;
        }
    }
    const packaging::LineTables tables{input->spec};
    const packaging::LineProcesses processes = packaging::line_processes(tables);
    std::vector<std::vector<packaging::OrderRecord>> orders(e.replications);
    std::vector<packaging::FloorLog> floor(e.replications);
    run_indexed(orders.size(), arguments.number("threads", 1, kMostThreads).value_or(0),
                [&](std::size_t r) {
                    const RandomKey key{e.seed, static_cast<std::uint32_t>(r)};
                    packaging::RunLog log =
                        packaging::log_run(tables, processes, key, Time{} + e.horizon, logged);
                    orders[r] = std::move(log.orders);
                    floor[r] = std::move(log.floor);
                });
    const report::Forecast told = report::make_forecast(tables, orders, e.horizon, plan);
    const report::FloorTables floor_told = report::make_floor_tables(tables, floor);
    const std::vector<report::Overstart> starts = report::overstarts(tables, orders, wanted);
    const std::vector<report::NamedTable> others =
        tables_of(floor_told, report::overstart_table(tables, starts));
    if (arguments.has("json")) {
        fmt::print("{}", report::forecast_json(told, others));
    } else {
        fmt::print("{}", report::forecast_text(told));
        if (arguments.has("stations")) {
            fmt::print("{}", report::station_weeks_text(floor_told));
        }
        if (arguments.has("shifts")) {
            fmt::print("{}", report::shifts_text(floor_told));
        }
        if (!wanted.empty()) {
            fmt::print("{}", report::overstart_text(tables, starts));
        }
    }
    if (const auto folder = arguments.text("csv")) {
        write_tables(*folder, told, others);
    }
    return Exit::done;
}

}  // namespace

Command forecast_command() {
    std::vector<Option> options = line_options();
    std::erase_if(options, [](const Option& o) { return o.name == "warmup"; });  // all counts
    options.push_back({"plan", "FILE.csv", "build plan to hold it against: product,week,units"});
    options.push_back({"stations", "", "print how busy each station is by week, and its queue"});
    options.push_back({"shifts", "LENGTH", "print setups and people by shift of so long: '8 h'"});
    options.push_back({"shift-start", "TIME", "with --shifts: a shift begins so long after t = 0"});
    options.push_back({.name = "want",
                       .argument = "PRODUCT=UNITS",
                       .about = "say how many lots to start for so many good units",
                       .many = true});
    options.push_back(
        {"csv", "FOLDER", "write lots.csv, weeks.csv and tables of what is asked for"});
    options.push_back({"json", "", "print all lots, weeks and tables that are asked for as JSON"});
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
