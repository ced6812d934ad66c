#include "sim/core/wait_graph.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;

namespace {
using Nodes = std::vector<WaitGraph::Node>;
}

TEST_CASE("WaitGraph: a ring of waiters is a deadlock", "[unit]") {
    WaitGraph g{3};
    g.block(0, Nodes{1});
    g.block(1, Nodes{2});
    CHECK(g.deadlock(0).empty());  // 2 can still move
    g.block(2, Nodes{0});
    CHECK(g.deadlock(0) == Nodes{0, 1, 2});
}

TEST_CASE("WaitGraph: one holder that can move is a way out", "[unit]") {
    WaitGraph g{4};
    g.block(0, Nodes{1, 3});
    g.block(1, Nodes{0});
    CHECK(g.deadlock(0).empty());
    g.block(3, Nodes{0});
    CHECK(g.deadlock(1).size() == 3);
    g.unblock(3);
    CHECK(g.deadlock(1).empty());
}

TEST_CASE("WaitGraph: who waits for the outside is never deadlocked", "[unit]") {
    WaitGraph g{2};
    g.block(0, Nodes{1});
    g.block(1, Nodes{});
    CHECK(g.deadlock(0).empty());
}
