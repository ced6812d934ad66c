// Lines in which any element may meet any other. Each run checks by itself that lots, items,
// sites and parts are conserved, that tool states add up and that Little's law holds as an
// equality (Line::finish); here it must get that far, and twice to the same result.

#include "models/packaging/simulate.hpp"
#include "sim/base/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random_line.hpp"
#include "tests/support/random_prices.hpp"

#include <string>
#include <vector>

using namespace packline;

namespace {

packaging::LineResult run(const packaging::LineTables& tables, Time warmup) {
    return packaging::simulate(tables,
                               {.key = {1, 0}, .warmup = warmup, .end = Time{} + hours(400)});
}

}  // namespace

TEST_CASE("random lines: every conservation law holds in every run", "[property]") {
    std::int64_t shipped = 0;
    std::int64_t reworked = 0;
    std::int64_t lost = 0;
    std::int64_t filled = 0;
    std::int64_t turned_away = 0;
    for (std::uint32_t number = 0; number < 400; ++number) {
        CAPTURE(number);
        const packaging::LineTables tables{test::random_line(number)};
        const packaging::LineResult result = run(tables, Time{} + hours(50));
        for (const packaging::StationStatistics& s : result.statistics.stations) {
            filled += s.filled_loads;
        }
        for (const packaging::MaterialResult& m : result.materials) {
            turned_away += m.counted.turned_away;
        }
        for (const packaging::ProductStatistics& p : result.statistics.products) {
            shipped += p.shipped;
            reworked += p.reworked_items;
            for (const packaging::Loss& loss : p.losses) {
                lost += loss.sites;
            }
        }
    }
    // The laws would hold in lines where nothing happens, too.
    CHECK(filled > 1'000);
    CHECK(turned_away > 1'000);
    CHECK(shipped > 20'000);
    CHECK(reworked > 1'000);
    CHECK(lost > 100'000);
}

TEST_CASE("random lines: stations that look ahead start fuller loads", "[property]") {
    struct Loads {
        std::int64_t lots = 0;
        std::int64_t loads = 0;
        double mean() const { return static_cast<double>(lots) / static_cast<double>(loads); }
    };
    Loads looking;
    Loads blind;
    for (std::uint32_t number = 0; number < 100; ++number) {
        CAPTURE(number);
        packaging::LineSpec spec = test::random_line(number);
        std::vector<std::size_t> look_ahead;
        for (std::size_t s = 0; s < spec.stations.size(); ++s) {
            if (spec.stations[s].load.look_ahead > Duration{}) {
                look_ahead.push_back(s);
            }
        }
        if (look_ahead.empty()) {
            continue;
        }
        const auto add = [&](Loads& to) {
            const packaging::LineTables tables{spec};
            const packaging::LineResult result = run(tables, Time{} + hours(50));
            for (const std::size_t s : look_ahead) {
                to.lots += result.statistics.stations[s].lots;
                to.loads += result.statistics.stations[s].loads;
            }
        };
        add(looking);
        for (packaging::StationSpec& s : spec.stations) {
            s.load.look_ahead = {};
        }
        add(blind);
    }
    CHECK(looking.loads > 500);
    CHECK(looking.mean() > blind.mean());
}

TEST_CASE("random lines: what is spent goes somewhere, to the millionth", "[property]") {
    std::int64_t priced = 0;
    packaging::CostByKind all;
    packaging::Money scrap = 0;
    packaging::Money parts = 0;
    for (std::uint32_t number = 0; number < 200; ++number) {
        CAPTURE(number);
        packaging::LineSpec spec = test::random_line(number);
        test::add_prices(spec, {{number, 0}, 4718, Purpose::test, 0});
        const packaging::LineTables tables{spec};
        const packaging::LineResult result = run(tables, Time{} + hours(50));
        const packaging::Ledger& ledger = result.ledger;
        CHECK(ledger.booked == ledger.spent());
        // By steps, idle capacity and stock it is the same money: parts made here are in stock
        // and on units, once.
        packaging::CostByKind by_step = ledger.idle;
        packaging::CostByKind from_stock;
        packaging::CostByKind to_stock;
        for (const packaging::ProductLedger& p : ledger.products) {
            for (const packaging::CostByKind& spent : p.spent) {
                by_step += spent;
            }
            for (const packaging::CostByKind& made : p.made_parts) {
                from_stock += made;
            }
            to_stock += p.to_stock;
            scrap += p.scrapped().total();
        }
        by_step += ledger.stock;
        by_step += ledger.expired;
        by_step += from_stock;
        by_step -= to_stock;
        CHECK(ledger.booked == by_step);
        packaging::MoneyMonth sites{ledger.sites, 0};
        CHECK(sites.all().spent == ledger.booked);
        CHECK(sites.all().revenue == ledger.revenue());
        CHECK(sites.all().penalties == ledger.penalties());
        all += ledger.booked;
        parts += from_stock.total();
        ++priced;
        // Prices change nothing of what happens.
        if (number < 40) {
            const packaging::LineTables free{test::random_line(number)};
            const packaging::LineResult without = run(free, Time{} + hours(50));
            CHECK(without.fingerprint == result.fingerprint);
        }
    }
    CHECK(priced == 200);
    CHECK(scrap > 0);
    CHECK(parts > 0);
    for (const packaging::Money kind : all.by) {
        CHECK(kind > 0);
    }
}

TEST_CASE("random lines: months add up to the window, sites to the line", "[property]") {
    packaging::Money beside_first = 0;
    for (std::uint32_t number = 0; number < 20; ++number) {
        CAPTURE(number);
        packaging::LineSpec spec = test::random_line(number);
        test::add_prices(spec, {{number, 0}, 4718, Purpose::test, 0});
        const packaging::LineTables alike{spec};
        for (std::size_t s = 0; s < spec.stations.size(); ++s) {
            spec.stations[s].site = s % 2 == 0 ? "north" : "south";
        }
        const packaging::LineTables tables{spec};
        // Three months, of which the warm-up and the end cut off parts.
        const packaging::RunOptions options{
            .key = {1, 0}, .warmup = Time{} + hours(600), .end = Time{} + hours(1600)};
        const packaging::LineResult result = packaging::simulate(tables, options);
        const packaging::Ledger& ledger = result.ledger;
        REQUIRE(ledger.months.size() == 3);
        std::vector<packaging::SiteMoney> sum(ledger.sites.size());
        packaging::Money margin = 0;
        for (const packaging::MoneyMonth& month : ledger.months) {
            margin += month.margin;
            for (std::size_t s = 0; s < sum.size(); ++s) {
                sum[s] += month.sites[s];
            }
        }
        CHECK(sum == ledger.sites);
        CHECK(margin == ledger.margin());
        const packaging::SiteMoney line = packaging::MoneyMonth{sum, 0}.all();
        CHECK(line.spent == ledger.booked);
        CHECK(line.revenue == ledger.revenue());
        CHECK(line.penalties == ledger.penalties());
        CHECK(line.capex == ledger.capex);
        beside_first += sum.back().spent.total();
        // Whose site it is changes nothing of what happens, nor do the stops to read the ledger.
        const packaging::LineResult one = packaging::simulate(alike, options);
        CHECK(one.fingerprint == result.fingerprint);
        CHECK(one.ledger.booked == ledger.booked);
    }
    CHECK(beside_first > 0);
}

TEST_CASE("random lines: the warm-up changes what is counted, not what happens", "[property]") {
    for (std::uint32_t number = 0; number < 40; ++number) {
        CAPTURE(number);
        const packaging::LineTables tables{test::random_line(number)};
        const packaging::LineResult whole = run(tables, Time{});
        const packaging::LineResult part = run(tables, Time{} + hours(50));
        CHECK(whole.events == part.events);
        CHECK(whole.statistics.balance.shipped == part.statistics.balance.shipped);
        CHECK(whole.statistics.balance.scrapped == part.statistics.balance.scrapped);
    }
}

TEST_CASE("random lines: what is metered adds up over months, without a remainder", "[property]") {
    packaging::Amount all = 0;
    for (std::uint32_t number = 0; number < 60; ++number) {
        CAPTURE(number);
        const packaging::LineTables tables{test::random_line(number)};
        const Time end = Time{} + hours(1600);
        const packaging::LineResult r =
            packaging::simulate(tables, {.key = {1, 0}, .warmup = {}, .end = end});
        for (std::size_t s = 0; s < tables.spec.stations.size(); ++s) {
            const auto station = packaging::StationId::from_index(s);
            for (std::size_t u = 0; u < tables.spec.utilities.size(); ++u) {
                const auto utility = packaging::UtilityId::from_index(u);
                packaging::Amount months = 0;
                for (std::size_t m = 0; m < r.meters.months(); ++m) {
                    months += r.meters.month(m, station, utility);
                }
                CHECK(months == r.meters.total(station, utility));
                all += months;
            }
        }
    }
    CHECK(all > packaging::kPartsOfUnit * 1'000);
}

TEST_CASE("random lines: budgets are broken and conditions hold, and every law holds too",
          "[property]") {
    int broken = 0;
    int begun = 0;
    int shut = 0;
    int held = 0;
    int rationed = 0;
    for (std::uint32_t number = 0; number < 300; ++number) {
        CAPTURE(number);
        const packaging::LineTables tables{test::random_line(number)};
        const packaging::LineSpec& spec = tables.spec;
        if (spec.budgets.empty()) {
            continue;
        }
        const packaging::LineResult r = run(tables, Time{} + hours(50));
        CHECK(run(tables, Time{} + hours(50)).fingerprint == r.fingerprint);
        for (std::size_t i = 0; i < r.budgets.size(); ++i) {
            const packaging::BudgetResult& b = r.budgets[i];
            broken += b.broken > 0 ? 1 : 0;
            held += b.held > 0 ? 1 : 0;
            // Lots that stood in tools at the start asked nobody.
            if (spec.budgets[i].ration > 0 && spec.budgets[i].from.mean() == 0 &&
                spec.wip.empty()) {
                CAPTURE(spec.budgets[i].name);
                CHECK(b.peak * static_cast<double>(spec.budgets[i].limit) <=
                      static_cast<double>(spec.budgets[i].ration) + 0.5);
                ++rationed;
            }
        }
        for (std::size_t m = 0; m < spec.masks.size(); ++m) {
            const bool waits = spec.masks[m].when.kind != packaging::ConditionSpec::Kind::none;
            begun += waits && !r.timelines.masks[m].empty() ? 1 : 0;
        }
        for (std::size_t g = 0; g < spec.gates.size(); ++g) {
            const bool waits = spec.gates[g].when.kind != packaging::ConditionSpec::Kind::none;
            shut += waits && r.timelines.gates[g].shuts != Time::never() ? 1 : 0;
        }
    }
    CHECK(broken > 10);
    CHECK(held > 5);
    CHECK(rationed > 15);
    CHECK(begun > 20);
    CHECK(shut > 3);
}

TEST_CASE("random lines: finite buffers, or a deadlock that is told", "[property]") {
    std::size_t deadlocks = 0;
    std::int64_t lost = 0;
    Duration blocked{};
    for (std::uint32_t number = 0; number < 200; ++number) {
        CAPTURE(number);
        const packaging::LineTables tables{test::with_buffers(test::random_line(number), number)};
        try {
            const packaging::LineResult result = run(tables, Time{} + hours(50));
            CHECK(run(tables, Time{} + hours(50)).fingerprint == result.fingerprint);
            for (const packaging::StationStatistics& s : result.statistics.stations) {
                blocked += s.in_state[static_cast<std::size_t>(packaging::ToolState::blocked)];
            }
            for (const packaging::ProductStatistics& p : result.statistics.products) {
                lost += p.lost;
            }
        } catch (const ModelError& error) {
            CHECK(std::string{error.what()}.find("in a circle") != std::string::npos);
            ++deadlocks;
        }
    }
    CHECK(deadlocks > 5);
    CHECK(deadlocks < 100);
    CHECK(lost > 100);
    CHECK(blocked > hours(500));
}

TEST_CASE("random lines: vehicles, departures and carriers that come back", "[property]") {
    std::int64_t moves = 0;
    std::int64_t failures = 0;
    std::int64_t washed = 0;
    Duration down;
    Int128 waited = 0;
    for (std::uint32_t number = 0; number < 150; ++number) {
        CAPTURE(number);
        packaging::LineSpec spec = test::with_transport(test::random_line(number), number);
        if (number % 3 == 0) {
            spec = test::with_buffers(spec, number);
        }
        const packaging::LineTables tables{spec};
        try {
            const packaging::LineResult result = run(tables, Time{} + hours(50));
            CHECK(run(tables, Time{} + hours(50)).fingerprint == result.fingerprint);
            moves += result.fleets[0].moves;
            failures += result.fleets[0].failures;
            down += result.fleets[0].down;
            for (const std::int64_t carriers : result.carriers_washed) {
                washed += carriers;
            }
            for (const packaging::ProductStatistics& p : result.statistics.products) {
                waited += p.spent[static_cast<std::size_t>(packaging::TimePart::wait_vehicle)];
            }
        } catch (const ModelError&) {
            CHECK(number % 3 == 0);
        }
    }
    CHECK(moves > 3'000);
    CHECK(failures > 500);
    CHECK(down > hours(500));
    CHECK(washed > 1'000);
    CHECK(waited > 0);
}
