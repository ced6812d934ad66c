#include "models/packaging/lots/assembly.hpp"

#include "models/packaging/lots/urn.hpp"
#include "sim/base/errors.hpp"
#include "sim/random/counts.hpp"

namespace packline::packaging {

namespace {

/// Items that get a latent item defect: those that have one already keep the first. `reached`:
/// items with a bad part of this kind so far, all of them bad by now.
void spoil_items(Counts counts, std::size_t m, std::int64_t n, std::int64_t& reached,
                 Draws& draws) {
    Population& p = counts.population;
    const std::int64_t on_bad = hypergeometric(draws, p.items - reached, p.bad_items - reached, n);
    counts.latent[m] += n - on_bad;
    p.bad_items += n - on_bad;
    reached += n;
}

}  // namespace

void attach_to_items(const PopulationRules& rules, Counts counts,
                     std::span<const std::int64_t> latent, Draws& draws) {
    Population& p = counts.population;
    std::int64_t reached = 0;
    std::int64_t items_left = p.items;
    std::int64_t good_left = p.sites - p.bad_sites;
    for (std::size_t m = 0; m < latent.size(); ++m) {
        if (latent[m] == 0) {
            continue;
        }
        if (rules.level(MechanismId::from_index(m)) == Level::item) {
            spoil_items(counts, m, latent[m], reached, draws);
            continue;
        }
        const std::int64_t spoiled =
            hypergeometric(draws, items_left * p.positions, good_left, latent[m] * p.positions);
        items_left -= latent[m];
        good_left -= spoiled;
        counts.latent[m] += spoiled;
        p.bad_sites += spoiled;
    }
}

Loss join_wafers(const PopulationRules& rules, Counts counts, const WaferParts& wafers,
                 Draws& draws) {
    Population& p = counts.population;
    std::int64_t reached = 0;
    for (std::size_t m = 0; m < wafers.latent.size(); ++m) {
        if (wafers.latent[m] > 0 && rules.level(MechanismId::from_index(m)) == Level::item) {
            spoil_items(counts, m, wafers.latent[m], reached, draws);
        }
    }
    const bool takes_over = p.positions == 0;
    if (takes_over) {
        p.positions = wafers.positions;
        p.sites = p.items * p.positions;
    }
    expect(p.positions == wafers.positions, "wafers of two layouts are joined");
    // Sites whose partner is known to be bad, the lot's own latent defects among them.
    const std::int64_t dead = p.items * p.positions - wafers.sites;
    const std::int64_t lost = hypergeometric(draws, p.items * p.positions, p.sites, dead);
    Urn bad{p.sites, lost, draws};
    Urn partners{wafers.sites, p.sites - lost, draws};
    for (std::size_t m = 0; m < wafers.latent.size(); ++m) {
        if (rules.level(MechanismId::from_index(m)) == Level::item) {
            continue;
        }
        const std::int64_t gone = bad.take(counts.latent[m]);
        counts.latent[m] -= gone;
        p.bad_sites -= gone;
    }
    p.sites -= lost;
    std::int64_t placed = 0;  // bad partners so far: the sites under them are bad by now
    for (std::size_t m = 0; m < wafers.latent.size(); ++m) {
        if (rules.level(MechanismId::from_index(m)) == Level::item) {
            continue;
        }
        const std::int64_t n = partners.take(wafers.latent[m]);
        const std::int64_t on_bad =
            hypergeometric(draws, p.sites - placed, p.bad_sites - placed, n);
        placed += n;
        counts.latent[m] += n - on_bad;
        p.bad_sites += n - on_bad;
    }
    return takes_over ? Loss{} : Loss{0, lost};
}

}  // namespace packline::packaging
