// packline bench: how fast this machine runs the engine and the bundled lines.

#include "models/cli/bench/engine_bench.hpp"
#include "models/cli/bench/line_bench.hpp"
#include "models/cli/bench/smt2020_bench.hpp"
#include "models/cli/commands.hpp"
#include "models/cli/engine_text.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>

namespace packline::cli {

namespace {

using reference::NetworkSpec;
using reference::Phold;
using reference::PholdSpec;
using reference::QueueingNetwork;

/// Simulated seconds from an option.
Duration duration(const Arguments& arguments, const std::string& name, double least,
                  double otherwise) {
    return Duration{
        static_cast<std::int64_t>(arguments.real(name, least, 1e9).value_or(otherwise) * 1e6)};
}

PholdSpec phold_spec(const Arguments& a) {
    PholdSpec spec{.processes = a.number("lps", 1, 1 << 24).value_or(1024),
                   .events_per_process = a.number("events", 1, 1 << 20).value_or(16),
                   .remote = a.real("remote", 0, 1).value_or(0.5),
                   .lookahead = duration(a, "lookahead", 1e-6, 0.1),
                   .mean = duration(a, "mean", 1e-6, 1.0),
                   .work = a.number("work", 0, 1'000'000).value_or(0),
                   .key = {a.number("seed", 0, 4'294'967'295).value_or(1), 0}};
    if (spec.lookahead > spec.mean) {
        throw UsageError("--lookahead is a part of --mean and cannot be longer");
    }
    return spec;
}

NetworkSpec network_spec(const Arguments& a, bool closed) {
    NetworkSpec spec{.stations = a.number("lps", 1, 100'000).value_or(closed ? 64 : 10),
                     .customers = 0,
                     .transit = duration(a, "lookahead", 0, closed ? 1.0 : 0.0),
                     .key = {a.number("seed", 0, 4'294'967'295).value_or(1), 0}};
    if (closed) {
        spec.customers = spec.stations * a.number("events", 1, 10'000).value_or(16);
    }
    return spec;
}

std::vector<unsigned> worker_counts(const Arguments& a) {
    std::vector<unsigned> out;
    std::istringstream list{a.text("workers").value_or("1,2,4,8,16,32,64")};
    for (std::string word; std::getline(list, word, ',');) {
        unsigned n = 0;
        const auto [stop, failure] = std::from_chars(word.data(), word.data() + word.size(), n);
        if (failure != std::errc{} || stop != word.data() + word.size() || n < 1 || n > 4096) {
            throw UsageError(
                fmt::format("--workers {} (must be numbers from 1 to 4096: 1,2,4)", word));
        }
        out.push_back(n);
    }
    return out;
}

/// The text of the file to compare with; empty where none is named.
std::string older(const Arguments& arguments) {
    const auto path = arguments.text("compare");
    if (!path) {
        return "";
    }
    std::ifstream file{*path};
    if (!file) {
        throw UsageError(fmt::format("--compare {}: there is no such file", *path));
    }
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Shows measurements as asked for. Wrong answers fail.
Exit show(const std::vector<Measurement>& all, const Arguments& arguments) {
    if (arguments.has("json")) {
        fmt::print("{}", measurements_json(all));
    } else {
        fmt::print("{}", measurements_table(all));
    }
    if (const auto path = arguments.text("compare")) {
        fmt::print(arguments.has("json") ? stderr : stdout, "\nagainst {}:\n{}", *path,
                   compare_measurements(all, older(arguments)));
    }
    const bool right = std::ranges::all_of(all, &Measurement::right);
    if (!right) {
        fmt::print(stderr, "packline: a benchmark did not give the same answer each time\n");
    }
    return right ? Exit::done : Exit::check_failed;
}

using OneRun = std::function<BenchRun(const EngineRun&, EngineStatistics*)>;

template <class Model, class Spec>
OneRun runs_of(const Spec& spec) {
    return [spec](const EngineRun& run, EngineStatistics* told) {
        return run_engine<Model>(spec, run, told);
    };
}

Time end_of(const Arguments& a, double usual) { return Time{} + duration(a, "end", 1e-6, usual); }

Exit bench_one(const std::string& name, const OneRun& one, Time end, const Arguments& a) {
    const EngineRun run{.end = end,
                        .threads = a.number("threads", 1, 1024).value_or(1),
                        .clusters = a.number("clusters", 1, kMostClusters).value_or(0),
                        .measure = a.has("engine-stats")};
    EngineStatistics told;
    std::vector<Measurement> all;
    all.push_back(measure(name, run.threads, a.number("repetitions", 1, 1000).value_or(5),
                          [&] { return one(run, &told); }));
    const Exit code = show(all, a);
    if (run.measure) {
        fmt::print(a.has("json") ? stderr : stdout, "{}", engine_statistics_text(told));
    }
    return code;
}

/// Records what windows cost on one thread and replays that on simulated workers.
Exit bench_scaling(const OneRun& one, Time end, const Arguments& a) {
    const std::vector<unsigned> workers = worker_counts(a);
    double sequential = 1e300;
    double two = 1e300;
    for (int repetition = 0; repetition < 3; ++repetition) {
        sequential = std::min(sequential, one({.end = end}, nullptr).seconds);
        two = std::min(two, one({.end = end, .threads = 2}, nullptr).seconds);
    }
    EngineStatistics told;
    const std::uint32_t clusters = a.number("clusters", 1, kMostClusters)
                                       .value_or(std::min(*std::ranges::max_element(workers),
                                                          static_cast<unsigned>(kMostClusters)));
    one({.end = end, .threads = 1, .clusters = std::max(clusters, 2U), .measure = true}, &told);
    fmt::print("{}\nmeasured here: {:.2f} with two threads\n",
               scaling_text(told, sequential, workers), sequential / two);
    return Exit::done;
}

/// A line that `--line` or `--smt2020` names.
Exit bench_line(const LineBench& line, const std::string& file, bool scaling, const Arguments& a) {
    const OneRun one = [&](const EngineRun& run, EngineStatistics* told) {
        return line.run(run, told);
    };
    if (scaling && line.processes() == 1) {
        throw UsageError(fmt::format(
            "{} is one process, which no second worker can share: see 'packline check --processes'",
            file));
    }
    const Time end = end_of(a, to_seconds(line.end() - Time{}));
    return scaling ? bench_scaling(one, end, a) : bench_one("line/" + line.name(), one, end, a);
}

Exit bench(const Arguments& a) {
    if (a.has("compare")) {
        compare_measurements({}, older(a));  // what is wrong with it is told before the work
    }
    const std::string& what = a.operand();
    if (what.empty()) {
        const unsigned repetitions = a.number("repetitions", 1, 1000).value_or(5);
        const double share = a.has("quick") ? 0.05 : 1.0;
        std::vector<Measurement> all =
            run_line_set(a.text("configs").value_or("configs"), repetitions, share);
        std::ranges::move(run_smt2020_set(repetitions, share), std::back_inserter(all));
        std::ranges::move(run_engine_set(repetitions, share), std::back_inserter(all));
        return show(all, a);
    }
    if (what == "phold") {
        const PholdSpec spec = phold_spec(a);
        return bench_one(fmt::format("phold/{}x{}", spec.processes, spec.events_per_process),
                         runs_of<Phold>(spec), end_of(a, 100), a);
    }
    if (what == "tandem") {
        const NetworkSpec spec = network_spec(a, false);
        return bench_one(fmt::format("tandem/{}", spec.stations), runs_of<QueueingNetwork>(spec),
                         end_of(a, 100'000), a);
    }
    if (what == "closed") {
        const NetworkSpec spec = network_spec(a, true);
        return bench_one(fmt::format("closed/{}x{}", spec.stations, spec.customers),
                         runs_of<QueueingNetwork>(spec), end_of(a, 10'000), a);
    }
    if (const auto line = a.text("line"); line && (what == "line" || what == "scaling")) {
        return bench_line(LineBench{*line}, *line, what == "scaling", a);
    }
    if (const auto folder = a.text("smt2020"); folder && what == "line") {
        return bench_line(smt2020_bench(*folder), *folder, false, a);
    }
    if (what == "line") {
        throw UsageError("which line? say --line FILE.yaml, or --smt2020 DIR");
    }
    if (what == "scaling") {
        return bench_scaling(runs_of<Phold>(phold_spec(a)), end_of(a, 20), a);
    }
    throw UsageError(fmt::format(
        "no benchmark '{}'; there are phold, tandem, closed, line, scaling, and all bundled "
        "ones where none is named",
        what));
}

}  // namespace

Command bench_command() {
    return {
        {.name = "bench",
         .operand = "phold | tandem | closed | line | scaling",
         .operand_needed = false,
         .about = "measure the engine and the bundled lines on this machine",
         .options =
             {
                 {"json", "", "print JSON"},
                 {"compare", "OLD.json", "tell what changed beyond noise since an older run"},
                 {"repetitions", "N", "timed runs of each, after one that does not count: 5"},
                 {"quick", "", "a twentieth of the bundled set's simulated time"},
                 {"configs", "DIR", "where the bundled lines lie: configs"},
                 {"line", "FILE.yaml", "line, scaling: the line to run; its horizon is the end"},
                 {"smt2020", "DIR",
                  "line: the testbed of these tables; $PACKLINE_SMT2020 in the set"},
                 {"threads", "N", "threads of one run: 1"},
                 {"clusters", "K", "event lists in windows: one per thread"},
                 {"engine-stats", "", "windows, events per window, share of time blocked"},
                 {"lps", "N", "logical processes or stations: 1024, tandem 10, closed 64"},
                 {"events", "N", "events, or customers, per process: 16"},
                 {"remote", "P", "phold: share of events sent to a process drawn from all: 0.5"},
                 {"lookahead", "T", "shortest time between processes: 0.1; networks: transit"},
                 {"mean", "T", "phold: mean time between events, lookahead included: 1.0"},
                 {"work", "N", "phold: rounds of arithmetic per event, some 4 ns each: 0"},
                 {"end", "T", "simulated time"},
                 {"seed", "N", "other luck"},
                 {"workers", "LIST", "scaling: numbers of simulated workers: 1,2,4,...,64"},
             },
         .example = "packline bench phold --lps 1024 --events 16 --threads 2 --engine-stats"},
        bench};
}

}  // namespace packline::cli
