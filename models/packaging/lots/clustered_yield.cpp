#include "models/packaging/lots/clustered_yield.hpp"

#include "sim/base/math.hpp"
#include "sim/random/counts.hpp"

namespace packline::packaging {

std::int64_t spoil_together(std::int64_t good, const YieldSpec& y, Draws& draws) {
    if (y.clustered) {
        return binomial(draws, good, -math::expm1(-draw_defects(y.density, draws)));
    }
    const double risk = 1.0 - y.survive;
    if (y.correlation <= 0.0 || risk <= 0.0 || risk >= 1.0) {
        return binomial(draws, good, risk);
    }
    // Beta-binomial with the intra-class correlation rho: a + b = 1 / rho - 1.
    const double spread = 1.0 / y.correlation - 1.0;
    return beta_binomial(draws, good, risk * spread, y.survive * spread);
}

std::int64_t spoil_by_item(std::int64_t good, std::int64_t items, std::int64_t positions,
                           const YieldSpec& yield, const ItemDraws& draws) {
    std::int64_t spoiled = 0;
    for (std::int64_t i = 0; i < items && good > 0; ++i) {
        Draws d = draws(static_cast<std::uint32_t>(i));
        const std::int64_t here = hypergeometric(d, (items - i) * positions, good, positions);
        good -= here;
        spoiled += spoil_together(here, yield, d);
    }
    return spoiled;
}

}  // namespace packline::packaging
