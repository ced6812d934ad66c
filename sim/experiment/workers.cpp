#include "sim/experiment/workers.hpp"

#include "sim/parallel/team.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

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

/// One by one, as a thread falls free: replications are long and differ in length.
void spread(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
            body(i);
        }
    };
    run_team(threads, work, work);
}

}  // namespace

unsigned available_cores() { return machine_cores(); }

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
