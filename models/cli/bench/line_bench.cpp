#include "models/cli/bench/line_bench.hpp"

#include "models/cli/arguments.hpp"
#include "models/packaging/simulate.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "sim/parallel/engine_statistics.hpp"
#include "sim/parallel/stopwatch.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <utility>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

packaging::LineSpec read(const std::string& file) {
    Diagnostics diagnostics;
    auto line = scenario::read_line(file, {}, diagnostics);
    if (!line || !diagnostics.ok()) {
        throw UsageError(fmt::format("{} cannot be run: see 'packline check'", file));
    }
    return std::move(*line);
}

}  // namespace

LineBench::LineBench(const std::string& file) : LineBench{read(file)} {}

LineBench::LineBench(packaging::LineSpec line)
    : tables_{std::move(line)}, processes_{packaging::line_processes(tables_)} {}

BenchRun LineBench::run(const EngineRun& run, EngineStatistics* told) const {
    WindowPlan plan = packaging::window_plan(processes_, run.threads);
    if (run.clusters > 0) {
        plan.partition = make_partition(processes_.processes, processes_.load, run.clusters);
    }
    plan.measure = run.measure;
    const bool windows = run.threads > 1 || run.clusters > 1;
    Stopwatch watch{true};
    const packaging::LineResult result = packaging::simulate(
        tables_, processes_,
        {.key = {1, 0}, .warmup = Time{}, .end = run.end, .windows = windows ? &plan : nullptr});
    BenchRun out{
        .seconds = watch.lap(), .events = result.events, .fingerprint = result.fingerprint.value()};
    for (const packaging::StationStatistics& s : result.statistics.stations) {
        out.lot_moves += static_cast<std::uint64_t>(s.lots);
    }
    if (told != nullptr) {
        *told = result.engine;
    }
    return out;
}

Measurement measure_line(const LineBench& line, const EngineRun& run, unsigned repetitions,
                         EngineStatistics* told) {
    return measure("line/" + line.name(), run.threads, repetitions,
                   [&] { return line.run(run, told); });
}

std::vector<Measurement> run_line_set(const std::string& configs, unsigned repetitions,
                                      double share) {
    const fs::path folder = fs::path{configs} / "lines";
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{folder, none}) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(entry.path());
        }
    }
    if (files.empty()) {
        throw UsageError(fmt::format(
            "no lines in {}; run it where packline's 'configs' lie, or give --configs DIR",
            folder.string()));
    }
    std::ranges::sort(files);
    std::vector<Measurement> all;
    for (const fs::path& file : files) {
        const LineBench line{file.string()};
        const Time end{static_cast<std::int64_t>(static_cast<double>(line.end().us) * share)};
        all.push_back(measure_line(line, {.end = end}, repetitions));
        if (line.processes() > 1 && machine_cores() > 1) {
            const std::uint64_t expected = all.back().fingerprint;
            all.push_back(
                measure_line(line, {.end = end, .threads = machine_cores()}, repetitions));
            all.back().right = all.back().right && all.back().fingerprint == expected;
        }
    }
    return all;
}

}  // namespace packline::cli
