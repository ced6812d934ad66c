#include "models/report/parallel_plan.hpp"

#include "sim/experiment/workers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace packline::report {

namespace {

/// Below this, two barriers per window cost more than is gained.
constexpr double kWorthwhile = 1.3;

double largest_share(const packaging::LineProcesses& processes) {
    const double all = std::accumulate(processes.load.begin(), processes.load.end(), 0.0);
    return all > 0 ? std::ranges::max(processes.load) / all : 1.0;
}

std::string counted(std::size_t n, std::string_view what) {
    return fmt::format("{} {}{}", n, what, n == 1 ? "" : what.back() == 's' ? "es" : "s");
}

}  // namespace

ParallelPlan plan_parallel(Parallel wanted, unsigned threads, std::uint32_t replications,
                           const packaging::LineProcesses& processes) {
    const unsigned all = threads == 0 ? available_cores() : threads;
    const auto several = static_cast<unsigned>(processes.processes.size());
    const std::string line =
        several == 1 ? "the line is 1 process"
                     : fmt::format("the line is {}, the largest with {:.0f} % of the work",
                                   counted(several, "process"), 100 * largest_share(processes));
    ParallelPlan plan{.replications = std::min<unsigned>(all, std::max(replications, 1U)),
                      .threads = 1,
                      .why = {}};
    if (wanted == Parallel::processes) {
        plan.replications = 1;
        plan.threads = std::min(all, several);
    } else if (wanted == Parallel::automatic && several > 1 &&
               1 / largest_share(processes) >= kWorthwhile) {
        plan.threads = std::clamp(all / plan.replications, 1U, several);
    }
    plan.why = fmt::format(
        "{} at a time on {} each ({}{}; {})", counted(plan.replications, "replication"),
        counted(plan.threads, "thread"), wanted == Parallel::automatic ? "chosen: " : "as asked: ",
        counted(replications, "replication") + ", " + counted(all, "thread"), line);
    return plan;
}

}  // namespace packline::report
