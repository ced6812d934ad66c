#include "models/packaging/spec/yield_spec.hpp"

#include "sim/base/math.hpp"
#include "sim/random/distribution.hpp"

#include <cmath>

namespace packline::packaging {

double die_yield(const DefectDensity& d) {
    const double n = d.per_site;
    if (n <= 0) {
        return 1;
    }
    switch (d.model) {
        case YieldModel::poisson:
            return math::exp(-n);
        case YieldModel::murphy: {
            const double root = -math::expm1(-n) / n;
            return root * root;
        }
        case YieldModel::seeds:
            return 1 / (1 + n);
        case YieldModel::negative_binomial:
            return math::exp(-d.alpha * math::log1p(n / d.alpha));
    }
    return 1;
}

double draw_defects(const DefectDensity& d, Draws& draws) {
    switch (d.model) {
        case YieldModel::poisson:
            return d.per_site;
        case YieldModel::murphy: {
            const double first = draws.uniform();
            return d.per_site * (first + draws.uniform());
        }
        case YieldModel::seeds:
            return -d.per_site * math::log(draws.uniform());
        case YieldModel::negative_binomial:
            return d.per_site > 0
                       ? Distribution::gamma(d.per_site, 1 / std::sqrt(d.alpha)).sample(draws)
                       : 0;
    }
    return d.per_site;
}

double found_of_faults(double quality, double coverage) {
    // Faults on a site are Poisson with mean -ln Y: it passes with Y^T.
    if (quality <= 0) {
        return coverage > 0 ? 1 : 0;
    }
    return quality >= 1 ? coverage : (1 - math::pow(quality, coverage)) / (1 - quality);
}

double survive_after(const YieldSpec& y, Time now, std::int64_t volume) {
    double left = 0;  // of what there is to learn
    switch (y.learning.by) {
        case LearningSpec::By::nothing:
            return y.survive;
        case LearningSpec::By::time:
            left = math::exp(-to_seconds(now - Time{}) / to_seconds(y.learning.constant));
            break;
        case LearningSpec::By::volume:
            left = math::exp(-y.learning.exponent *
                             math::log1p(static_cast<double>(volume) / y.learning.volume));
            break;
    }
    return y.survive + (y.learning.from - y.survive) * left;
}

}  // namespace packline::packaging
