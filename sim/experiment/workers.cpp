#include "sim/experiment/workers.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#ifdef PACKLINE_WORKERS_TBB
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace packline {

namespace {

/// Keeps the first exception, so that what a caller sees does not depend on the threads.
class FirstFailure {
public:
    template <class Body>
    void guard(std::size_t index, const Body& body) {
        if (failed_.load(std::memory_order_relaxed)) {
            return;
        }
        try {
            body(index);
        } catch (...) {
            const std::lock_guard lock{mutex_};
            failed_.store(true, std::memory_order_relaxed);
            if (!what_ || index < index_) {
                what_ = std::current_exception();
                index_ = index;
            }
        }
    }
    void rethrow() const {
        if (what_) {
            std::rethrow_exception(what_);
        }
    }

private:
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::exception_ptr what_;
    std::size_t index_ = 0;
};

#ifdef PACKLINE_WORKERS_TBB
void spread(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& body) {
    // More threads than cores are what somebody asked for: TBB would only warn.
    const tbb::global_control limit{tbb::global_control::max_allowed_parallelism,
                                    std::max(threads, available_cores())};
    tbb::task_arena arena{static_cast<int>(threads)};
    arena.execute([&] {
        // Grain 1: replications are long and differ in length.
        tbb::parallel_for(
            tbb::blocked_range<std::size_t>{0, count, 1},
            [&](const tbb::blocked_range<std::size_t>& range) {
                for (std::size_t i = range.begin(); i != range.end(); ++i) {
                    body(i);
                }
            },
            tbb::simple_partitioner{});
    });
}
#else
void spread(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
            body(i);
        }
    };
    std::vector<std::jthread> workers;
    for (unsigned t = 1; t < threads; ++t) {
        workers.emplace_back(work);
    }
    work();
}
#endif

}  // namespace

unsigned available_cores() { return std::max(1U, std::thread::hardware_concurrency()); }

void run_indexed(std::size_t count, unsigned threads,
                 const std::function<void(std::size_t)>& body) {
    const unsigned wanted = threads == 0 ? available_cores() : threads;
    const auto n =
        static_cast<unsigned>(std::min<std::size_t>(wanted, std::max<std::size_t>(count, 1)));
    FirstFailure failure;
    spread(count, n, [&](std::size_t i) { failure.guard(i, body); });
    failure.rethrow();
}

}  // namespace packline
