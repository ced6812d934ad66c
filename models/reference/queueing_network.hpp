#pragma once

#include "sim/core/scheduler.hpp"
#include "sim/random/random_key.hpp"

#include <cstdint>
#include <vector>

namespace packline::reference {

/// Single servers with exponential service and no limit on who waits, first come first served.
/// One event per visit: an arrival knows when it will depart, because nothing can overtake it
/// (Lindley 1952), and sends itself on at once.
struct NetworkSpec {
    std::uint32_t stations = 10;
    /// Above 0: customers that circulate for ever, to a station drawn from all. 0: a tandem line
    /// with a Poisson source at its beginning.
    std::uint32_t customers = 0;
    Duration service{800'000};         ///< mean
    Duration interarrival{1'000'000};  ///< mean, of the tandem's source
    Duration transit{0};               ///< from station to station; the lookahead
    RandomKey key{1, 0};
};

/// A tandem line of M/M/1 stations, or a closed network of them (Gordon and Newell).
class QueueingNetwork {
public:
    explicit QueueingNetwork(const NetworkSpec& spec);

    /// A process per station, connected as the customers go; one process where `transit` is 0.
    /// The source of a tandem belongs to its first station.
    static LogicalProcesses processes(const NetworkSpec& spec);
    static std::uint32_t entities(const NetworkSpec& spec);

    void start(Scheduler& scheduler);
    bool live(const Event& /*event*/) const { return true; }
    void handle(const Event& event, Scheduler& scheduler);

    /// Starts counting waiting times anew.
    void reset_statistics();
    std::uint64_t visits() const;
    /// Mean wait before service, over all visits [s].
    double mean_wait() const;

private:
    struct alignas(64) Station {
        Time free_at;
        std::uint64_t waited_us = 0;
        std::uint64_t visits = 0;
    };
    NetworkSpec spec_;
    std::vector<Station> stations_;
};

}  // namespace packline::reference
