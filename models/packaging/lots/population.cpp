#include "models/packaging/lots/population.hpp"

#include "models/packaging/lots/urn.hpp"
#include "sim/base/errors.hpp"
#include "sim/random/counts.hpp"

#include <algorithm>

namespace packline::packaging {

PopulationRules::PopulationRules(const std::vector<MechanismSpec>& mechanisms) {
    for (const MechanismSpec& m : mechanisms) {
        levels_.push_back(m.level);
    }
}

std::int64_t PopulationRules::sites_on(const Population& p, std::int64_t marked,
                                       std::int64_t handled, Draws& draws) const {
    if (handled >= p.items) {
        return marked;
    }
    const std::int64_t there =
        p.singulated ? handled
                     : hypergeometric(draws, p.items * p.positions, p.sites, handled * p.positions);
    return hypergeometric(draws, p.sites, marked, there);
}

std::int64_t PopulationRules::spoil(Counts counts, const YieldSpec& yield, std::int64_t handled,
                                    Draws& draws, const ItemDraws& items) const {
    const Population& p = counts.population;
    // A defective piece belongs to the first mechanism that hit it, so only good ones are at risk.
    if (!of_sites(p, yield.mechanism)) {
        std::int64_t good = p.items - p.bad_items;
        good = handled < p.items ? hypergeometric(draws, p.items, good, handled) : good;
        return spoil_together(good, yield, draws);
    }
    const std::int64_t good = sites_on(p, p.sites - p.bad_sites, handled, draws);
    const bool lucky = yield.clustered || yield.correlation > 0.0;
    if (!lucky || yield.luck == Level::lot) {
        return spoil_together(good, yield, draws);
    }
    if (p.singulated) {
        // Each unit has a luck of its own, which nobody can tell from a fixed chance.
        return binomial(draws, good, 1.0 - yield.survive);
    }
    return spoil_by_item(good, std::min(handled, p.items), p.positions, yield, items);
}

std::int64_t PopulationRules::find(Counts counts, MechanismId m, double coverage,
                                   std::int64_t handled, Draws& draws) const {
    const Population& p = counts.population;
    std::int64_t there = counts.latent[m.index()];
    if (there == 0) {
        return 0;
    }
    if (handled < p.items) {
        there = of_sites(p, m) ? sites_on(p, there, handled, draws)
                               : hypergeometric(draws, p.items, there, handled);
    }
    return binomial(draws, there, coverage);
}

std::int64_t PopulationRules::reject(Counts counts, double overkill, std::int64_t handled,
                                     Draws& draws) const {
    const Population& p = counts.population;
    return binomial(draws, sites_on(p, p.sites - p.bad_sites, handled, draws), overkill);
}

Loss PopulationRules::remove_bad_sites(Counts counts, MechanismId m, std::int64_t n) const {
    Population& p = counts.population;
    counts.latent[m.index()] -= n;
    p.bad_sites -= n;
    p.sites -= n;
    if (p.singulated) {
        p.items -= n;
        return {n, n};
    }
    return {0, n};
}

Loss PopulationRules::remove_good_sites(Counts counts, std::int64_t n) const {
    Population& p = counts.population;
    p.sites -= n;
    if (p.singulated) {
        p.items -= n;
        return {n, n};
    }
    return {0, n};
}

Loss PopulationRules::remove_items(Counts counts, std::int64_t n, Pick pick, Draws& draws) const {
    const std::int64_t sites = counts.population.sites;
    move_items(counts, nullptr, n, MechanismId::none(), pick, draws);
    return {n, sites - counts.population.sites};
}

Loss PopulationRules::remove_bad_items(Counts counts, MechanismId m, std::int64_t n,
                                       Draws& draws) const {
    const std::int64_t sites = counts.population.sites;
    move_items(counts, nullptr, n, m, Pick::any, draws);
    return {n, sites - counts.population.sites};
}

void PopulationRules::split(Counts from, Counts child, std::int64_t n, Draws& draws) const {
    move_items(from, &child, n, MechanismId::none(), Pick::any, draws);
}

void PopulationRules::split_bad(Counts from, Counts child, MechanismId m, std::int64_t n,
                                Draws& draws) const {
    move_items(from, &child, n, m, Pick::any, draws);
}

void PopulationRules::thin_passes(Population& p, Draws& draws) const {
    std::int64_t counted = 0;
    for (const std::uint32_t n : p.passes) {
        counted += n;
    }
    Urn gone{counted, counted - p.items, draws};
    for (std::uint32_t& n : p.passes) {
        n -= static_cast<std::uint32_t>(gone.take(n));
    }
}

void PopulationRules::move_items(Counts from, Counts* into, std::int64_t n, MechanismId bad,
                                 Pick pick, Draws& draws) const {
    Population& p = from.population;
    expect(n >= 0 && n <= p.items, "more items leave a lot than it has");
    const std::int64_t sites =
        p.singulated ? n : hypergeometric(draws, p.items * p.positions, p.sites, n * p.positions);
    if (into != nullptr) {
        into->population.positions = p.positions;
        into->population.singulated = p.singulated;
        into->population.items += n;
        into->population.sites += sites;
    }
    thin_passes(p, draws);
    Urn passes{p.items, n, draws};
    for (std::size_t b = kPassBuckets; b-- > 0;) {
        const auto taken = static_cast<std::uint32_t>(passes.take(p.passes[b]));
        p.passes[b] -= taken;
        if (into != nullptr) {
            into->population.passes[b] += taken;
        }
    }
    const auto move = [&](std::size_t m, std::int64_t k, std::int64_t Population::*bad_count) {
        from.latent[m] -= k;
        p.*bad_count -= k;
        if (into != nullptr) {
            into->latent[m] += k;
            into->population.*bad_count += k;
        }
    };
    Urn bad_sites{p.sites, sites, draws};
    // Items that are picked for being bad or good take no other item's latent defect along.
    const bool at_random = !bad.valid() && pick == Pick::any;
    Urn bad_items{p.items, n, draws};
    for (std::size_t m = 0; m < levels_.size(); ++m) {
        if (from.latent[m] == 0) {
            continue;
        }
        if (levels_[m] == Level::site || p.singulated) {
            move(m, bad_sites.take(from.latent[m]), &Population::bad_sites);
        } else if (at_random) {
            move(m, bad_items.take(from.latent[m]), &Population::bad_items);
        } else if (bad.valid() && m == bad.index()) {
            move(m, n, &Population::bad_items);
        }
    }
    p.items -= n;
    p.sites -= sites;
}

void PopulationRules::merge(Counts into, Counts from) const {
    Population& a = into.population;
    const Population& b = from.population;
    expect(a.positions == b.positions && a.singulated == b.singulated,
           "lots of two forms cannot merge");
    a.items += b.items;
    a.sites += b.sites;
    a.bad_sites += b.bad_sites;
    a.bad_items += b.bad_items;
    for (std::size_t i = 0; i < kPassBuckets; ++i) {
        a.passes[i] += b.passes[i];
    }
    for (std::size_t m = 0; m < levels_.size(); ++m) {
        into.latent[m] += from.latent[m];
    }
}

void PopulationRules::clear(Counts counts, std::span<const MechanismId> mechanisms) const {
    for (const MechanismId m : mechanisms) {
        const bool sites = of_sites(counts.population, m);
        (sites ? counts.population.bad_sites : counts.population.bad_items) -=
            counts.latent[m.index()];
        counts.latent[m.index()] = 0;
    }
}

void PopulationRules::attach(Counts counts, std::span<const std::int64_t> latent,
                             std::int64_t per_site, Draws& draws) const {
    Population& p = counts.population;
    const double parts = static_cast<double>(p.sites * per_site);
    std::int64_t in_bad_sites = 0;  // bad parts of this kind on sites that are bad by now
    std::int64_t placed = 0;        // bad parts of this kind placed so far
    for (std::size_t m = 0; m < levels_.size(); ++m) {
        for (std::int64_t i = 0; i < latent[m]; ++i, ++placed) {
            const auto room = static_cast<double>(p.bad_sites * per_site - in_bad_sites);
            const bool on_bad = draws.uniform() * (parts - static_cast<double>(placed)) < room;
            if (!on_bad) {
                ++counts.latent[m];
                ++p.bad_sites;
            }
            ++in_bad_sites;
        }
    }
}

void PopulationRules::singulate(Counts counts, Draws& draws) const {
    Population& p = counts.population;
    // A bad item spoils all the good sites on it: those that had no defect of their own yet.
    std::int64_t items_left = p.items;
    std::int64_t good_left = p.sites - p.bad_sites;
    for (std::size_t m = 0; m < levels_.size(); ++m) {
        if (levels_[m] == Level::site || counts.latent[m] == 0) {
            continue;
        }
        const std::int64_t items = counts.latent[m];
        const std::int64_t spoiled =
            hypergeometric(draws, items_left * p.positions, good_left, items * p.positions);
        items_left -= items;
        good_left -= spoiled;
        counts.latent[m] = spoiled;
        p.bad_sites += spoiled;
    }
    p.bad_items = 0;
    p.items = p.sites;
    p.positions = 1;
    p.singulated = true;
    p.passes = {};
    p.passes[0] = static_cast<std::uint32_t>(p.items);
}

}  // namespace packline::packaging
