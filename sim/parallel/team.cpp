#include "sim/parallel/team.hpp"

#include <algorithm>
#include <thread>
#include <vector>

#ifdef PACKLINE_WORKERS_TBB
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#endif

namespace packline {

unsigned machine_cores() { return std::max(1U, std::thread::hardware_concurrency()); }

#ifdef PACKLINE_WORKERS_TBB
namespace {
constexpr std::size_t kMostThreads = 2048;
}  // namespace

void run_team(unsigned threads, const std::function<void()>& lead,
              const std::function<void()>& member) {
    // More threads than cores are what somebody asked for: TBB would only warn. The least of all
    // limits in force counts, and teams work inside teams: one limit for all of them.
    static const tbb::global_control limit{tbb::global_control::max_allowed_parallelism,
                                           kMostThreads};
    tbb::task_arena arena{static_cast<int>(threads)};
    arena.execute([&] {
        tbb::task_group others;
        for (unsigned t = 1; t < threads; ++t) {
            others.run(member);
        }
        lead();
        others.wait();
    });
}
#else
void run_team(unsigned threads, const std::function<void()>& lead,
              const std::function<void()>& member) {
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads; ++t) {
        others.emplace_back(member);
    }
    lead();
}
#endif

}  // namespace packline
