#pragma once

#include "models/cli/bench/measurement.hpp"
#include "models/reference/phold.hpp"
#include "models/reference/queueing_network.hpp"
#include "sim/core/executive.hpp"
#include "sim/parallel/stopwatch.hpp"
#include "sim/parallel/window_executive.hpp"

#include <vector>

namespace packline::cli {

/// How a benchmark of the engine is executed.
struct EngineRun {
    Time end;
    unsigned threads = 1;        ///< 1: the sequential executive, unless there are clusters
    std::uint32_t clusters = 0;  ///< event lists in windows; 0: one per thread
    bool measure = false;        ///< what each window costs
};

/// Runs a reference model once. `told`: where it is not null, what the windows did.
template <class Model, class Spec>
BenchRun run_engine(const Spec& spec, const EngineRun& run, EngineStatistics* told = nullptr) {
    const LogicalProcesses processes = Model::processes(spec);
    Scheduler scheduler{processes};
    Model model{spec};
    model.start(scheduler);
    const std::uint32_t clusters = run.clusters > 0 ? run.clusters : run.threads;
    const std::vector<double> load(processes.size(), 1.0);
    const WindowPlan plan{.partition = make_partition(processes, load, clusters),
                          .threads = run.threads,
                          .measure = run.measure};
    WindowExecutive executive{model, scheduler, plan};
    Stopwatch watch{true};
    if (clusters == 1 && run.threads == 1) {
        run_sequential(model, scheduler, run.end);
    } else {
        executive.run(run.end);
    }
    const double seconds = watch.lap();
    if (told != nullptr) {
        *told = executive.statistics();
    }
    return {.seconds = seconds,
            .events = scheduler.events(),
            .fingerprint = scheduler.fingerprint().value()};
}

/// The bundled benchmarks of the engine, on one thread and on as many as there are cores.
/// `share`: of the usual simulated time.
std::vector<Measurement> run_engine_set(unsigned repetitions, double share);

/// Speed-ups on simulated numbers of workers, for people: see sim/parallel/simulated_scaling.hpp.
/// `sequential_seconds`: of the same run by the sequential executive.
std::string scaling_text(const EngineStatistics& told, double sequential_seconds,
                         const std::vector<unsigned>& workers);

}  // namespace packline::cli
