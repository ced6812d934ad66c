#pragma once

#include "models/packaging/lots/population.hpp"
#include "models/packaging/spec/route_spec.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/draws.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

// What a step does to the quality of a lot: makes defects, finds them. Pure functions.

namespace packline::packaging {

/// The draws of one lot at one step: each decision has a block of its own, so a decision that
/// is added or left out shifts no other.
class StepDraws {
public:
    /// `loops` tells repeated visits of the same step apart.
    StepDraws(RandomKey key, std::uint64_t entity, std::uint32_t loops)
        : key_{key}, entity_{entity}, loops_{loops} {}

    Draws operator()(Purpose purpose, std::uint32_t index = 0) const {
        return {key_, entity_, purpose, loops_ * 64 + index};
    }
    /// For each item of the lot at the decision of this index.
    ItemDraws items(std::uint32_t index) const {
        return {key_, combine(entity_, loops_ * 64 + index)};
    }

private:
    RandomKey key_;
    std::uint64_t entity_;
    std::uint32_t loops_;
};

/// Makes the defects of a step on `handled` of the items. Those found at once leave the lot and are
/// added to `losses` (one entry per mechanism); latent ones stay.
void make_defects(const PopulationRules& rules, Counts counts, std::span<const YieldSpec> yields,
                  std::int64_t handled, const StepDraws& draws, std::span<Loss> losses);

inline constexpr std::size_t kMostRetests = 20;

struct InspectionResult {
    std::int64_t overkill = 0;  ///< good sites rejected in the end
    std::int64_t retested = 0;  ///< sites that went through again, summed over passes
    std::array<std::int64_t, kMostRetests> again{};  ///< the same by pass
};

/// What an inspection finds, `found[i]` for `spec.finds[i]`; removes nothing yet.
/// `handled` of the items are looked at. All fails of a pass are retested: overkill is drawn anew,
/// true defects pass only by `retest_escape`.
InspectionResult inspect(const PopulationRules& rules, Counts counts, const InspectionSpec& spec,
                         std::int64_t handled, const StepDraws& draws,
                         std::span<std::int64_t> found);

}  // namespace packline::packaging
