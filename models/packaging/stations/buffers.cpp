#include "models/packaging/stations/buffers.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

Buffers::Buffers(const std::vector<BufferSpec>& buffers) {
    for (const BufferSpec& b : buffers) {
        buffers_.push_back({b.places, b.counted_in, {}, {}, {}, false, false, 0});
    }
}

std::int64_t Buffers::amount(BufferId buffer, std::int64_t items) const {
    return buffers_[buffer.index()].counted_in == Level::item ? items : 1;
}

void Buffers::join(BufferId buffer, const Claim& claim) {
    Buffer& b = buffers_[buffer.index()];
    auto place = b.line.end();
    const auto first = b.line.begin() + static_cast<std::ptrdiff_t>(b.head);
    while (place != first && claim.priority < std::prev(place)->priority) {
        --place;
    }
    b.line.insert(place, claim);
}

std::span<const Buffers::Claim> Buffers::line(BufferId buffer) const {
    const Buffer& b = buffers_[buffer.index()];
    return std::span{b.line}.subspan(b.head);
}

std::span<Buffers::Claim> Buffers::line(BufferId buffer) {
    Buffer& b = buffers_[buffer.index()];
    return std::span{b.line}.subspan(b.head);
}

Buffers::Claim Buffers::remove(BufferId buffer, std::size_t index) {
    Buffer& b = buffers_[buffer.index()];
    const Claim out = b.line[b.head + index];
    if (index > 0) {
        b.line.erase(b.line.begin() + static_cast<std::ptrdiff_t>(b.head + index));
        return out;
    }
    ++b.head;
    if (b.head > 32 && b.head * 2 > b.line.size()) {
        b.line.erase(b.line.begin(), b.line.begin() + static_cast<std::ptrdiff_t>(b.head));
        b.head = 0;
    }
    return out;
}

bool Buffers::fits(BufferId buffer, const Claim& claim) const {
    const Buffer& b = buffers_[buffer.index()];
    return b.used.level() - claim.own + claim.amount <= b.places;
}

void Buffers::take(BufferId buffer, LotId lot, std::int64_t amount, Time now) {
    Buffer& b = buffers_[buffer.index()];
    b.holders.push_back(lot);
    b.used.add(now, amount);
}

void Buffers::leave(BufferId buffer, LotId lot, std::int64_t amount, Time now) {
    Buffer& b = buffers_[buffer.index()];
    const auto place = std::ranges::find(b.holders, lot);
    expect(place != b.holders.end(), "the lot has no place here");
    *place = b.holders.back();
    b.holders.pop_back();
    b.used.add(now, -amount);
}

void Buffers::hand_over(BufferId buffer, LotId from, LotId to) {
    Buffer& b = buffers_[buffer.index()];
    *std::ranges::find(b.holders, from) = to;
}

void Buffers::reset_statistics(Time now) {
    for (Buffer& b : buffers_) {
        b.used.reset(now);
    }
}

}  // namespace packline::packaging
