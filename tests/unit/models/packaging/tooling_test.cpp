#include "models/packaging/stock/tooling.hpp"

#include "tests/support/catch.hpp"

#include <utility>

using namespace packline;
using namespace packline::packaging;

namespace {

constexpr ToolingId kCard{0};
constexpr ToolingId kBoard{1};

std::vector<ToolingSpec> two_kinds(std::uint32_t cards, std::uint32_t boards) {
    std::vector<ToolingSpec> specs(2);
    specs[0].name = "card";
    specs[0].stock = cards;
    specs[1].name = "board";
    specs[1].stock = boards;
    return specs;
}

std::vector<ToolingNeed> both() { return {{kCard, 1}, {kBoard, 1}}; }

std::vector<std::uint32_t> mount(Tooling& tooling, std::uint32_t tool,
                                 const std::vector<ToolingNeed>& needs) {
    std::vector<std::uint32_t> robbed;
    tooling.mount(tool, needs, robbed);
    return robbed;
}

}  // namespace

TEST_CASE("Tooling: kits of the store first, then those of idle tools", "[unit]") {
    const auto specs = two_kinds(2, 1);
    Tooling tooling{specs, 3};
    CHECK(mount(tooling, 0, both()).empty());
    CHECK(tooling.mounted(0, both()));
    CHECK(tooling.missing(1, {{{kCard, 1}}}) == ToolingId::none());
    CHECK(mount(tooling, 1, {{kCard, 1}}).empty());
    CHECK(mount(tooling, 2, both()) == std::vector<std::uint32_t>{0, 0});
    CHECK_FALSE(tooling.mounted(0, {{{kCard, 1}}}));
    CHECK(tooling.mounted(1, {{{kCard, 1}}}));
}

TEST_CASE("Tooling: a busy tool keeps its kits", "[unit]") {
    const auto specs = two_kinds(1, 1);
    Tooling tooling{specs, 2};
    mount(tooling, 0, both());
    tooling.set_busy(0, true, Time{});
    CHECK(tooling.missing(1, both()) == kCard);
    CHECK(tooling.missing(0, both()) == ToolingId::none());
    tooling.set_busy(0, false, Time{} + hours(1));
    CHECK(tooling.missing(1, both()) == ToolingId::none());
    CHECK(tooling.statistics(kCard).in_use.mean(Time{} + hours(2)) == 0.5);
}

TEST_CASE("Tooling: what is not needed goes back to the store", "[unit]") {
    const auto specs = two_kinds(1, 1);
    Tooling tooling{specs, 2};
    mount(tooling, 0, both());
    mount(tooling, 0, {{kBoard, 1}});
    tooling.set_busy(0, true, Time{});
    CHECK(tooling.missing(1, {{{kCard, 1}}}) == ToolingId::none());
}

TEST_CASE("Tooling: a worn kit serves nobody, is refurbished so often, then lost", "[unit]") {
    auto specs = two_kinds(1, 1);
    specs[0].wears = true;
    specs[0].life = 10;
    specs[0].counted_in = ToolingUse::item;
    specs[0].refurbished = true;
    specs[0].most_refurbishments = 1;
    Tooling tooling{specs, 1};
    std::vector<Tooling::Worn> worn;
    for (int life = 0; life < 2; ++life) {
        mount(tooling, 0, both());
        tooling.wear(0, both(), {.loads = 1, .items = 9, .sites = 0});
        CHECK(tooling.mounted(0, both()));
        tooling.wear(0, both(), {.loads = 1, .items = 1, .sites = 0});
        CHECK_FALSE(tooling.mounted(0, both()));
        CHECK(tooling.missing(0, both()) == kCard);
        tooling.take_worn(0, Time{}, worn);
        REQUIRE(worn.size() == static_cast<std::size_t>(life) + 1);
        if (life == 0) {
            CHECK(worn[0].refurbished);
            tooling.come_back(worn[0].number, Time{} + hours(1));
        }
    }
    CHECK(worn[1].lost);
    CHECK(tooling.statistics(kCard).worn == 2);
    CHECK(tooling.statistics(kCard).lost == 1);
    CHECK(tooling.missing(0, both()) == kCard);
}

TEST_CASE("Tooling: kits on tools and in the store at the start keep their uses", "[unit]") {
    auto specs = two_kinds(3, 1);
    specs[0].wears = true;
    specs[0].life = 10;
    specs[0].used = {8};
    Tooling tooling{specs, 2};
    tooling.put_on(1, kCard, 9);
    const auto places = tooling.places(kCard);
    REQUIRE(places.size() == 3);
    CHECK(places[0].uses == 8);
    CHECK(places[1].uses == 0);
    CHECK(places[2].tool == 1);
    CHECK(places[2].uses == 9);
    CHECK(tooling.mounted(1, {{{kCard, 1}}}));
    tooling.wear(1, {{{kCard, 1}}}, {.loads = 1});
    CHECK_FALSE(tooling.mounted(1, {{{kCard, 1}}}));  // its life is over
}
