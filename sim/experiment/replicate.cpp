#include "sim/experiment/replicate.hpp"

#include "sim/experiment/workers.hpp"

#include <algorithm>
#include <mutex>

namespace packline {

std::vector<ReplicationResult> replicate(
    const ReplicateOptions& options,
    const std::function<ReplicationResult(std::uint32_t replication)>& run) {
    std::vector<ReplicationResult> results;
    for (const ReplicationResult& r : options.finished) {
        if (r.replication < options.count) {
            results.push_back(r);
        }
    }
    std::vector<std::uint32_t> todo;
    for (std::uint32_t i = 0; i < options.count; ++i) {
        if (std::ranges::find(results, i, &ReplicationResult::replication) == results.end()) {
            todo.push_back(i);
        }
    }
    std::mutex mutex;
    run_indexed(todo.size(), options.threads, [&](std::size_t i) {
        if (options.cancel != nullptr && options.cancel->load()) {
            return;
        }
        ReplicationResult result = run(todo[i]);
        const std::lock_guard lock{mutex};
        if (options.on_finished) {
            options.on_finished(result);
        }
        results.push_back(std::move(result));
    });
    std::ranges::sort(results, {}, &ReplicationResult::replication);
    return results;
}

}  // namespace packline
