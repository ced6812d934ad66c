#include "models/packaging/lots/lot_sampling.hpp"

#include <algorithm>
#include <utility>

namespace packline::packaging {

LotSampling::Choice* LotSampling::choice_of(const Lot& lot, StepIndex step) {
    if (choices_.size() <= lot.order.index()) {
        choices_.resize(lot.order.index() + 1);
    }
    std::vector<Choice>& made = choices_[lot.order.index()];
    const auto same = std::ranges::find_if(
        made, [&](const Choice& c) { return c.step == step && c.round == lot.loops; });
    return same == made.end() ? nullptr : &*same;
}

template <class Choose>
bool LotSampling::once_per_lot(const Lot& lot, StepIndex step, bool in_parts,
                               const Choose& choose) {
    if (!in_parts) {
        return choose();
    }
    if (const Choice* same = choice_of(lot, step)) {
        return same->chosen;
    }
    const bool chosen = choose();
    choices_[lot.order.index()].push_back({step, lot.loops, chosen});
    return chosen;
}

bool LotSampling::every_nth(std::uint32_t n, const Lot& lot, StepIndex step, bool in_parts) {
    return once_per_lot(lot, step, in_parts, [&] { return ++counters_[pair(lot, step)] % n == 0; });
}

bool LotSampling::skip_lot(std::uint32_t qualify, std::uint32_t n, const Lot& lot, StepIndex step,
                           bool in_parts) {
    return once_per_lot(lot, step, in_parts, [&] {
        Row& row = rows_[pair(lot, step)];
        return row.good < qualify || ++row.skipped % n == 0;
    });
}

void LotSampling::judge(const Lot& lot, StepIndex step, bool good, bool in_parts) {
    Row& row = rows_[pair(lot, step)];
    if (!good) {
        row = {};
        return;
    }
    Choice* choice = in_parts ? choice_of(lot, step) : nullptr;
    if (choice != nullptr && std::exchange(choice->judged, true)) {
        return;
    }
    ++row.good;
}

void LotSampling::forget(OrderId order) {
    if (order.index() < choices_.size()) {
        choices_[order.index()].clear();
    }
}

}  // namespace packline::packaging
