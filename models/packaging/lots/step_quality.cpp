#include "models/packaging/lots/step_quality.hpp"

#include "sim/random/counts.hpp"

#include <algorithm>

namespace packline::packaging {

void make_defects(const PopulationRules& rules, Counts counts, std::span<const YieldSpec> yields,
                  std::int64_t handled, const StepDraws& draws, std::span<Loss> losses) {
    Population& p = counts.population;
    for (std::size_t i = 0; i < yields.size(); ++i) {
        const YieldSpec& y = yields[i];
        const auto index = static_cast<std::uint32_t>(i);
        Draws how_many = draws(Purpose::yield, index);
        const std::int64_t n = rules.spoil(counts, y, handled, how_many, draws.items(index));
        const bool of_sites = rules.level(y.mechanism) == Level::site || p.singulated;
        if (n == 0) {
            continue;
        }
        if (y.latent) {
            counts.latent[y.mechanism.index()] += n;
            (of_sites ? p.bad_sites : p.bad_items) += n;
            continue;
        }
        Draws which = draws(Purpose::breakage, index);
        const Loss loss = of_sites
                              ? rules.remove_good_sites(counts, n)
                              : rules.remove_items(counts, n, PopulationRules::Pick::good, which);
        losses[y.mechanism.index()].items += loss.items;
        losses[y.mechanism.index()].sites += loss.sites;
    }
}

InspectionResult inspect(const PopulationRules& rules, Counts counts, const InspectionSpec& spec,
                         std::int64_t handled, const StepDraws& draws,
                         std::span<std::int64_t> found) {
    InspectionResult result;
    for (std::size_t i = 0; i < spec.finds.size(); ++i) {
        const auto index = static_cast<std::uint32_t>(i);
        Draws covered = draws(Purpose::coverage, index);
        std::int64_t n =
            rules.find(counts, spec.finds[i].mechanism, spec.finds[i].coverage, handled, covered);
        Draws again = draws(Purpose::retest, index);
        for (std::uint32_t pass = 0; pass < spec.retests && n > 0; ++pass) {
            result.retested += n;
            result.again[pass] += n;
            n = binomial(again, n, 1.0 - spec.retest_escape);
        }
        found[i] = n;
    }
    if (spec.overkill > 0.0) {
        Draws reject = draws(Purpose::overkill);
        std::int64_t n = rules.reject(counts, spec.overkill, handled, reject);
        for (std::uint32_t pass = 0; pass < spec.retests && n > 0; ++pass) {
            result.retested += n;
            result.again[pass] += n;
            n = binomial(reject, n, spec.overkill);
        }
        result.overkill = n;
    }
    return result;
}

}  // namespace packline::packaging
