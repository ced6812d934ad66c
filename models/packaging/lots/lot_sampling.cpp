#include "models/packaging/lots/lot_sampling.hpp"

#include <algorithm>

namespace packline::packaging {

bool LotSampling::every_nth(std::uint32_t n, const Lot& lot, StepIndex step, bool in_parts) {
    const auto count = [&] {
        return ++counters_[(std::uint64_t{lot.product.value} << 32) | step.value] % n == 0;
    };
    if (!in_parts) {
        return count();
    }
    if (choices_.size() <= lot.order.index()) {
        choices_.resize(lot.order.index() + 1);
    }
    std::vector<Choice>& made = choices_[lot.order.index()];
    const auto same = std::ranges::find_if(
        made, [&](const Choice& c) { return c.step == step && c.round == lot.loops; });
    if (same != made.end()) {
        return same->chosen;
    }
    made.push_back({step, lot.loops, count()});
    return made.back().chosen;
}

void LotSampling::forget(OrderId order) {
    if (order.index() < choices_.size()) {
        choices_[order.index()].clear();
    }
}

}  // namespace packline::packaging
