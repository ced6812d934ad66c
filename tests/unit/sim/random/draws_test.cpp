#include "sim/random/draws.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/sim/random/goodness.hpp"

#include <Random123/philox.h>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

namespace packline {
namespace {

struct KnownAnswer {
    philox4x32_ctr_t counter;
    philox4x32_key_t key;
    philox4x32_ctr_t answer;
};

/// philox4x32 is a macro, which takes no braces.
philox4x32_ctr_t block_of(const philox4x32_ctr_t& counter, const philox4x32_key_t& key) {
    return philox4x32(counter, key);
}

TEST_CASE("Philox: the block function gives the published answers", "[unit]") {
    // Source: kat_vectors of Random123 1.14, lines "philox4x32 10".
    const std::array<KnownAnswer, 3> known{{
        {{{0, 0, 0, 0}}, {{0, 0}}, {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}},
        {{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}},
         {{0xffffffff, 0xffffffff}},
         {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}},
        {{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
         {{0xa4093822, 0x299f31d0}},
         {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}},
    }};
    for (const KnownAnswer& k : known) {
        const philox4x32_ctr_t block = block_of(k.counter, k.key);
        for (std::size_t i = 0; i < 4; ++i) {
            CHECK(block.v[i] == k.answer.v[i]);
        }
    }
    // The 10,000th number of std::philox4x32 with its default seed, as C++26 states it.
    CHECK(block_of({{2'499, 0, 0, 0}}, {{20'111'115, 0}}).v[3] == 1'955'073'260U);
}

TEST_CASE("Draws: counter and key hold what the design says", "[unit]") {
    const std::uint64_t entity = 0x85a308d3243f6a88ULL;
    Draws d({7, 9}, entity, Purpose::test, 0x13198a2e);
    const philox4x32_key_t key{{7, 9}};
    for (std::uint32_t sub = 0; sub < 3; ++sub) {
        const philox4x32_ctr_t block =
            block_of({{0x243f6a88, 0x85a308d3, 0x13198a2e, (1000U << 16) | sub}}, key);
        CHECK(d.bits() == ((std::uint64_t{block.v[1]} << 32) | block.v[0]));
        CHECK(d.bits() == ((std::uint64_t{block.v[3]} << 32) | block.v[2]));
    }
}

TEST_CASE("Draws: every part of the key chooses another stream", "[unit]") {
    std::set<std::uint64_t> first;
    const auto add = [&](RandomKey key, std::uint64_t entity, Purpose purpose, std::uint32_t n) {
        first.insert(Draws{key, entity, purpose, n}.bits());
    };
    add({1, 0}, 5, Purpose::yield, 0);
    add({2, 0}, 5, Purpose::yield, 0);
    add({1, 1}, 5, Purpose::yield, 0);
    add({1, 0}, 6, Purpose::yield, 0);
    add({1, 0}, 5 + (std::uint64_t{1} << 32), Purpose::yield, 0);
    add({1, 0}, 5, Purpose::coverage, 0);
    add({1, 0}, 5, Purpose::yield, 1);
    CHECK(first.size() == 7);
}

TEST_CASE("Draws: a number does not depend on what others drew", "[unit]") {
    std::vector<std::uint64_t> alone;
    alone.reserve(100);
    Draws a = test::draws(1, 0);
    for (int i = 0; i < 100; ++i) alone.push_back(a.bits());
    Draws again = test::draws(1, 0);
    Draws other = test::draws(2, 0);
    for (const std::uint64_t expected : alone) {
        other.bits();
        REQUIRE(again.bits() == expected);
    }
}

TEST_CASE("Draws: a decision cannot run into the numbers of the next purpose", "[unit]") {
    Draws d = test::draws(1, 0);
    for (int i = 0; i < 2 * 65'535; ++i) d.bits();
    CHECK_THROWS_AS(d.bits(), ContractError);
}

TEST_CASE("Draws: the name of an entity gives its key, on any machine", "[unit]") {
    CHECK(hash_name("die_bonder") == 0x9D3340F025FC5B73ULL);
    CHECK(hash_name("") != hash_name("a"));
}

/// Greatest |z| of what should be uniform and independent: octiles, bits, and the correlation
/// of neighbours.
double worst_score(const std::vector<double>& u) {
    const auto n = static_cast<double>(u.size());
    std::array<double, 8> octile{};
    std::array<double, 52> bit{};
    double product = 0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        octile[static_cast<std::size_t>(u[i] * 8)] += 1;
        const auto bits = static_cast<std::uint64_t>(u[i] * 0x1p52);
        for (std::size_t b = 0; b < bit.size(); ++b) bit[b] += static_cast<double>((bits >> b) & 1);
        if (i > 0) product += (u[i] - 0.5) * (u[i - 1] - 0.5);
    }
    double worst = std::fabs(product / (n - 1)) * 12 * std::sqrt(n - 1);
    for (const double count : octile) {
        worst = std::max(worst, std::fabs(test::share_score(count, n, 1.0 / 8)));
    }
    for (const double count : bit) {
        worst = std::max(worst, std::fabs(test::share_score(count, n, 0.5)));
    }
    return worst;
}

TEST_CASE("Draws: uniform and independent along every part of the key", "[unit]") {
    constexpr std::uint32_t n = 200'000;
    using Source = Draws (*)(std::uint32_t);
    const std::array<Source, 5> sources{
        [](std::uint32_t i) {
            return Draws{{1, 0}, 5, Purpose::test, i};
        },
        [](std::uint32_t i) {
            return Draws{{1, 0}, i, Purpose::test, 0};
        },
        [](std::uint32_t i) {
            return Draws{{1, i}, 5, Purpose::test, 0};
        },
        [](std::uint32_t i) {
            return Draws{{i, 0}, 5, Purpose::test, 0};
        },
        [](std::uint32_t i) {
            return Draws{{1, 0}, 5, static_cast<Purpose>(i & 0xFFFF), i >> 16};
        }};
    for (const Source source : sources) {
        std::vector<double> u;
        u.reserve(n);
        for (std::uint32_t i = 0; i < n; ++i) u.push_back(source(i).uniform());
        CHECK(worst_score(u) < test::kLimit);
    }
    std::vector<double> u;  // and within one decision
    Draws d = test::draws(3, 0);
    u.reserve(131'000);
    for (int i = 0; i < 131'000; ++i) u.push_back(d.uniform());
    CHECK(worst_score(u) < test::kLimit);
    // Control: 2 % of each number's predecessor in it is found.
    for (std::size_t i = u.size() - 1; i > 0; --i) u[i] = 0.98 * u[i] + 0.02 * u[i - 1];
    CHECK(worst_score(u) > test::kLimit);
}

TEST_CASE("Draws: entities and replications are not correlated", "[unit]") {
    constexpr std::uint32_t n = 200'000;
    const auto correlation = [](RandomKey key, std::uint64_t entity, double leak) {
        double product = 0;
        for (std::uint32_t i = 0; i < n; ++i) {
            const double a = Draws{{1, 0}, 5, Purpose::test, i}.uniform() - 0.5;
            const double b = Draws{key, entity, Purpose::test, i}.uniform() - 0.5;
            product += a * ((1 - leak) * b + leak * a);
        }
        return std::fabs(product) * 12 / std::sqrt(n);
    };
    CHECK(correlation({1, 0}, 6, 0) < test::kLimit);
    CHECK(correlation({1, 1}, 5, 0) < test::kLimit);
    CHECK(correlation({2, 0}, 5, 0) < test::kLimit);
    CHECK(correlation({1, 1}, 5, 0.02) > test::kLimit);  // control: 2 % in common
}

TEST_CASE("Draws: a uniform is inside (0, 1) and mirrors exactly", "[unit]") {
    Draws d = test::draws(4, 0);
    for (int i = 0; i < 100'000; ++i) {
        const double u = d.uniform();
        REQUIRE(u > 0);
        REQUIRE(u < 1);
        REQUIRE(1 - (1 - u) == u);
    }
}

}  // namespace
}  // namespace packline
