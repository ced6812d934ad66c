#pragma once

#include "models/packaging/lots/clustered_yield.hpp"
#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/draws.hpp"

#include <cstdint>
#include <span>
#include <vector>

// What happens to the counts of a lot: pure functions of counts and draws, without clock or
// events. `latent` is the lot's row of LotTable: one count per mechanism.

namespace packline::packaging {

/// Counts of one lot together with its latent defects.
struct Counts {
    Population& population;
    std::span<std::int64_t> latent;
};

/// Sites and items that left a population.
struct Loss {
    std::int64_t items = 0;
    std::int64_t sites = 0;
    friend bool operator==(const Loss&, const Loss&) = default;
};

class PopulationRules {
public:
    explicit PopulationRules(const std::vector<MechanismSpec>& mechanisms);

    std::size_t mechanisms() const { return levels_.size(); }
    Level level(MechanismId m) const { return levels_[m.index()]; }

    /// New defects among what is good so far on `handled` of the items. Returns how many items
    /// or sites got it; changes nothing. `items` serves a luck that items have of their own.
    std::int64_t spoil(Counts counts, const YieldSpec& yield, std::int64_t handled, Draws& draws,
                       const ItemDraws& items) const;

    /// How many latent defects of `m` are found with this coverage when `handled` of the items
    /// are looked at; changes nothing.
    std::int64_t find(Counts counts, MechanismId m, double coverage, std::int64_t handled,
                      Draws& draws) const;

    /// Good sites that an inspection of `handled` items rejects; changes nothing.
    std::int64_t reject(Counts counts, double overkill, std::int64_t handled, Draws& draws) const;

    /// Takes `n` latent-defective sites of mechanism `m` out of the population.
    Loss remove_bad_sites(Counts counts, MechanismId m, std::int64_t n) const;
    /// Takes `n` good sites out (defects found at once, overkill). Requires: that many are good.
    Loss remove_good_sites(Counts counts, std::int64_t n) const;
    /// Takes `n` items out with what is on them: random ones, or, with `m`, ones that have the
    /// latent item defect `m`, or good ones with `good`.
    enum class Pick : std::uint8_t { any, good };
    Loss remove_items(Counts counts, std::int64_t n, Pick pick, Draws& draws) const;
    Loss remove_bad_items(Counts counts, MechanismId m, std::int64_t n, Draws& draws) const;

    /// Moves `n` random items into `child`, which must be empty of items.
    void split(Counts from, Counts child, std::int64_t n, Draws& draws) const;
    /// Moves `n` items that have the latent item defect `m` into `child` (may hold some).
    void split_bad(Counts from, Counts child, MechanismId m, std::int64_t n, Draws& draws) const;
    /// Brings the counts of passes down to the items that are left. Units lost after
    /// singulation are random ones, so this may be done when the counts are next needed.
    void thin_passes(Population& population, Draws& draws) const;
    /// Adds all of `from` to `into`; both of one form.
    void merge(Counts into, Counts from) const;

    /// Latent defects of these mechanisms are gone.
    void clear(Counts counts, std::span<const MechanismId> mechanisms) const;
    /// Joins components to each site, `per_site` of one kind; of them `latent[m]` have latent
    /// defect m. A site is bad if any of its parts is, by the first mechanism that hit it.
    void attach(Counts counts, std::span<const std::int64_t> latent, std::int64_t per_site,
                Draws& draws) const;
    /// Each live site becomes an item of its own; latent item defects pass on to its sites.
    void singulate(Counts counts, Draws& draws) const;

private:
    bool of_sites(const Population& population, MechanismId m) const {
        return level(m) == Level::site || population.singulated;
    }
    /// Of `marked` sites, those that are on `handled` random items.
    std::int64_t sites_on(const Population& population, std::int64_t marked, std::int64_t handled,
                          Draws& draws) const;
    void move_items(Counts from, Counts* into, std::int64_t n, MechanismId bad, Pick pick,
                    Draws& draws) const;

    std::vector<Level> levels_;
};

}  // namespace packline::packaging
