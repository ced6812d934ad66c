#pragma once

#include "models/packaging/spec/yield_spec.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/random_key.hpp"

#include <cstdint>

// Sites that share the luck of their lot or of their item: counts whose chance is drawn first.

namespace packline::packaging {

/// Of `good` sites of one lot or item, those that get the defect.
std::int64_t spoil_together(std::int64_t good, const YieldSpec& yield, Draws& draws);

/// The draws of each item of a lot at one decision.
struct ItemDraws {
    RandomKey key;
    std::uint64_t entity = 0;  ///< of the lot and the decision
    Draws operator()(std::uint32_t item) const { return {key, entity, Purpose::item_luck, item}; }
};

/// Of `good` sites that lie at random on `items` items of `positions` places each, those that
/// get the defect, each item with a luck of its own. Cost: linear in items.
std::int64_t spoil_by_item(std::int64_t good, std::int64_t items, std::int64_t positions,
                           const YieldSpec& yield, const ItemDraws& draws);

}  // namespace packline::packaging
