#include "sim/parallel/window_executive.hpp"

#include "models/reference/phold.hpp"
#include "models/reference/queueing_network.hpp"
#include "sim/core/executive.hpp"
#include "tests/support/catch.hpp"

#include <stdexcept>
#include <string>
#include <vector>

using namespace packline;
using namespace packline::reference;

namespace {

/// Events of four processes that talk in a ring; some of them fail.
struct Fragile {
    std::vector<std::int64_t> fails_at;  ///< by process [us]; 0: never
    static LogicalProcesses processes() {
        return {
            {0, 1, 2, 3},
            {{0, 1, Duration{3}}, {1, 2, Duration{3}}, {2, 3, Duration{3}}, {3, 0, Duration{3}}}};
    }
    void start(Scheduler& s) const {
        for (std::uint32_t e = 0; e < 4; ++e) {
            s.schedule(EntityId{e}, EntityId{e}, Time{1}, Priority::arrive, 1, 0, 0);
        }
    }
    bool live(const Event&) const { return true; }
    void handle(const Event& e, Scheduler& s) const {
        if (fails_at[e.target] != 0 && e.time >= fails_at[e.target]) {
            throw std::runtime_error("process " + std::to_string(e.target));
        }
        const EntityId self{e.target};
        if (e.kind != 1) {
            return;
        }
        s.schedule(self, self, s.now() + Duration{1}, Priority::arrive, 1, 0, 0);
        if (e.time % 5 == 0) {
            s.schedule(self, EntityId{(e.target + 1) % 4}, s.now() + Duration{3}, Priority::arrive,
                       2, 0, 0);
        }
    }
};

}  // namespace

TEST_CASE("Windows: of several failures the first in simulated time is told", "[unit]") {
    const LogicalProcesses processes = Fragile::processes();
    const WindowPlan plan{.partition = {.cluster_of = {0, 1, 2, 3}, .clusters = 4}, .threads = 2};
    for (const auto& [fails_at, told] :
         {std::pair{std::vector<std::int64_t>{0, 500, 300, 0}, "process 2"},
          std::pair{std::vector<std::int64_t>{301, 0, 0, 300}, "process 3"},
          std::pair{std::vector<std::int64_t>{7, 7, 7, 7}, "process 0"}}) {
        Fragile model{fails_at};
        Scheduler sequential{processes};
        model.start(sequential);
        CHECK_THROWS_WITH(run_sequential(model, sequential, Time{1000}), told);
        Scheduler scheduler{processes};
        model.start(scheduler);
        WindowExecutive executive{model, scheduler, plan};
        CHECK_THROWS_WITH(executive.run(Time{1000}), told);
    }
}

TEST_CASE("Windows: the lookahead of a channel is checked by both executives", "[unit]") {
    struct TooSoon {
        bool live(const Event&) const { return true; }
        void handle(const Event&, Scheduler& s) const {
            s.schedule(EntityId{0}, EntityId{1}, s.now() + Duration{2}, Priority::arrive, 1, 0, 0);
        }
    };
    const LogicalProcesses processes = Fragile::processes();
    const WindowPlan plan{.partition = {.cluster_of = {0, 1, 0, 1}, .clusters = 2}, .threads = 2};
    TooSoon model;
    for (const bool windows : {false, true}) {
        Scheduler s{processes};
        s.schedule(EntityId{0}, EntityId{0}, Time{1}, Priority::arrive, 1, 0, 0);
        if (windows) {
            WindowExecutive executive{model, s, plan};
            CHECK_THROWS_AS(executive.run(Time{10}), ContractError);
        } else {
            CHECK_THROWS_AS(run_sequential(model, s, Time{10}), ContractError);
        }
    }
}

TEST_CASE("Windows: PHOLD and a closed network, with what they cost", "[unit]") {
    const auto run = [](const auto& spec, auto model, unsigned threads, std::size_t clusters) {
        using Model = decltype(model);
        const LogicalProcesses processes = Model::processes(spec);
        Scheduler scheduler{processes};
        model.start(scheduler);
        if (threads == 0) {
            run_sequential(model, scheduler, Time{} + seconds(30));
            return scheduler.fingerprint().value();
        }
        const std::vector<double> load(processes.size(), 1.0);
        const WindowPlan plan{.partition = make_partition(processes, load, clusters),
                              .threads = threads,
                              .measure = true};
        WindowExecutive executive{model, scheduler, plan};
        executive.run(Time{} + seconds(30));
        const EngineStatistics& told = executive.statistics();
        CHECK(told.events == scheduler.events());
        CHECK(told.windows > 10);
        CHECK(told.cluster_windows >= told.windows);
        CHECK(told.threads >= 1);
        CHECK(told.threads <= threads);
        std::uint64_t events = 0;
        for (const WindowCost& cost : told.costs) {
            events += cost.events;
        }
        CHECK(events == told.events);
        CHECK((clusters == 1 || told.mail > 0));
        return scheduler.fingerprint().value();
    };
    const PholdSpec phold{.processes = 64, .events_per_process = 4};
    const NetworkSpec closed{.stations = 16, .customers = 64, .transit = seconds(1)};
    const std::uint64_t a = run(phold, Phold{phold}, 0, 1);
    const std::uint64_t b = run(closed, QueueingNetwork{closed}, 0, 1);
    for (const unsigned threads : {1U, 2U, 5U}) {
        for (const std::size_t clusters : {2UL, 7UL}) {
            CHECK(run(phold, Phold{phold}, threads, clusters) == a);
            CHECK(run(closed, QueueingNetwork{closed}, threads, clusters) == b);
        }
    }
}

TEST_CASE("Networks: the tandem of M/M/1 stations waits as theory says", "[theory]") {
    // rho 0.8: mean wait rho / (mu - lambda) = 3.2 s at each of the stations (Burke 1956).
    const NetworkSpec spec{.stations = 3};
    Scheduler scheduler{QueueingNetwork::entities(spec)};
    QueueingNetwork model{spec};
    model.start(scheduler);
    run_sequential(model, scheduler, Time{} + hours(10));
    model.reset_statistics();
    run_sequential(model, scheduler, Time{} + hours(3000));
    // 10.8 M customers; the standard error is about 0.1 %.
    CHECK(model.mean_wait() == Approx(3.2).epsilon(0.005));
}
