#include "models/report/actuals.hpp"

#include "sim/base/errors.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace packline;

namespace {

StudyResult study_of(const std::vector<double>& values) {
    StudyResult study;
    study.metrics.push_back({.name = "station.oven.utilisation", .unit = "1", .about = ""});
    for (const double v : values) {
        ReplicationResult& r = study.replications.emplace_back();
        r.replication = static_cast<std::uint32_t>(study.replications.size() - 1);
        r.values = {v};
    }
    return study;
}

}  // namespace

TEST_CASE("compare_with_actual: the plant is held against single runs, not against their mean",
          "[unit]") {
    // Mean 0.8, standard deviation 0.02; Student's t for 4 degrees of freedom 2.776.
    const StudyResult study = study_of({0.78, 0.78, 0.80, 0.82, 0.82});
    const double t = 2.7764451;
    const auto rows = report::compare_with_actual(
        study, {{"station.oven.utilisation", 0.85}, {"station.oven.utilisation", 0.87}});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].mean == Approx(0.8));
    CHECK(rows[0].range == Approx(t * 0.02 * std::sqrt(1 + 1.0 / 5)).epsilon(1e-6));
    CHECK(rows[0].within);  // 0.861 is its upper end, 0.825 that of the mean's interval
    CHECK_FALSE(rows[1].within);
}

TEST_CASE("compare_with_actual: one replication has no range, and nothing lies within it",
          "[unit]") {
    const auto rows =
        report::compare_with_actual(study_of({0.8}), {{"station.oven.utilisation", 0.8}});
    CHECK(std::isnan(rows.front().range));
    CHECK_FALSE(rows.front().within);
    CHECK_THROWS_AS(report::compare_with_actual(study_of({0.8}), {{"line.wip", 1}}), ContractError);
}
