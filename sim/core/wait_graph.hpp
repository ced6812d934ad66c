#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace packline {

/// Who waits for what that others hold: finds deadlocks the moment they close.
///
/// A waiter goes on when any one resource unit it waits for is freed (OR-waiting: any holder
/// will do), so a deadlock is a set of waiters none of whose holders can ever move: a knot of
/// the graph, not just a cycle. Source: Holt 1972, "Some deadlock properties of computer
/// systems", section 4. Cost of a query: O(nodes + edges) reached; asked only when
/// somebody blocks, which is rare.
class WaitGraph {
public:
    using Node = std::uint32_t;

    explicit WaitGraph(std::size_t nodes = 0) : holders_(nodes) {}

    /// `waiter` now waits until one of `holders` lets go. Replaces what it waited for before.
    /// An empty list means that it waits for the outside world and is never deadlocked.
    void block(Node waiter, std::span<const Node> holders);
    void unblock(Node waiter);
    bool blocked(Node waiter) const { return waiter < holders_.size() && holders_[waiter].waits; }

    /// Those that wait for each other without a way out, `start` among them, in order of
    /// discovery; empty where `start` can still move.
    std::vector<Node> deadlock(Node start) const;

private:
    struct Wait {
        bool waits = false;
        std::vector<Node> holders;
    };
    std::vector<Wait> holders_;
};

}  // namespace packline
