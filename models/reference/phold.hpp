#pragma once

#include "sim/core/scheduler.hpp"
#include "sim/random/random_key.hpp"

#include <cstdint>

namespace packline::reference {

/// PHOLD: every event sends one other, to its own process or to any. The measure of engines.
/// Source: Fujimoto 1990, "Performance of Time Warp under synthetic workloads".
struct PholdSpec {
    std::uint32_t processes = 1024;
    std::uint32_t events_per_process = 16;  ///< at the start, and for ever
    double remote = 0.5;  ///< share of events that go to a process drawn from all, itself included
    Duration lookahead{100'000};
    Duration mean{1'000'000};  ///< from an event to the one it sends: lookahead + Exp(the rest)
    std::uint32_t work = 0;    ///< rounds of arithmetic per event, some 4 ns each
    RandomKey key{1, 0};
};

/// Requires: at least one process and event; remote from 0 to 1; 0 < lookahead <= mean.
class Phold {
public:
    explicit Phold(const PholdSpec& spec);

    /// The processes that the model consists of: one per entity, all connected.
    static LogicalProcesses processes(const PholdSpec& spec) {
        return LogicalProcesses::complete(spec.processes, spec.lookahead);
    }

    void start(Scheduler& scheduler) const;
    bool live(const Event& /*event*/) const { return true; }
    void handle(const Event& event, Scheduler& scheduler) const {
        send(event.target, scheduler.ordinal(), scheduler);
    }

private:
    void send(std::uint32_t from, std::uint64_t decision, Scheduler& scheduler) const;

    PholdSpec spec_;
    std::uint64_t remote_;  ///< of 2^32
    double rest_;           ///< mean above the lookahead [us]
};

}  // namespace packline::reference
