#include "models/packaging/lots/population.hpp"

#include "tests/support/catch.hpp"

#include <cmath>
#include <numeric>
#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

const MechanismId kVoid{0};     // sites
const MechanismId kOverlay{1};  // items

struct Lot25 {
    Population population;
    std::vector<std::int64_t> latent = {0, 0};

    Lot25(std::int64_t items, std::int64_t sites_per_item) {
        population.items = items;
        population.positions = sites_per_item;
        population.sites = items * sites_per_item;
        population.passes[0] = static_cast<std::uint32_t>(items);
    }
    Counts counts() { return {population, latent}; }
};

PopulationRules rules() {
    return PopulationRules{{{"void", Level::site}, {"overlay", Level::item}}};
}

Draws draws(std::uint32_t i) { return {{11, 0}, 99, Purpose::test, i}; }

void make_latent(Lot25& lot, std::int64_t bad_sites, std::int64_t bad_items) {
    lot.latent = {bad_sites, bad_items};
    lot.population.bad_sites = bad_sites;
    lot.population.bad_items = bad_items;
}

}  // namespace

TEST_CASE("population: a split conserves items, sites, defects and passes", "[property]") {
    const PopulationRules r = rules();
    for (std::uint32_t i = 0; i < 2'000; ++i) {
        Lot25 from{25, 100};
        from.population.sites -= 300;
        make_latent(from, 200, 6);
        from.population.passes = {15, 7, 3};
        Lot25 to{0, 100};
        Draws d = draws(i);
        r.split(from.counts(), to.counts(), 9, d);
        REQUIRE(from.population.items == 16);
        REQUIRE(to.population.items == 9);
        REQUIRE(from.population.sites + to.population.sites == 2'200);
        REQUIRE(to.population.sites <= 900);
        REQUIRE(from.latent[0] + to.latent[0] == 200);
        REQUIRE(from.latent[1] + to.latent[1] == 6);
        REQUIRE(from.latent[0] <= from.population.sites);
        REQUIRE(to.population.bad_items == to.latent[1]);
        REQUIRE(std::accumulate(to.population.passes.begin(), to.population.passes.end(), 0U) == 9);
        r.merge(from.counts(), to.counts());
        REQUIRE(from.population.sites == 2'200);
        REQUIRE(from.population.passes[1] == 7);
    }
}

TEST_CASE("population: the share that leaves is unbiased and as spread as chance makes it",
          "[theory]") {
    // 10 of 25 items leave; 2,000 of 2,500 positions are live: hypergeometric share with
    // mean 800 and variance 1000 * .8 * .2 * (1500 / 2499) = 96.04. |z| <= 4 for both.
    const PopulationRules r = rules();
    constexpr int n = 20'000;
    double sum = 0;
    double squares = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
        Lot25 from{25, 100};
        from.population.sites = 2'000;
        Lot25 to{0, 100};
        Draws d = draws(i);
        r.split(from.counts(), to.counts(), 10, d);
        const double x = static_cast<double>(to.population.sites) - 800;
        sum += x;
        squares += x * x;
    }
    const double variance = 1'000 * 0.8 * 0.2 * 1'500 / 2'499;
    const auto z_mean = [&](double mean) {
        return (sum / n - (mean - 800)) / std::sqrt(variance / n);
    };
    CHECK(std::fabs(z_mean(800)) <= 4);
    CHECK(std::fabs(z_mean(801)) > 4);  // a slightly wrong mean is rejected
    const double z_variance = (squares / n / variance - 1) / std::sqrt(2.0 / n);
    CHECK(std::fabs(z_variance) <= 4);
    CHECK(std::fabs((squares / n / (variance * 1.10) - 1) / std::sqrt(2.0 / n)) > 4);
}

TEST_CASE("population: later mechanisms draw among what is good so far", "[unit]") {
    const PopulationRules r = rules();
    Lot25 lot{25, 100};
    make_latent(lot, 2'500, 0);  // every site is bad already
    Draws d = draws(1);
    YieldSpec certain;
    certain.mechanism = kVoid;
    certain.survive = 0;
    CHECK(r.spoil(lot.counts(), certain, 25, d, ItemDraws{}) == 0);
    certain.mechanism = kOverlay;
    CHECK(r.spoil(lot.counts(), certain, 25, d, ItemDraws{}) == 25);
}

TEST_CASE("population: items split off for a defect all have it, the rest keep theirs", "[unit]") {
    const PopulationRules r = rules();
    Lot25 lot{25, 100};
    make_latent(lot, 0, 6);
    Lot25 child{0, 100};
    Draws d = draws(3);
    r.split_bad(lot.counts(), child.counts(), kOverlay, 4, d);
    CHECK(child.population.items == 4);
    CHECK(child.latent[1] == 4);
    CHECK(lot.latent[1] == 2);
    r.clear(child.counts(), std::vector{kOverlay});
    CHECK(child.population.bad_items == 0);
}

TEST_CASE("population: losing a good item takes no other item's defect along", "[unit]") {
    const PopulationRules r = rules();
    Lot25 lot{25, 100};
    make_latent(lot, 0, 24);
    Draws d = draws(4);
    const Loss loss = r.remove_items(lot.counts(), 1, PopulationRules::Pick::good, d);
    CHECK(loss == Loss{1, 100});
    CHECK(lot.latent[1] == 24);
    CHECK(lot.population.sites == 2'400);
}

TEST_CASE("population: singulation turns a bad item into bad units", "[unit]") {
    const PopulationRules r = rules();
    Lot25 lot{25, 100};
    make_latent(lot, 0, 2);
    Draws d = draws(5);
    r.singulate(lot.counts(), d);
    CHECK(lot.population.items == 2'500);
    CHECK(lot.population.bad_sites == 200);
    CHECK(lot.latent[1] == 200);
    CHECK(lot.population.singulated);
    const Loss loss = r.remove_bad_sites(lot.counts(), kOverlay, 50);
    CHECK(loss == Loss{50, 50});
    CHECK(lot.population.items == lot.population.sites);
}

TEST_CASE("population: one bad part of several spoils its site, two on one site only once",
          "[theory]") {
    // 1,000 sites with 2 parts each, 400 of the 2,000 parts bad: a site is good with
    // probability (1600 / 2000) (1599 / 1999); expected bad sites 360.08, sd of one trial < 8.
    const PopulationRules r = rules();
    const std::vector<std::int64_t> bad_parts{400, 0};
    double sum = 0;
    constexpr int n = 4'000;
    for (std::uint32_t i = 0; i < n; ++i) {
        Lot25 lot{10, 100};
        Draws d = draws(i);
        r.attach(lot.counts(), bad_parts, 2, d);
        REQUIRE(lot.population.bad_sites == lot.latent[0]);
        sum += static_cast<double>(lot.population.bad_sites);
    }
    const double expected = 1'000 * (1 - 1'600.0 / 2'000 * 1'599.0 / 1'999);
    const double half_width = 4 * 8 / std::sqrt(n);
    CHECK(std::fabs(sum / n - expected) <= half_width);
    CHECK(std::fabs(sum / n - 400) > half_width);  // "every bad part spoils a site" is rejected
}
