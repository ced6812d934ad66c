#include "models/cli/bench/line_bench.hpp"

#include "models/cli/arguments.hpp"
#include "models/packaging/simulate.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "sim/parallel/engine_statistics.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

Measurement run_line(const fs::path& file, unsigned repetitions, Duration horizon) {
    Diagnostics diagnostics;
    const auto line = scenario::read_line(file.string(), {}, diagnostics);
    if (!line || !diagnostics.ok()) {
        throw UsageError(fmt::format("{} cannot be run: see 'packline check'", file.string()));
    }
    const packaging::LineTables tables{*line};
    return measure("line/" + line->name, 1, repetitions, [&] {
        Stopwatch watch{true};
        const packaging::LineResult result =
            packaging::simulate(tables, {.key = {1, 0}, .warmup = Time{}, .end = Time{} + horizon});
        BenchRun run{.seconds = watch.lap(),
                     .events = result.events,
                     .fingerprint = result.fingerprint.value()};
        for (const packaging::StationStatistics& s : result.statistics.stations) {
            run.lot_moves += static_cast<std::uint64_t>(s.lots);
        }
        return run;
    });
}

}  // namespace

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
    const Duration horizon{static_cast<std::int64_t>(static_cast<double>(days(365).us) * share)};
    std::vector<Measurement> all;
    for (const fs::path& file : files) {
        all.push_back(run_line(file, repetitions, horizon));
    }
    return all;
}

}  // namespace packline::cli
