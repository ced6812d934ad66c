#include "models/cli/bench/engine_bench.hpp"

#include "sim/parallel/simulated_scaling.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::cli {

namespace {

using reference::NetworkSpec;
using reference::Phold;
using reference::PholdSpec;
using reference::QueueingNetwork;

Time units(double n) { return Time{static_cast<std::int64_t>(n * 1e6)}; }

/// On one thread and on all cores; each must give what the first gave.
template <class Model, class Spec>
void add(const std::string& name, const Spec& spec, Time end, unsigned repetitions,
         std::vector<Measurement>& all) {
    std::uint64_t expected = 0;
    for (const unsigned threads : {1U, machine_cores()}) {
        if (threads == 1 && expected != 0) {
            continue;  // a machine with one core
        }
        Measurement m = measure(name, threads, repetitions, [&] {
            return run_engine<Model>(spec, {.end = end, .threads = threads});
        });
        expected = threads == 1 ? m.fingerprint : expected;
        m.right = m.right && m.fingerprint == expected;
        all.push_back(std::move(m));
    }
}

}  // namespace

std::vector<Measurement> run_engine_set(unsigned repetitions, double share) {
    std::vector<Measurement> all;
    const auto phold = [&](std::uint32_t processes, std::uint32_t events, double end) {
        const PholdSpec spec{.processes = processes, .events_per_process = events};
        add<Phold>(fmt::format("phold/{}x{}", processes, events), spec, units(end * share),
                   repetitions, all);
    };
    phold(1024, 16, 200);
    phold(131'072, 1, 40);
    phold(1024, 1000, 10);
    phold(1'000'000, 1, 10);
    // What windows cost: few events of 90 ns, and more or dearer ones.
    const auto windows = [&](const char* name, double lookahead, std::uint32_t work, double end) {
        PholdSpec spec{.remote = 0.1, .work = work};
        spec.lookahead = Duration{static_cast<std::int64_t>(lookahead * 1e6)};
        add<Phold>(name, spec, units(end * share), repetitions, all);
    };
    windows("windows/25 light", 0.003, 16, 100);
    windows("windows/25 heavy", 0.003, 120, 40);
    windows("windows/800 light", 0.1, 16, 100);
    windows("windows/800 heavy", 0.1, 120, 40);
    add<QueueingNetwork>("tandem/10", NetworkSpec{}, units(200'000 * share), repetitions, all);
    add<QueueingNetwork>("closed/64x1024",
                         NetworkSpec{.stations = 64, .customers = 1024, .transit = seconds(10)},
                         units(30'000 * share), repetitions, all);
    return all;
}

std::string scaling_text(const EngineStatistics& told, double sequential_seconds,
                         const std::vector<unsigned>& workers) {
    const double barrier = measured_barrier_seconds();
    std::string out = fmt::format(
        "{} windows of {:.0f} events, {} event lists, sequential {:.3f} s; barriers of a window\n"
        "measured here with two threads {:.0f} ns, taken to grow by log2(workers). Caches and\n"
        "memory that workers share are left out: these are upper bounds.\n\n{:>8} {:>12} {:>10} "
        "{:>11}\n",
        told.windows, told.events_per_window(), told.events_of_cluster.size(), sequential_seconds,
        barrier * 1e9, "workers", "seconds", "speed-up", "efficiency");
    for (const unsigned w : workers) {
        double levels = 0;
        for (unsigned n = 1; n < w; n *= 2) {
            ++levels;
        }
        const double took = simulated_seconds(told.costs, w, barrier * levels);
        const double speed_up = sequential_seconds / took;
        out += fmt::format("{:>8} {:>12.4f} {:>10.2f} {:>10.0f} %\n", w, took, speed_up,
                           100 * speed_up / w);
    }
    return out;
}

}  // namespace packline::cli
