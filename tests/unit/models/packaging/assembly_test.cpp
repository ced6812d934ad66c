#include "models/packaging/lots/assembly.hpp"

#include "tests/support/catch.hpp"

#include <cmath>
#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

PopulationRules rules() {
    return PopulationRules{{{"void", Level::site}, {"crack", Level::item}, {"open", Level::site}}};
}

/// 10 items of 100 places.
struct Base {
    Population population;
    std::vector<std::int64_t> latent{0, 0, 0};
    Base(std::int64_t sites, std::int64_t open) {
        population.items = 10;
        population.positions = 100;
        population.sites = sites;
        population.bad_sites = open;
        latent[2] = open;
    }
    Counts counts() { return {population, latent}; }
};

Draws draws(std::uint32_t i) { return {{12, 0}, 77, Purpose::test, i}; }

}  // namespace

TEST_CASE("join_wafers: a site lives where both are live, and its first defect counts",
          "[property]") {
    constexpr std::uint32_t kTimes = 4'000;
    double lost = 0;
    double voids = 0;
    for (std::uint32_t i = 0; i < kTimes; ++i) {
        Base base{800, 100};
        Draws d = draws(i);
        const std::vector<std::int64_t> latent{90, 2, 0};
        const Loss loss = join_wafers(rules(), base.counts(), {100, 900, latent}, d);
        const Population& p = base.population;
        REQUIRE(p.sites == 800 - loss.sites);
        REQUIRE(p.bad_items == 2);
        REQUIRE(base.latent[1] == 2);
        REQUIRE(p.bad_sites == base.latent[0] + base.latent[2]);
        REQUIRE(base.latent[2] <= 100);
        lost += static_cast<double>(loss.sites);
        voids += static_cast<double>(base.latent[0]);
    }
    // 1 in 10 partners is dead; of the 720 sites left 1 in 10 has a void, 7 in 8 of them new.
    CHECK(std::fabs(lost / kTimes - 80) < 0.5);
    CHECK(std::fabs(voids / kTimes - 63) < 0.5);
}

TEST_CASE("join_wafers: items without sites take over those of the wafers", "[unit]") {
    Base bare{0, 0};
    bare.population.positions = 0;
    Draws d = draws(0);
    const std::vector<std::int64_t> latent{30, 1, 0};
    CHECK(join_wafers(rules(), bare.counts(), {50, 450, latent}, d) == Loss{});
    CHECK(bare.population.positions == 50);
    CHECK(bare.population.sites == 450);
    CHECK(bare.population.bad_sites == 30);
    CHECK(bare.population.bad_items == 1);
}

TEST_CASE("attach_to_items: a bad carrier spoils its item, or all good sites on it", "[unit]") {
    Base base{1'000, 0};
    Draws d = draws(1);
    attach_to_items(rules(), base.counts(), std::vector<std::int64_t>{3, 2, 0}, d);
    CHECK(base.latent[0] == 300);
    CHECK(base.population.bad_sites == 300);
    CHECK(base.population.bad_items == 2);
    attach_to_items(rules(), base.counts(), std::vector<std::int64_t>{0, 10, 0}, d);
    CHECK(base.population.bad_items == 10);  // two of them were bad before
}
