#include "models/packaging/stations/batch_rule.hpp"

#include "tests/support/catch.hpp"

using namespace packline;
using namespace packline::packaging;

namespace {

WaitingLot lot(std::uint32_t id, std::uint32_t group, std::int64_t amount,
               std::int64_t arrived_min) {
    WaitingLot w;
    w.lot = LotId{id};
    w.batch = group;
    w.amount = amount;
    w.facts.arrived = Time{} + minutes(arrived_min);
    return w;
}

LoadSpec oven(std::int64_t min, std::int64_t max) {
    LoadSpec load;
    load.min = min;
    load.max = max;
    return load;
}

std::vector<std::size_t> choose(const LoadSpec& load, const std::vector<WaitingLot>& queue,
                                std::int64_t now_min) {
    std::vector<std::size_t> out;
    BatchRule{load}.choose(queue, {.now = Time{} + minutes(now_min)}, out);
    return out;
}

}  // namespace

TEST_CASE("BatchRule: starts as soon as the minimum waits, with as many as fit", "[unit]") {
    CHECK(choose(oven(3, 4), {lot(0, 0, 1, 0), lot(1, 0, 1, 0)}, 5).empty());
    const std::vector<WaitingLot> five{lot(0, 0, 1, 0), lot(1, 0, 1, 0), lot(2, 0, 1, 0),
                                       lot(3, 0, 1, 0), lot(4, 0, 1, 0)};
    CHECK(choose(oven(3, 4), five, 5) == std::vector<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("BatchRule: only lots of one group share a load, the first complete group wins",
          "[unit]") {
    const std::vector<WaitingLot> mixed{lot(0, 7, 1, 0), lot(1, 8, 1, 0), lot(2, 8, 1, 0)};
    CHECK(choose(oven(2, 4), mixed, 1) == std::vector<std::size_t>{1, 2});
    CHECK(choose(oven(1, 4), mixed, 1) == std::vector<std::size_t>{0});
}

TEST_CASE("BatchRule: a time-out starts a load below its minimum unless that is strict", "[unit]") {
    LoadSpec load = oven(3, 4);
    load.has_wait = true;
    load.longest_wait = minutes(30);
    const std::vector<WaitingLot> one{lot(0, 0, 1, 0)};
    CHECK(choose(load, one, 29).empty());
    CHECK(choose(load, one, 30) == std::vector<std::size_t>{0});
    load.strict_min = true;
    CHECK(choose(load, one, 90).empty());
}

TEST_CASE("BatchRule: 'full' waits until nothing more fits", "[unit]") {
    LoadSpec load = oven(1, 10);
    load.start = BatchStart::full;
    CHECK(choose(load, {lot(0, 0, 6, 0), lot(1, 0, 3, 0)}, 1).empty());
    CHECK(choose(load, {lot(0, 0, 6, 0), lot(1, 0, 4, 0)}, 1) == std::vector<std::size_t>{0, 1});
    // The third lot does not fit beside the first two, so the load is as full as it will get.
    CHECK(choose(load, {lot(0, 0, 6, 0), lot(1, 0, 3, 0), lot(2, 0, 2, 0)}, 1) ==
          std::vector<std::size_t>{0, 1});
}

TEST_CASE("BatchRule: a lot beyond the limit makes a load of its own", "[unit]") {
    CHECK(choose(oven(1, 10), {lot(0, 0, 25, 0), lot(1, 0, 5, 0)}, 1) ==
          std::vector<std::size_t>{0});
}

TEST_CASE("BatchRule: a load of a step with limits of its own keeps these", "[unit]") {
    std::vector<WaitingLot> lots{lot(0, 7, 25, 0), lot(1, 7, 25, 0), lot(2, 7, 25, 0),
                                 lot(3, 7, 25, 0)};
    CHECK(choose(oven(25, 100), lots, 1) == std::vector<std::size_t>{0, 1, 2, 3});
    for (WaitingLot& w : lots) {
        w.least = 75;
        w.most = 75;
    }
    CHECK(choose(oven(25, 100), lots, 1) == std::vector<std::size_t>{0, 1, 2});
    lots.resize(2);
    CHECK(choose(oven(25, 100), lots, 1).empty());
}

namespace {

Time at(std::int64_t min) { return Time{} + minutes(min); }

/// A load of two lots at minute 10, of an operation of an hour; one more comes at `comes`.
Time waits_until(const LoadSpec& load, std::int64_t comes_min, std::int64_t amount = 1,
                 std::uint32_t batch = 0, Time next_tool = Time::never()) {
    std::vector<WaitingLot> queue{lot(0, 0, 1, 0), lot(1, 0, 1, 5)};
    for (WaitingLot& w : queue) {
        w.facts.operation = minutes(60);
    }
    const std::vector<ComingLot> coming{{batch, amount, at(comes_min)}};
    std::vector<std::size_t> out;
    const Time again = BatchRule{load}.choose(
        queue, {.now = at(10), .coming = coming, .next_tool = next_tool}, out);
    CHECK(out.empty() == (again != Time::never()));
    return again;
}

LoadSpec looking_ahead(Duration horizon, WaitsFor what) {
    LoadSpec load = oven(1, 4);
    load.look_ahead = horizon;
    load.waits_for = what;
    return load;
}

}  // namespace

TEST_CASE("BatchRule: a load waits for any lot of its group that fits and comes in time",
          "[unit]") {
    const LoadSpec load = looking_ahead(minutes(30), WaitsFor::any);
    CHECK(waits_until(load, 40) == at(40));
    CHECK(waits_until(load, 41) == Time::never());  // beyond the horizon
    CHECK(waits_until(load, 10) == Time::never());  // late already
    CHECK(waits_until(load, 20, 2) == at(20));
    CHECK(waits_until(load, 20, 3) == Time::never());     // no room
    CHECK(waits_until(load, 20, 1, 7) == Time::never());  // other company
}

TEST_CASE("BatchRule: waiting pays while those at hand lose less than the one to come would",
          "[unit]") {
    const LoadSpec load = looking_ahead(hours(5), WaitsFor::what_pays);
    // It comes at 10 + t and would wait 60 - t for the end of the load; two lots wait t: t < 20.
    CHECK(waits_until(load, 29) == at(29));
    CHECK(waits_until(load, 30) == Time::never());
    // Another tool is free at 40: it would wait 30 - t: t < 10.
    CHECK(waits_until(load, 19, 1, 0, at(40)) == at(19));
    CHECK(waits_until(load, 20, 1, 0, at(40)) == Time::never());
    CHECK(waits_until(load, 11, 1, 0, at(10)) == Time::never());  // a tool stands ready for it
}

TEST_CASE("BatchRule: a load that waits for company keeps no tool from another", "[unit]") {
    const LoadSpec load = looking_ahead(minutes(30), WaitsFor::any);
    const std::vector<ComingLot> coming{{7, 1, at(15)}, {7, 1, at(12)}, {8, 1, at(11)}};
    std::vector<std::size_t> out;
    const std::vector<WaitingLot> queue{lot(0, 7, 1, 0), lot(1, 8, 4, 0), lot(2, 7, 1, 5)};
    const BatchMoment moment{.now = at(10), .coming = coming};
    CHECK(BatchRule{load}.choose(queue, moment, out) == at(12));
    CHECK(out == std::vector<std::size_t>{1});  // full: nobody fits in any more
}

TEST_CASE("BatchRule: a load waits for nobody beyond a queue-time limit of its lots", "[unit]") {
    const LoadSpec load = looking_ahead(hours(5), WaitsFor::any);
    const std::vector<ComingLot> coming{{0, 1, at(30)}};
    const auto starts = [&](std::int64_t deadline_min) {
        std::vector<WaitingLot> queue{lot(0, 0, 1, 0), lot(1, 0, 1, 5)};
        queue[1].facts.queue_time_deadline = at(deadline_min);
        std::vector<std::size_t> out;
        BatchRule{load}.choose(queue, {.now = at(10), .coming = coming}, out);
        return !out.empty();
    };
    CHECK(starts(29));
    CHECK_FALSE(starts(30));  // a start at the limit is in time
}

TEST_CASE("BatchRule: a time-out ends the wait for company", "[unit]") {
    LoadSpec load = looking_ahead(hours(5), WaitsFor::any);
    load.has_wait = true;
    load.longest_wait = minutes(10);
    CHECK(waits_until(load, 40) == Time::never());
}

TEST_CASE("BatchRule: dummies fill up what a time-out starts, if there are enough", "[unit]") {
    LoadSpec load = oven(3, 4);
    load.has_wait = true;
    load.longest_wait = minutes(30);
    load.filler = CarrierPoolId{0};
    const auto starts = [&](std::int64_t now_min, std::int64_t dummies) {
        std::vector<std::size_t> out;
        const std::vector<WaitingLot> one{lot(0, 0, 1, 0)};
        BatchRule{load}.choose(one, {.now = at(now_min), .fillers = dummies}, out);
        return !out.empty();
    };
    CHECK_FALSE(starts(29, 5));
    CHECK_FALSE(starts(30, 1));
    CHECK(starts(30, 2));
    CHECK(BatchRule{load}.fillers(3, 1) == 2);
    CHECK(BatchRule{load}.fillers(3, 4) == 0);
}
