#include "models/report/compare_text.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <string>
#include <vector>

using namespace packline;

namespace {

/// Two replications of forty days, with this output a day.
StudyResult study_of(const std::vector<std::vector<double>>& output) {
    StudyResult study;
    study.title = "line";
    study.horizon = days(40);
    study.bucket = days(1);
    study.metrics.push_back({"line.good_units_per_day", "1/d", ""});
    study.series.push_back({"output", "1/d", ""});
    for (const std::vector<double>& days_of : output) {
        ReplicationResult& r = study.replications.emplace_back();
        r.replication = static_cast<std::uint32_t>(study.replications.size() - 1);
        double sum = 0;
        for (const double x : days_of) {
            sum += x / static_cast<double>(days_of.size());
        }
        r.values = {sum};
        r.series = {days_of};
    }
    return study;
}

packaging::LineSpec line_with(const std::string& more) {
    return test::valid_line(
        "line: one\nstations: {saw: {tools: 1}}\n"
        "products: {a: {route: r, lot: 10 wafers, release: {every: 2 h}}}\n"
        "routes: {r: {steps: [{id: cut, on: saw, takes: 1 h/lot}]}}\n"
        "experiment: {horizon: 40 d, warmup: 0 s}\n" +
        more);
}

}  // namespace

TEST_CASE("compare_text: who never recovered is behind at the end, but not again", "[unit]") {
    const std::vector<double> steady(40, 10.0);
    std::vector<double> twice = steady;  // loses 30 and makes them good, two times
    for (const std::size_t from : {2U, 20U}) {
        for (std::size_t i = 0; i < 3; ++i) {
            twice[from + i] = 0;
            twice[from + 3 + i] = 20;
        }
    }
    std::vector<double> never = steady;
    never[5] = never[6] = 0;
    const StudyResult base = study_of({steady, steady});
    const StudyResult other = study_of({twice, never});
    const report::DelayImpact impact =
        report::delay_impact(line_with(""), line_with(""), base, other);
    CHECK(impact.most_recoveries == 2);
    CHECK(impact.behind_at_end == 1);
    const std::string text = report::compare_text(base, other, impact);
    CHECK(text.find("(most: 2); behind at the end in 1 of 2\n") != std::string::npos);
}

TEST_CASE("compare: there is no bound where the fluid sees nothing of what disrupts the line",
          "[unit]") {
    const std::vector<double> steady(40, 10.0);
    const StudyResult base = study_of({steady, steady});
    const auto told = [&](const std::string& scope) {
        return report::delay_impact(
            line_with(""),
            line_with("gates: {permit: {scope: {" + scope +
                      "}, shuts: 5 d, stages: [{stage: wait, takes: 10 d}]}}\n"),
            base, base);
    };
    const report::DelayImpact steps = told("route: r, step: cut");
    CHECK_FALSE(steps.bounded());
    CHECK(steps.fluid_peak.n == 0);
    CHECK(report::compare_text(base, base, steps).find("nan") == std::string::npos);
    CHECK(report::compare_text(base, base, steps)
              .find("fluid bound           none: a fluid cannot see gate 'permit' (steps of a "
                    "route)\n") != std::string::npos);
    CHECK(report::compare_json(base, base, steps).find("\"fluid_peak_backlog\": null") !=
          std::string::npos);
    const report::DelayImpact tools = told("station: saw");
    CHECK(tools.bounded());
    CHECK(tools.fluid_peak.mean == Approx(100));
}

TEST_CASE("compare: the fluid leaves out what a line was behind anyway", "[unit]") {
    const StudyResult base = study_of({std::vector<double>(40, 10.0)});
    const std::string gate =
        "gates: {permit: {scope: {station: saw}, shuts: 5 d, stages: [{stage: wait, takes: ";
    const report::DelayImpact impact = report::delay_impact(
        line_with(gate + "4 d}]}}\n"), line_with(gate + "10 d}]}}\n"), base, base);
    // Ten days behind on day 15; the base was four days behind on day 9 and has made good all but
    // nothing of it by day 13.
    CHECK(impact.fluid_peak.mean == Approx(100));
}
