#pragma once

#include "models/packaging/line_processes.hpp"

#include <cstdint>
#include <string>

namespace packline::report {

/// What threads are used for. Never changes a result.
enum class Parallel : std::uint8_t {
    automatic,
    replications,  ///< several at a time, each on one thread
    processes,     ///< one replication at a time, its logical processes on all threads
};

/// How the replications of a study are spread over threads.
struct ParallelPlan {
    unsigned replications = 1;  ///< at a time
    unsigned threads = 1;       ///< inside each
    std::string why;            ///< one sentence for people
};

/// Threads are best used by replications, which need no word from each other; what is left of
/// them goes inside, where the line consists of processes of which none has most of the work.
/// `threads`: 0: all cores.
ParallelPlan plan_parallel(Parallel wanted, unsigned threads, std::uint32_t replications,
                           const packaging::LineProcesses& processes);

}  // namespace packline::report
