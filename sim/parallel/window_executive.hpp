#pragma once

#include "sim/core/scheduler.hpp"
#include "sim/parallel/barrier.hpp"
#include "sim/parallel/engine_statistics.hpp"
#include "sim/parallel/stopwatch.hpp"
#include "sim/parallel/team.hpp"
#include "sim/parallel/topology.hpp"
#include "sim/parallel/window_plan.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace packline {

/// A model that moves what belongs to an event from its sender to its receiver when the event
/// is handed over to another cluster. The sender's thread touches neither of them meanwhile.
template <class M>
concept ReceivesParcels = requires(M model, const Event& event) {
    model.receive(event);
};

/// Executes a model's events in windows on several threads, without rollback.
///
/// Each cluster of processes has its own event list. In a window a cluster executes all that no
/// event of another can still precede: what lies strictly below the least, over all clusters i,
/// of next(i) + shortest lookahead from i to it. Between windows, events for other clusters
/// change hands: a mail box has one writer in a window and one reader between two, so none needs
/// a lock. Source: Nicol 1993, "The cost of conservative synchronization in parallel discrete
/// event simulations", J. ACM 40(2).
template <class M>
class WindowExecutive {
public:
    /// Requires: model, scheduler and plan outlive this; the scheduler knows the processes.
    WindowExecutive(M& model, Scheduler& scheduler, const WindowPlan& plan)
        : model_{model},
          whole_{scheduler},
          plan_{plan},
          ways_{*scheduler.processes(), plan.partition},
          pace_{ways_.pace().us} {
        const LogicalProcesses& processes = *scheduler.processes();
        for (std::size_t e = 0; e < processes.entities(); ++e) {
            cluster_of_.push_back(
                static_cast<std::uint8_t>(plan.partition.cluster_of[processes.process_of(e)]));
        }
        for (std::size_t k = 0; k < plan.partition.clusters; ++k) {
            clusters_.push_back(
                std::make_unique<Cluster>(scheduler, cluster_of_, k, plan.partition.clusters));
        }
    }

    /// Executes all events before `end`: the same as run_sequential, bit for bit. What the model
    /// throws is thrown on: of several the one whose event comes first.
    void run(Time end) {
        Stopwatch watch{plan_.measure};
        Barrier barrier{plan_.threads <= machine_cores() ? kSpins : 0U};
        bound_ = end.us;
        window_ = 0;
        statistics_.threads = 0;
        deal_out();
        run_team(
            plan_.threads,
            [&] {
                work(barrier, 0);
                barrier.close();
            },
            [&] {
                if (const std::optional<unsigned> member = barrier.join()) {
                    work(barrier, *member);
                }
            });
        collect(end);
        statistics_.wall_seconds += watch.lap();
    }

    const EngineStatistics& statistics() const { return statistics_; }

private:
    static constexpr unsigned kSpins = 4000;            ///< some 50 us
    static constexpr std::uint64_t kFullWindow = 4000;  ///< events of a cluster: some 400 us
    static constexpr std::int64_t kForever = LogicalProcesses::no_channel().us;

    struct alignas(64) Cluster {
        Cluster(const Scheduler& whole, const std::vector<std::uint8_t>& cluster_of, std::size_t k,
                std::size_t clusters)
            : mail(clusters),
              scheduler{whole,
                        {.cluster_of = cluster_of.data(),
                         .cluster = static_cast<std::uint8_t>(k),
                         .mail = mail.data()}} {}
        /// After all was delivered, by who writes it: the boxes' ends stay in its cache.
        void empty_mail() {
            for (std::vector<Event>& box : mail) {
                if (!box.empty()) {
                    box.clear();
                }
            }
        }

        // Read by the other members while this cluster executes.
        std::int64_t next = 0;
        std::uint64_t executed = 0;  ///< events, up to this window

        alignas(64) std::vector<std::vector<Event>> mail;  ///< written here, by receiving cluster
        Scheduler scheduler;
        std::exception_ptr failure;
        Event failed_at;
        std::uint64_t mailed = 0;
        std::uint64_t executed_windows = 0;
        double delivery_seconds = 0;
        std::vector<WindowCost> costs;
    };

    void deal_out() {
        for (Event event; whole_.next_before(Time::never(), event);) {
            clusters_[cluster_of_[event.target]]->scheduler.accept(event);
        }
    }

    /// What a member of the team does: two phases per window and a barrier behind each.
    void work(Barrier& barrier, unsigned member) {
        double working = 0;
        double waiting = 0;
        Stopwatch watch{plan_.measure};
        for (std::uint64_t window = window_.load(std::memory_order_relaxed);; ++window) {
            const unsigned members = barrier.members();
            for_own(member, members, [&](std::size_t k) { deliver(k); });
            working += watch.lap();
            barrier.arrive_and_wait(false);
            waiting += watch.lap();
            // Written by none in this phase: all members decide alike.
            const std::int64_t bound = bound_.load(std::memory_order_relaxed);
            if (std::ranges::all_of(clusters_, [&](const auto& c) { return c->next >= bound; })) {
                break;
            }
            for_own(member, members, [&](std::size_t k) { advance(k, bound, window); });
            if (member == 0) {
                window_.store(window + 1, std::memory_order_relaxed);
                adapt_pace();
            }
            working += watch.lap();
            barrier.arrive_and_wait(true);
            waiting += watch.lap();
        }
        const std::lock_guard lock{statistics_mutex_};
        ++statistics_.threads;
        statistics_.working_seconds += working;
        statistics_.waiting_seconds += waiting;
    }

    /// Calls `body` for the clusters of this member: neighbours, and the same in each window, so
    /// that what they touch stays in its cache.
    template <class Body>
    void for_own(unsigned member, unsigned members, Body body) {
        const std::size_t n = clusters_.size();
        for (std::size_t k = member * n / members; k < (member + std::size_t{1}) * n / members;
             ++k) {
            body(k);
        }
    }

    /// Takes what the others have sent to cluster k, and says when it goes on.
    void deliver(std::size_t k) {
        Cluster& to = *clusters_[k];
        Stopwatch watch{plan_.measure};
        for (auto& from : clusters_) {
            for (const Event& event : from->mail[k]) {
                if constexpr (ReceivesParcels<M>) {
                    model_.receive(event);
                }
                to.scheduler.accept(event);
            }
            to.mailed += from->mail[k].size();
        }
        to.next = to.failure ? kForever : to.scheduler.next_time();
        to.executed = to.scheduler.events();
        if (to.failure) {
            // All up to the event that failed still happens: it tells which failure is the first.
            const std::int64_t bound = to.failed_at.time + 1;
            for (std::int64_t old = bound_.load(std::memory_order_relaxed);
                 bound < old &&
                 !bound_.compare_exchange_weak(old, bound, std::memory_order_relaxed);) {
            }
        }
        to.delivery_seconds += watch.lap();
    }

    /// Clusters without a way back work behind each other as in a pipeline: the longer their
    /// windows, the less they wait, until filling and emptying the pipeline costs as much.
    void adapt_pace() {
        std::uint64_t most = 0;
        for (const auto& cluster : clusters_) {
            most = std::max(most, cluster->executed);
        }
        const std::uint64_t last = most - std::exchange(most_executed_, most);
        const std::int64_t pace = pace_.load(std::memory_order_relaxed);
        if (ways_.acyclic() && last < kFullWindow && pace < kForever / 4) {
            pace_.store(2 * pace, std::memory_order_relaxed);
        }
    }

    std::int64_t safe(std::size_t k) const {
        std::int64_t least = kForever;
        for (std::size_t i = 0; i < clusters_.size(); ++i) {
            const std::int64_t next = clusters_[i]->next;
            const std::int64_t way = ways_.at(i, k).us;
            least = std::min(least, next > kForever - way ? kForever : next + way);
        }
        return least;
    }

    void advance(std::size_t k, std::int64_t bound, std::uint64_t window) {
        Cluster& cluster = *clusters_[k];
        cluster.empty_mail();
        const std::int64_t pace = pace_.load(std::memory_order_relaxed);
        const std::int64_t fair = cluster.next > kForever - pace ? kForever : cluster.next + pace;
        const std::int64_t limit = std::min({bound, safe(k), fair});
        if (cluster.next >= limit) {
            return;
        }
        Stopwatch watch{plan_.measure};
        const std::uint64_t before = cluster.scheduler.events();
        Event event;
        try {
            while (cluster.scheduler.next_before(Time{limit}, event)) {
                if (model_.live(event)) {
                    cluster.scheduler.begin(event);
                    model_.handle(event, cluster.scheduler);
                }
            }
        } catch (...) {
            cluster.failure = std::current_exception();
            cluster.failed_at = event;
        }
        ++cluster.executed_windows;
        if (plan_.measure) {
            cluster.costs.push_back(
                {.window = window,
                 .cluster = static_cast<std::uint32_t>(k),
                 .events = static_cast<std::uint32_t>(cluster.scheduler.events() - before),
                 .nanoseconds =
                     (watch.lap() + std::exchange(cluster.delivery_seconds, 0.0)) * 1e9});
        }
    }

    /// Puts what the clusters did and left to do together again.
    void collect(Time end) {
        const Cluster* failed = nullptr;
        const std::uint64_t windows_before = statistics_.windows;
        statistics_.windows += window_.load();
        statistics_.events_of_cluster.resize(clusters_.size(), 0);
        for (std::size_t k = 0; k < clusters_.size(); ++k) {
            Cluster& cluster = *clusters_[k];
            cluster.empty_mail();
            statistics_.events += cluster.scheduler.events();
            statistics_.events_of_cluster[k] += cluster.scheduler.events();
            statistics_.mail += std::exchange(cluster.mailed, 0);
            statistics_.cluster_windows += std::exchange(cluster.executed_windows, 0);
            for (WindowCost& cost : cluster.costs) {
                cost.window += windows_before;
                statistics_.costs.push_back(cost);
            }
            cluster.costs.clear();
            if (cluster.failure &&
                (failed == nullptr || before(cluster.failed_at, failed->failed_at))) {
                failed = &cluster;
            }
            whole_.take_back(cluster.scheduler, end);
        }
        if (failed != nullptr) {
            std::rethrow_exception(failed->failure);
        }
        whole_.advance_clock(end);
        std::ranges::sort(statistics_.costs, {}, [](const WindowCost& c) {
            return std::pair{c.window, c.cluster};
        });
    }

    M& model_;
    Scheduler& whole_;
    const WindowPlan& plan_;
    LookaheadMatrix ways_;
    std::vector<std::uint8_t> cluster_of_;  ///< by entity
    std::vector<std::unique_ptr<Cluster>> clusters_;
    std::atomic<std::int64_t> bound_{0};
    std::atomic<std::int64_t> pace_;   ///< how far a cluster goes in a window at most
    std::uint64_t most_executed_ = 0;  ///< events of the busiest cluster, for the pace
    alignas(64) std::atomic<std::uint64_t> window_{0};  ///< written in each window
    std::mutex statistics_mutex_;
    EngineStatistics statistics_;
};

}  // namespace packline
