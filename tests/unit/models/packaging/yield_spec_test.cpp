#include "models/packaging/spec/yield_spec.hpp"

#include "models/packaging/lots/clustered_yield.hpp"
#include "models/packaging/lots/population.hpp"
#include "models/packaging/lots/step_quality.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <vector>

using namespace packline;
using namespace packline::packaging;
using Catch::Matchers::WithinAbs;

namespace {

double yield(YieldModel model, double defects, double alpha = 1) {
    return die_yield({model, defects, alpha});
}

constexpr YieldModel kNegativeBinomial = YieldModel::negative_binomial;

}  // namespace

TEST_CASE("Yield by area: the models at one defect per die", "[unit]") {
    CHECK_THAT(yield(YieldModel::poisson, 1), WithinAbs(0.3678794412, 1e-10));
    CHECK_THAT(yield(YieldModel::murphy, 1), WithinAbs(0.3995764009, 1e-9));
    CHECK(yield(YieldModel::seeds, 1) == 0.5);
    CHECK_THAT(yield(kNegativeBinomial, 1, 2), WithinAbs(4.0 / 9, 1e-12));
    CHECK_THAT(yield(kNegativeBinomial, 1, 3), WithinAbs(27.0 / 64, 1e-12));
    CHECK_THAT(yield(kNegativeBinomial, 1, 1), WithinAbs(0.5, 1e-12));
    CHECK(yield(YieldModel::murphy, 0) == 1);
}

TEST_CASE("Yield by area: A = 1.2 cm2, D0 = 0.25 per cm2 (Stapper, Cunningham)", "[unit]") {
    CHECK_THAT(yield(YieldModel::poisson, 0.3), WithinAbs(0.7408182207, 1e-9));
    CHECK_THAT(yield(YieldModel::murphy, 0.3), WithinAbs(0.7463910526, 1e-9));
    CHECK_THAT(yield(YieldModel::seeds, 0.3), WithinAbs(0.7692307692, 1e-9));
    CHECK_THAT(yield(kNegativeBinomial, 0.3, 3), WithinAbs(0.7513148009, 1e-9));
    CHECK_THAT(yield(kNegativeBinomial, 0.3, 0.5), WithinAbs(0.790569415, 1e-9));
}

TEST_CASE("Yield by area: dies of the Chiplet Actuary (Feng and Ma 2022)", "[unit]") {
    // alpha 10; D0 of 7 nm 0.09, of 5 nm 0.11 per cm2.
    CHECK_THAT(yield(kNegativeBinomial, 2 * 0.09, 10), WithinAbs(0.8366, 5e-5));
    CHECK_THAT(yield(kNegativeBinomial, 8 * 0.09, 10), WithinAbs(0.499, 5e-4));
    CHECK_THAT(yield(kNegativeBinomial, 8 * 0.11, 10), WithinAbs(0.430, 5e-4));
    CHECK_THAT(std::pow(0.9, 8), WithinAbs(0.4305, 5e-5));  // a stack of eight
}

TEST_CASE("Fault coverage: defect level of Williams and Brown", "[unit]") {
    const auto defect_level = [](double quality, double coverage) {
        const double escapes = (1 - quality) * (1 - found_of_faults(quality, coverage));
        return escapes / (quality + escapes);
    };
    CHECK_THAT(defect_level(0.7, 0.92), WithinAbs(0.02813, 5e-6));
    CHECK_THAT(defect_level(0.85, 0.98), WithinAbs(0.003245101828, 1e-11));
    CHECK(found_of_faults(0.7, 1) == 1);
    CHECK(found_of_faults(1, 0.9) == 0.9);
    CHECK(found_of_faults(0, 0.9) == 1);
}

TEST_CASE("Clusters: good dies of a wafer whose density is drawn have the mixed variance",
          "[theory]") {
    // 400 dies, gamma density of shape 3 and mean 0.25 per cm2, 1.2 cm2: mean 300.5259 and
    // variance 2345.808 (independent dies: 74.8). Sixteen wafers a lot, as one count.
    const PopulationRules rules{{{"particle", Level::site}}};
    YieldSpec y;
    y.mechanism = MechanismId{0};
    y.density = {kNegativeBinomial, 0.3, 3};
    y.survive = die_yield(y.density);
    y.clustered = true;
    constexpr int n = 20'000;
    for (const std::int64_t wafers : {1, 16}) {
        y.luck = wafers == 1 ? Level::lot : Level::item;
        double sum = 0;
        double squares = 0;
        for (std::uint32_t i = 0; i < n; ++i) {
            std::vector<std::int64_t> latent{0};
            Population p{.items = wafers, .sites = 400 * wafers, .positions = 400};
            const StepDraws draws{{5, 0}, 77, i};
            Draws d = draws(Purpose::yield);
            const Counts counts{p, latent};
            const std::int64_t bad = rules.spoil(counts, y, wafers, d, draws.items(0));
            const double x =
                static_cast<double>(p.sites - bad) - 300.5259204 * static_cast<double>(wafers);
            sum += x;
            squares += x * x;
        }
        const double variance = 2345.808223 * static_cast<double>(wafers);
        CHECK(std::fabs(sum / n) <= 4 * std::sqrt(variance / n));
        // The law is skewed: its fourth moment is below 6 squared variances.
        const double half_width = 4 * std::sqrt(5.0 / n);
        CHECK(std::fabs(squares / n / variance - 1) <= half_width);
        CHECK(std::fabs(squares / n / (1.10 * variance) - 1) > half_width / 2);
    }
}

TEST_CASE("Clusters: the drawn density has the mean that the formula hides", "[unit]") {
    for (const DefectDensity d :
         {DefectDensity{YieldModel::murphy, 0.8, 1}, DefectDensity{YieldModel::seeds, 0.8, 1},
          DefectDensity{kNegativeBinomial, 0.8, 2}}) {
        double good = 0;
        constexpr int n = 40'000;
        for (std::uint32_t i = 0; i < n; ++i) {
            Draws draws{{3, 0}, 9, Purpose::test, i};
            good += std::exp(-draw_defects(d, draws));
        }
        CHECK_THAT(good / n, WithinAbs(die_yield(d), 4 * 0.3 / std::sqrt(n)));
    }
}

TEST_CASE("Learning: the rest falls by e in its time constant, or with the units", "[unit]") {
    YieldSpec y;
    y.survive = 0.95;
    CHECK(survive_after(y, Time{} + days(9), 5) == 0.95);
    y.learning = {.by = LearningSpec::By::time, .from = 0.80, .constant = days(60)};
    CHECK_THAT(survive_after(y, Time{}, 0), WithinAbs(0.80, 1e-15));
    CHECK_THAT(survive_after(y, Time{} + days(60), 0), WithinAbs(0.95 - 0.15 / std::exp(1), 1e-12));
    y.learning = {.by = LearningSpec::By::volume, .from = 0.80, .volume = 1000, .exponent = 0.5};
    CHECK_THAT(survive_after(y, Time{} + days(60), 0), WithinAbs(0.80, 1e-15));
    CHECK_THAT(survive_after(y, Time{}, 3000), WithinAbs(0.95 - 0.15 / 2, 1e-12));
}
