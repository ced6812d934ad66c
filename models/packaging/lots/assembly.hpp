#pragma once

#include "models/packaging/lots/population.hpp"

#include <cstdint>
#include <span>

// Parts that join whole items of a lot: pure functions of counts and draws. Parts that join
// sites: PopulationRules::attach.

namespace packline::packaging {

/// Joins single parts to each item (a glass carrier, a ring). `latent[m]` of all these parts have
/// latent defect m: one of an item mechanism spoils the item, one of a site mechanism the good
/// sites on it.
void attach_to_items(const PopulationRules& rules, Counts counts,
                     std::span<const std::int64_t> latent, Draws& draws);

/// Whole wafers: live sites on all of them together, and their latent defects.
struct WaferParts {
    std::int64_t positions = 0;  ///< sites on each, good or bad
    std::int64_t sites = 0;
    std::span<const std::int64_t> latent;
};

/// Joins a whole wafer to each item, site on site. Items without sites take over those of the
/// wafers. A site lives on where both are live; returns the sites that are lost because their
/// partner is known to be bad.
Loss join_wafers(const PopulationRules& rules, Counts counts, const WaferParts& wafers,
                 Draws& draws);

}  // namespace packline::packaging
