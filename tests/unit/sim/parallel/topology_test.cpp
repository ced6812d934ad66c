#include "sim/parallel/topology.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;

namespace {

constexpr Duration kNone = LogicalProcesses::no_channel();

/// Four processes: 0 -> 1 -> 2 -> 0 with 5, 7 and 100 us, and 3 that only sends, to 2.
LogicalProcesses ring() {
    return {{0, 1, 2, 3},
            {{0, 1, Duration{5}}, {1, 2, Duration{7}}, {2, 0, Duration{100}}, {3, 2, Duration{1}}}};
}

}  // namespace

TEST_CASE("Processes: the shortest of several channels counts", "[unit]") {
    const LogicalProcesses p{{0, 0, 1}, {{0, 1, Duration{9}}, {0, 1, Duration{4}}}};
    CHECK(p.size() == 2);
    CHECK(p.lookahead(0, 1) == Duration{4});
    CHECK(p.lookahead(1, 0) == kNone);
    CHECK(p.lookahead_between(0, 1) == Duration{});
    CHECK(p.lookahead_between(1, 2) == Duration{4});
}

TEST_CASE("Processes: a channel without lookahead or to itself is refused", "[unit]") {
    const std::vector<std::uint32_t> two{0, 1};
    CHECK_THROWS_AS((LogicalProcesses{two, {{0, 1, Duration{0}}}}), ContractError);
    CHECK_THROWS_AS((LogicalProcesses{two, {{1, 1, Duration{3}}}}), ContractError);
    CHECK_THROWS_AS((LogicalProcesses{two, {{0, 2, Duration{3}}}}), ContractError);
    CHECK_THROWS_AS(LogicalProcesses::complete(3, Duration{0}), ContractError);
}

TEST_CASE("Lookahead: shortest ways, and the way back to oneself", "[unit]") {
    const Partition each{.cluster_of = {0, 1, 2, 3}, .clusters = 4};
    const LookaheadMatrix d{ring(), each};
    CHECK(d.at(0, 1) == Duration{5});
    CHECK(d.at(0, 2) == Duration{12});
    CHECK(d.at(1, 0) == Duration{107});
    CHECK(d.at(0, 0) == Duration{112});
    CHECK(d.at(3, 1) == Duration{106});
    CHECK(d.at(1, 3) == kNone);
    CHECK(d.at(3, 3) == kNone);
}

TEST_CASE("Lookahead: ways inside a cluster take no time", "[unit]") {
    const Partition two{.cluster_of = {0, 0, 1, 1}, .clusters = 2};
    const LookaheadMatrix d{ring(), two};
    CHECK(d.at(0, 1) == Duration{7});
    CHECK(d.at(1, 0) == Duration{100});
    CHECK(d.at(0, 0) == Duration{107});
}

TEST_CASE("Lookahead: all to all", "[unit]") {
    const LogicalProcesses all = LogicalProcesses::complete(10, Duration{3});
    const std::vector<double> load(10, 1.0);
    const LookaheadMatrix d{all, make_partition(all, load, 2)};
    CHECK(d.at(0, 1) == Duration{3});
    CHECK(d.at(1, 1) == Duration{6});
    const LookaheadMatrix alone{all, make_partition(all, load, 1)};
    CHECK(alone.at(0, 0) == kNone);
}

TEST_CASE("Lookahead: the pace is the least mean of a cycle", "[unit]") {
    const auto pace = [](std::vector<Channel> channels) {
        const LogicalProcesses p{{0, 1, 2, 3}, std::move(channels)};
        return LookaheadMatrix{p, {.cluster_of = {0, 1, 2, 3}, .clusters = 4}}.pace();
    };
    CHECK(LookaheadMatrix{ring(), {.cluster_of = {0, 1, 2, 3}, .clusters = 4}}.pace() ==
          Duration{(5 + 7 + 100) / 3});
    CHECK(pace({{0, 1, Duration{1}}, {1, 0, Duration{100}}, {2, 3, Duration{1}}}) == Duration{50});
    CHECK(pace({{0, 1, Duration{10}}, {1, 2, Duration{5}}}) == Duration{160});
    CHECK(pace({}) == kNone);
    const auto acyclic = [](std::vector<Channel> channels) {
        const LogicalProcesses p{{0, 1, 2, 3}, std::move(channels)};
        return LookaheadMatrix{p, {.cluster_of = {0, 0, 1, 1}, .clusters = 2}}.acyclic();
    };
    CHECK(acyclic({}));
    CHECK(acyclic({{0, 2, Duration{10}}, {1, 3, Duration{5}}}));
    CHECK(acyclic({{0, 1, Duration{10}}, {1, 0, Duration{5}}}));  // inside one cluster
    CHECK_FALSE(acyclic({{0, 2, Duration{10}}, {3, 1, Duration{5}}}));
    const LogicalProcesses all = LogicalProcesses::complete(4, Duration{3});
    CHECK(LookaheadMatrix{all, {.cluster_of = {0, 1, 2, 2}, .clusters = 3}}.pace() == Duration{3});
}

TEST_CASE("Contraction: coupled parts become one, numbered by their first", "[unit]") {
    const std::vector<Coupling> couplings{{4, 1, "crew"}, {3, 4, "carriers"}};
    const Contraction c = contract(5, couplings);
    CHECK(c.groups == 3);
    CHECK(c.group_of == std::vector<std::uint32_t>{0, 1, 2, 1, 1});
}

TEST_CASE("Partition: loads are balanced and short ties kept together", "[unit]") {
    // Two pairs with a short way between each pair and long ways elsewhere.
    const LogicalProcesses p{
        {0, 1, 2, 3},
        {{0, 3, Duration{1}}, {1, 2, Duration{1}}, {3, 1, Duration{1000}}, {2, 0, Duration{1000}}}};
    const std::vector<double> load{1, 1, 1, 1};
    const Partition two = make_partition(p, load, 2);
    CHECK(two.clusters == 2);
    CHECK(two.cluster_of[0] == two.cluster_of[3]);
    CHECK(two.cluster_of[1] == two.cluster_of[2]);
    CHECK(two.cluster_of[0] != two.cluster_of[1]);

    const std::vector<double> uneven{10, 1, 1, 1};
    const Partition balanced = make_partition(p, uneven, 2);
    for (std::size_t i = 1; i < 4; ++i) {
        CHECK(balanced.cluster_of[i] != balanced.cluster_of[0]);
    }
    CHECK(make_partition(p, load, 256).clusters == 4);
}
