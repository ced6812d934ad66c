// Lines in which any element may meet any other go on from their snapshots: what is told can be
// there, and every conservation law holds from there on (Line::finish).

#include "models/packaging/lot_history.hpp"
#include "models/packaging/simulate.hpp"
#include "models/packaging/snapshot.hpp"
#include "models/scenario/check_lot_history.hpp"
#include "models/scenario/check_snapshot.hpp"
#include "models/scenario/check_wip.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random_line.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

using namespace packline;

namespace {

/// The line with what stands in it.
packaging::LineSpec from_here(packaging::LineSpec line, const packaging::Snapshot& taken) {
    line.wip = taken.wip;
    line.tool_states = taken.tools;
    for (std::size_t m = 0; m < line.materials.size(); ++m) {
        line.materials[m].initial = taken.stocks[m];
    }
    for (std::size_t k = 0; k < line.tooling.size(); ++k) {
        line.tooling[k].used = taken.used[k];
    }
    return line;
}

/// What a reader would say of it.
std::string faults_of(const packaging::LineSpec& line) {
    scenario::LineLocations at;
    at.wip.resize(line.wip.size());
    at.stations.resize(line.stations.size());
    at.tooling.resize(line.tooling.size());
    Diagnostics diagnostics;
    scenario::check_wip(line, at, diagnostics);
    scenario::check_snapshot(line, at, diagnostics);
    scenario::check_lot_history(line, at, diagnostics);
    std::ostringstream out;
    out << diagnostics;
    return out.str();
}

/// What lots hold and what is on its way back: no more than there is.
std::int64_t carriers_out(const packaging::LineSpec& line, const packaging::Snapshot& taken) {
    std::vector<std::int64_t> held(line.carriers.size(), 0);
    for (const packaging::InitialLotSpec& lot : taken.wip) {
        const packaging::HeldCarriers own = packaging::carriers_at_start(line, lot);
        if (own.pool.valid()) {
            held[own.pool.index()] += own.n;
        }
    }
    std::int64_t all = 0;
    std::int64_t stock = 0;
    for (std::size_t p = 0; p < held.size(); ++p) {
        CHECK(held[p] <= line.carriers[p].carriers);
        all += held[p];
        stock += line.carriers[p].carriers;
    }
    all += static_cast<std::int64_t>(taken.gaps.carriers_away);
    CHECK(all <= stock);
    return all;
}

}  // namespace

TEST_CASE("random lines: they go on from their snapshots", "[property]") {
    std::size_t lots = 0;
    std::size_t in_tools = 0;
    std::size_t following = 0;
    std::size_t with_past = 0;
    std::int64_t shipped = 0;
    std::int64_t carriers = 0;
    for (std::uint32_t number = 0; number < 200; ++number) {
        CAPTURE(number);
        const packaging::LineSpec whole = test::random_line(number);
        const packaging::LineTables tables{whole};
        const packaging::Snapshot taken = packaging::take_snapshot(
            tables, packaging::line_processes(tables), {1, 0}, Time{} + hours(90) + seconds(7));
        const packaging::LineTables rest{from_here(whole, taken)};
        CHECK(faults_of(rest.spec) == "");
        const packaging::LineResult result =
            packaging::simulate(rest, {.key = {1, 0}, .warmup = {}, .end = Time{} + hours(200)});
        lots += taken.wip.size();
        carriers += carriers_out(rest.spec, taken);
        for (const packaging::InitialLotSpec& lot : taken.wip) {
            in_tools += lot.tool >= 0 ? 1U : 0U;
            following += lot.has_leaves ? 1U : 0U;
            with_past += lot.latent.empty() && lot.reworked.empty() && !lot.exposed &&
                                 lot.done_on.empty() && lot.retest_pass == 0
                             ? 0U
                             : 1U;
        }
        for (const packaging::ProductStatistics& p : result.statistics.products) {
            shipped += p.shipped;
        }
    }
    CHECK(lots > 2'000);
    CHECK(in_tools > 200);
    CHECK(following > 50);
    CHECK(with_past > 300);
    CHECK(shipped > 5'000);
    CHECK(carriers > 500);
}
