#include "models/packaging/ledger/route_order.hpp"

#include <algorithm>
#include <numeric>

namespace packline::packaging {

std::vector<std::uint32_t> route_order(const RouteSpec& route) {
    const std::size_t n = route.steps.size();
    // Main step behind which a step stands; rework may send to further rework.
    std::vector<std::size_t> behind(n, n);
    for (std::size_t i = 0; i < route.main_steps; ++i) {
        behind[i] = i;
    }
    for (bool found = true; found;) {
        found = false;
        for (std::size_t i = 0; i < n; ++i) {
            if (!route.steps[i].reworks || behind[i] == n) {
                continue;
            }
            for (StepId s = route.steps[i].rework.to;
                 s.valid() && s.index() >= route.main_steps && behind[s.index()] == n;
                 s = route.steps[s.index()].next) {
                behind[s.index()] = behind[i];
                found = true;
            }
        }
    }
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return behind[i]; });
    std::vector<std::uint32_t> rank(n);
    for (std::uint32_t r = 0; r < n; ++r) {
        rank[order[r]] = r;
    }
    return rank;
}

}  // namespace packline::packaging
