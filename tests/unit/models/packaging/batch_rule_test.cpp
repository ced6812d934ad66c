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
    BatchRule{load}.choose(queue, Time{} + minutes(now_min), out);
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
