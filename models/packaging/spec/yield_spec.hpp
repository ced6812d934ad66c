#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/station_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/draws.hpp"

#include <cstdint>

namespace packline::packaging {

/// How unevenly defects lie: the law of the density that a die meets.
enum class YieldModel : std::uint8_t {
    poisson,            ///< the same everywhere
    murphy,             ///< triangular from 0 to twice the mean (Murphy 1964)
    seeds,              ///< exponential (Seeds 1967, Price 1970)
    negative_binomial,  ///< gamma of shape alpha (Stapper 1973)
};

/// Defects by area.
struct DefectDensity {
    YieldModel model = YieldModel::poisson;
    double per_site = 0;  ///< defects expected on a site: density x critical area
    double alpha = 1;     ///< negative binomial: the smaller, the more clustered
};

/// Share of sites without a defect: Laplace transform of the density's law at the area.
/// Source: Cunningham 1990, "The use and evaluation of yield models", IEEE Trans. Semicond. Manuf.
double die_yield(const DefectDensity& density);
/// Defects expected on each site of one lot or item, whose density is drawn from the law.
double draw_defects(const DefectDensity& density, Draws& draws);

/// A share without the defect that rises with experience, from `from` to YieldSpec::survive.
struct LearningSpec {
    enum class By : std::uint8_t { nothing, time, volume };
    By by = By::nothing;
    double from = 0;        ///< share without the defect at the start
    Duration constant{};    ///< time: what is left to learn falls by the factor e in it
    double volume = 1;      ///< volume: sites handled until it has fallen by 2^exponent
    double exponent = 0.5;  ///< volume: of the experience curve (Wright 1936)
};

/// New defects made by a step. Each mechanism has one level (MechanismSpec::level).
struct YieldSpec {
    MechanismId mechanism;
    double survive = 1.0;      ///< share without this defect, in [0, 1]
    bool latent = false;       ///< not seen until an inspection that covers it
    double correlation = 0.0;  ///< of two sites of one lot or item (beta-binomial), in [0, 1)
    Level luck = Level::lot;   ///< whose sites share the luck of `correlation` and `clustered`
    bool clustered = false;    ///< the density of each lot or item is drawn
    DefectDensity density{};   ///< with `clustered`
    LearningSpec learning{};
};

/// Share of defective sites that a test with this fault coverage finds among sites of which the
/// share `quality` is good. Source: Williams and Brown 1981, IEEE Trans. Computers C-30.
double found_of_faults(double quality, double coverage);

/// Share without the defect after this time and this many sites.
double survive_after(const YieldSpec& yield, Time now, std::int64_t volume);

}  // namespace packline::packaging
