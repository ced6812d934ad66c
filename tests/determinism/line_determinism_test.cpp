#include "models/packaging/simulate.hpp"
#include "models/packaging/trace.hpp"
#include "models/report/line_study.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random_line.hpp"

#include <algorithm>
#include <string>

using namespace packline;

namespace {

packaging::LineSpec bundled_line(const std::vector<std::string>& sets) {
    Diagnostics diagnostics;
    auto line =
        scenario::read_line(std::string{PACKLINE_SOURCE_DIR} + "/configs/lines/fowlp-ewlb.yaml",
                            {.sets = sets}, diagnostics);
    REQUIRE(line.has_value());
    return *line;
}

StudyResult run(const packaging::LineSpec& line, unsigned threads) {
    report::StudyHooks hooks;
    hooks.threads = threads;
    return report::run_line_study(line, "", hooks);
}

}  // namespace

TEST_CASE("determinism: 1, 2 and 8 threads give the same bits", "[determinism]") {
    const packaging::LineSpec line =
        bundled_line({"experiment.replications=6", "experiment.horizon=60 d"});
    const StudyResult one = run(line, 1);
    REQUIRE(one.replications.size() == 6);
    for (const unsigned threads : {2U, 8U}) {
        const StudyResult many = run(line, threads);
        CHECK(many.fingerprint() == one.fingerprint());
        CHECK(many.warmup.length == one.warmup.length);
        for (std::size_t r = 0; r < one.replications.size(); ++r) {
            CHECK(many.replications[r].fingerprint == one.replications[r].fingerprint);
            CHECK(many.replications[r].series == one.replications[r].series);
        }
    }
}

TEST_CASE("determinism: replications differ, and so do seeds", "[determinism]") {
    const packaging::LineSpec line =
        bundled_line({"experiment.replications=2", "experiment.horizon=60 d"});
    const StudyResult a = run(line, 2);
    CHECK(a.replications[0].fingerprint != a.replications[1].fingerprint);
    const StudyResult b = run(
        bundled_line({"experiment.replications=2", "experiment.horizon=60 d", "experiment.seed=2"}),
        2);
    CHECK(a.fingerprint() != b.fingerprint());
}

TEST_CASE("determinism: a trace changes nothing", "[determinism]") {
    // trace_line runs the same model with an observer; the story it tells must end the same.
    for (std::uint32_t number = 0; number < 20; ++number) {
        const packaging::LineSpec spec = test::random_line(number);
        const auto rows = packaging::trace_line(spec, {1, 0}, Time{} + hours(200));
        const packaging::LineTables tables{spec};
        const auto plain = packaging::simulate(
            tables, {.key = {1, 0}, .warmup = Time{}, .end = Time{} + hours(200)});
        std::int64_t shipped = 0;
        for (const auto& p : plain.statistics.products) {
            shipped += p.shipped;
        }
        const auto told = std::ranges::count_if(rows, [](const packaging::TraceRow& r) {
            return r.kind == packaging::TraceKind::ship || r.kind == packaging::TraceKind::stock;
        });
        CHECK(told == shipped);
    }
}

TEST_CASE("determinism: adding a station shifts no other's random numbers", "[determinism]") {
    packaging::LineSpec spec = test::random_line(3);
    const auto before = packaging::trace_line(spec, {1, 0}, Time{} + hours(200));
    packaging::StationSpec idle = spec.stations.front();
    idle.name = "zz_never_visited";
    spec.stations.push_back(idle);
    const auto after = packaging::trace_line(spec, {1, 0}, Time{} + hours(200));
    const auto about_lots = [](const std::vector<packaging::TraceRow>& rows) {
        std::vector<std::tuple<std::int64_t, std::string, std::string, std::int64_t>> out;
        for (const packaging::TraceRow& r : rows) {
            if (!r.lot.empty()) {
                out.emplace_back(r.at.us, r.lot, r.step, r.sites);
            }
        }
        std::ranges::sort(out);
        return out;
    };
    CHECK(about_lots(before) == about_lots(after));
}
