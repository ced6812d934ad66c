#include "sim/core/scheduler.hpp"

#include "sim/core/executive.hpp"
#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;

namespace {

const EntityId kA{0};
const EntityId kB{1};

/// Writes down what it is told; answers the first events with further ones.
struct Recorder {
    std::vector<std::uint64_t> seen;
    std::uint16_t epoch = 0;

    bool live(const Event& e) const { return e.epoch == epoch; }
    void handle(const Event& e, Scheduler& s) {
        seen.push_back(e.payload);
        if (e.payload == 1) {
            s.schedule(kA, kB, s.now(), Priority::dispatch, 0, 0, 10);
            s.schedule(kA, kB, s.now() + minutes(1), Priority::complete, 0, 0, 11);
        }
    }
};

}  // namespace

TEST_CASE("executive: runs in order up to the end, not beyond", "[unit]") {
    Scheduler s{2};
    s.schedule(kB, kA, Time{} + minutes(5), Priority::arrive, 0, 0, 2);
    s.schedule(kA, kA, Time{} + minutes(5), Priority::complete, 0, 0, 1);
    s.schedule(kA, kA, Time{} + minutes(6), Priority::arrive, 0, 0, 3);
    s.schedule(kA, kA, Time{} + minutes(9), Priority::arrive, 0, 0, 4);
    Recorder model;
    run_sequential(model, s, Time{} + minutes(9));
    CHECK(model.seen == std::vector<std::uint64_t>{1, 2, 10, 11, 3});
    CHECK(s.now() == Time{} + minutes(9));
    CHECK(s.events() == 5);
}

TEST_CASE("executive: a stale event leaves no trace", "[unit]") {
    const auto fingerprint = [](bool with_stale) {
        Scheduler s{2};
        s.schedule(kA, kA, Time{} + minutes(1), Priority::arrive, 0, 0, 7);
        if (with_stale) {
            s.schedule(kB, kA, Time{} + minutes(2), Priority::arrive, 0, 9, 8);
        }
        Recorder model;
        run_sequential(model, s, Time{} + hours(1));
        CHECK(model.seen == std::vector<std::uint64_t>{7});
        return s.fingerprint();
    };
    CHECK(fingerprint(true) == fingerprint(false));
}

TEST_CASE("scheduler: nothing may be sent into the past or before the event in hand", "[unit]") {
    struct Late {
        bool live(const Event&) const { return true; }
        void handle(const Event&, Scheduler& s) {
            CHECK_THROWS_AS(s.schedule(kA, kA, s.now() - minutes(1), Priority::arrive, 0, 0, 0),
                            ContractError);
            CHECK_THROWS_AS(s.schedule(kA, kA, s.now(), Priority::complete, 0, 0, 0),
                            ContractError);
            ++calls;
        }
        int calls = 0;
    };
    Scheduler s{1};
    s.schedule(kA, kA, Time{} + minutes(5), Priority::dispatch, 0, 0, 0);
    Late model;
    run_sequential(model, s, Time{} + hours(1));
    CHECK(model.calls == 1);
}

TEST_CASE("scheduler: the fingerprint sees swapped events of one target", "[unit]") {
    const auto run = [](std::uint64_t first, std::uint64_t second) {
        Scheduler s{2};
        s.schedule(kA, kA, Time{} + minutes(1), Priority::arrive, 0, 0, first);
        s.schedule(kA, kA, Time{} + minutes(1), Priority::arrive, 0, 0, second);
        Recorder model;
        run_sequential(model, s, Time{} + hours(1));
        return s.fingerprint().value();
    };
    CHECK(run(5, 6) != run(6, 5));
}
