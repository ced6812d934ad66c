#include "sim/core/wait_graph.hpp"

#include <algorithm>

namespace packline {

void WaitGraph::block(Node waiter, std::span<const Node> holders) {
    if (waiter >= holders_.size()) {
        holders_.resize(std::size_t{waiter} + 1);
    }
    holders_[waiter].waits = true;
    holders_[waiter].holders.assign(holders.begin(), holders.end());
}

void WaitGraph::unblock(Node waiter) {
    if (blocked(waiter)) {
        holders_[waiter].waits = false;
        holders_[waiter].holders.clear();
    }
}

std::vector<WaitGraph::Node> WaitGraph::deadlock(Node start) const {
    if (!blocked(start)) {
        return {};
    }
    // Whoever is reached and does not wait, or waits for the outside, can move one day and
    // then frees those behind it. So one such node means no deadlock.
    std::vector<Node> reached{start};
    std::vector<bool> seen(holders_.size(), false);
    seen[start] = true;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const Node node = reached[i];
        if (!blocked(node) || holders_[node].holders.empty()) {
            return {};
        }
        for (const Node holder : holders_[node].holders) {
            if (holder >= seen.size()) {
                return {};  // never waited
            }
            if (!seen[holder]) {
                seen[holder] = true;
                reached.push_back(holder);
            }
        }
    }
    return reached;
}

}  // namespace packline
