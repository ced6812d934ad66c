#include "models/packaging/lots/lot_table.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

LotId LotTable::create() {
    LotId id;
    if (free_.empty()) {
        id = LotId::from_index(lots_.size());
        lots_.emplace_back();
        details_.emplace_back();
        latent_.resize(latent_.size() + mechanisms_, 0);
        kept_tools_.resize(kept_tools_.size() + kept_, kNoTool);
    } else {
        id = free_.back();
        free_.pop_back();
        const std::uint32_t generation = lots_[id.index()].generation;
        lots_[id.index()] = Lot{};
        lots_[id.index()].generation = generation;
        details_[id.index()] = LotDetail{};
        std::ranges::fill(latent(id), 0);
        std::ranges::fill(kept_tools(id), kNoTool);
    }
    lots_[id.index()].state = LotState::travelling;
    return id;
}

void LotTable::release(LotId lot) {
    expect(lots_[lot.index()].state != LotState::gone, "a lot leaves twice");
    lots_[lot.index()].state = LotState::gone;
    ++lots_[lot.index()].generation;
    free_.push_back(lot);
}

LotId LotTable::resolve(std::uint64_t handle) const {
    const LotId lot{static_cast<std::uint32_t>(handle)};
    const bool same = lots_[lot.index()].generation == static_cast<std::uint32_t>(handle >> 32);
    return same ? lot : LotId::none();
}

}  // namespace packline::packaging
