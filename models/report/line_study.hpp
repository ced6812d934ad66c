#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/report/parallel_plan.hpp"
#include "sim/experiment/results.hpp"
#include "sim/parallel/engine_statistics.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace packline::report {

/// How the threads were used. Never a part of the result.
struct EngineRecord {
    ParallelPlan plan;
    EngineStatistics windows;  ///< of all replications that were run in windows
};

/// What a caller may watch and steer while a study runs.
struct StudyHooks {
    unsigned threads = 0;  ///< 0: all cores
    Parallel parallel = Parallel::automatic;
    bool measure = false;                           ///< how long threads work and wait
    std::function<void(const EngineRecord&)> told;  ///< called once, at the end
    /// Called before the first replication is run, with all but the replications filled in.
    std::function<void(const StudyResult&)> on_start;
    /// Called once per finished replication, one call at a time.
    std::function<void(const ReplicationResult&)> on_finished;
    /// Told what is going on: replications done, of how many; pilots of the warm-up come first.
    std::function<void(const char* stage, std::uint32_t done, std::uint32_t of)> on_progress;
    const std::atomic<bool>* cancel = nullptr;  ///< set: finish what runs, start no more
    /// Replications that an earlier, interrupted run of the same study has finished; called
    /// after `on_start`.
    std::function<std::vector<ReplicationResult>()> already_finished;
};

/// Runs the study that a line describes: finds the warm-up, then all replications.
///
/// `input` is the text of the line, kept in the result so that it can be run again. The result
/// depends on the line alone, not on threads or hooks; where it was cancelled it holds the
/// replications that finished.
StudyResult run_line_study(const packaging::LineSpec& line, std::string input,
                           const StudyHooks& hooks);

}  // namespace packline::report
