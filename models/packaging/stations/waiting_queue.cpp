#include "models/packaging/stations/waiting_queue.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {
using Offset = std::vector<WaitingLot>::difference_type;
}  // namespace

void WaitingQueue::insert(const WaitingLot& waiting) {
    if (head_ > 32 && head_ * 2 > entries_.size()) {
        entries_.erase(entries_.begin(), entries_.begin() + static_cast<Offset>(head_));
        head_ = 0;
    }
    auto place = entries_.end();
    const auto first = entries_.begin() + static_cast<Offset>(head_);
    while (place != first && waiting.key < std::prev(place)->key) {
        --place;
    }
    entries_.insert(place, waiting);
}

WaitingLot WaitingQueue::remove(std::size_t index) {
    const WaitingLot out = entries_[head_ + index];
    if (index == 0) {
        ++head_;
        if (head_ == entries_.size()) {
            entries_.clear();
            head_ = 0;
        }
    } else if (index < size() / 2) {
        const auto first = entries_.begin() + static_cast<Offset>(head_);
        const auto gap = first + static_cast<Offset>(index);
        std::move_backward(first, gap, gap + 1);
        ++head_;
    } else {
        entries_.erase(entries_.begin() + static_cast<Offset>(head_ + index));
    }
    return out;
}

WaitingLot WaitingQueue::remove(LotId lot) {
    const auto all = lots();
    const auto it = std::ranges::find(all, lot, &WaitingLot::lot);
    expect(it != all.end(), "the lot does not wait here");
    return remove(static_cast<std::size_t>(it - all.begin()));
}

}  // namespace packline::packaging
