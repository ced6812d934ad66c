// What is told of costs: metrics, the screen, tables and the cost of a delay, worked by hand.

#include "models/report/compare_text.hpp"
#include "models/report/cost_text.hpp"
#include "models/report/estimate_band.hpp"
#include "models/report/ledger_metrics.hpp"
#include "models/report/line_metrics.hpp"
#include "models/report/line_study.hpp"
#include "models/report/money_metrics.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <algorithm>
#include <string>

using namespace packline;

namespace {

packaging::LineSpec read(const std::string& text) {
    return test::valid_line("line: small\n" + text);
}

StudyResult study_of(const packaging::LineSpec& line) {
    report::StudyHooks hooks;
    hooks.threads = 1;
    return report::run_line_study(line, {}, hooks);
}

double mean(const StudyResult& study, const std::string& metric) {
    INFO(metric);
    const Summary s = summarise(study.values(metric));
    REQUIRE(s.n > 0);
    return s.mean;
}

/// As in the oracle's case 320: two lots, of which one waits too long and is scrap.
const std::string kTwoLots = R"(
stations:
  press: {tools: 2, costs: {price: 87.6 k$, depreciation: 1 y, upkeep: 17520 $/y, labour: 3 $/h, consumables: {foil: 1 $/wafer}}}
  saw: {tools: 1, costs: {price: 43.8 k$, depreciation: 1 y}}
products:
  chip:
    {route: main, lot: 10 wafers, sites: 100, price: 3 $, incoming_price: 50 $/wafer, release: {schedule: [{at: 0 h, lots: 2}]}}
routes:
  main:
    steps:
      - {id: mold, on: press, takes: 1 h/wafer, sublot: lot}
      - {id: cut, on: saw, takes: 10 h/lot, sublot: lot, start_within: {limit: 5 h, of: mold, action: scrap}}
experiment: {horizon: 40 h, warmup: 0 s, replications: 2}
)";

/// One lot an hour, each worth 1 $; the gate stands open, or shuts on day 20 for good.
std::string hourly(const std::string& gate) {
    return R"(
stations: {bench: {tools: 1}}
products: {chip: {route: main, lot: 1 wafer, price: 1 $, release: {every: 1 h}}}
routes: {main: {steps: [{id: look, on: bench, takes: 30 min/lot}]}}
experiment: {horizon: 30 d, warmup: 0 s, replications: 2}
)" + gate;
}

}  // namespace

TEST_CASE("Costs: metrics per good unit, by step, and of one lost unit", "[unit]") {
    const packaging::LineSpec line = read(kTwoLots);
    const StudyResult study = study_of(line);
    CHECK(mean(study, "product.chip.cost.depreciation") == Approx(0.15));  // 100 + 50 of 1000
    CHECK(mean(study, "product.chip.cost.scrap") == Approx(0.66));
    CHECK(mean(study, "product.chip.cost.direct") == Approx(0.71 + 0.66));
    CHECK(mean(study, "product.chip.cost.idle") == Approx(1.05));
    CHECK(mean(study, "product.chip.cost.full") == Approx(2.42));
    CHECK(mean(study, "product.chip.margin") == Approx(3 - 2.42));
    CHECK(mean(study, "product.chip.lost_value.(queue_time)") == Approx(0.66));
    // By step and idle capacity it is the same money; 40 h are 5/3 d.
    double steps = 0;
    for (const MetricInfo& m : study.metrics) {
        steps += m.name.starts_with("cost.chip.") ? mean(study, m.name) : 0.0;
    }
    CHECK(steps + mean(study, "line.cost.idle") == Approx(mean(study, "line.cost.total")));
    CHECK(mean(study, "line.cost.total") * 5 / 3 == Approx(2420));
    const std::string screen = report::cost_text(line, study);
    CHECK(screen.find("what a good unit of chip costs, USD") != std::string::npos);
    CHECK(screen.find("(queue_time)") != std::string::npos);
    const std::string table = report::costs_csv(study);
    CHECK(table.starts_with("product,step,kind,unit,mean,half_width\n"));
    CHECK(table.find("\nchip,mold,consumables,USD/d,1") != std::string::npos);
}

TEST_CASE("Costs: a line without prices tells of none", "[unit]") {
    const packaging::LineSpec line = read(R"(
stations: {bench: {tools: 1}}
products: {chip: {route: main, lot: 1 wafer, release: {every: 1 h}}}
routes: {main: {steps: [{id: look, on: bench, takes: 30 min/lot}]}}
experiment: {horizon: 40 h, warmup: 0 s, replications: 2}
)");
    const StudyResult study = study_of(line);
    CHECK(std::ranges::none_of(study.metrics, [](const MetricInfo& m) {
        return m.name.find("cost") != std::string::npos ||
               m.name.find("margin") != std::string::npos || m.unit.find("USD") == 0;
    }));
    CHECK(report::cost_text(line, study).empty());
    CHECK(report::costs_csv(study).empty());
}

TEST_CASE("Costs: a delay costs the revenue that it keeps from coming, month by month", "[unit]") {
    const packaging::LineSpec base = read(hourly(""));
    const packaging::LineSpec shut = read(hourly(
        "gates: {permit: {scope: {station: bench}, shuts: 20 d, stages: [{stage: wait, takes: 60 "
        "d}]}}\n"));
    const StudyResult before = study_of(base);
    const StudyResult after = study_of(shut);
    const report::DelayImpact impact = report::delay_impact(base, shut, before, after);
    const report::DelayCost cost =
        report::delay_cost(base, shut, before, after, {impact.peak, impact.lost_at_end});
    REQUIRE(cost.any());
    CHECK(cost.rows.front().label == "revenue");
    // 24 a day for 10 days do not come.
    CHECK(cost.rows.front().money.difference.mean == Approx(-240).margin(1));
    CHECK(cost.rows.back().money.difference.mean == Approx(-240).margin(1));
    CHECK(cost.months.mean == Approx(10 / (365.0 / 12)));
    CHECK(cost.per_month.mean == Approx(240 / (120 / 365.0)).epsilon(0.01));
    CHECK(cost.outstanding_end.mean == Approx(240).margin(1));
    CHECK(cost.unbounded == 2);
    // In cash it falls behind in the first month, when the gate shuts, and never makes it good.
    CHECK(cost.cash.size() == 1);
    CHECK(cost.cash.back().difference.mean == Approx(-240).margin(1));
    CHECK(cost.behind_in_cash == 2);
    CHECK(cost.paid_back.n == 0);
    // Against itself it costs nothing.
    const report::DelayCost none =
        report::delay_cost(base, base, before, before, {impact.peak, impact.lost_at_end});
    CHECK(none.rows.back().money.difference.mean == 0);
    CHECK(none.months.n == 0);
}

TEST_CASE("Costs: cash by month, as metrics, table and screen", "[unit]") {
    const std::string late = R"(
stations: {bench: {tools: 1, costs: {upkeep: 8760 $/y}}, spare: {tools: 1}}
products: {chip: {route: main, lot: 1 wafer, price: 2 $, release: {every: 1 h}}}
routes: {main: {steps: [{id: look, on: bench, takes: 30 min/lot}]}}
plans: {more: {station: spare, price: 1000 $, ordered: 40 d}}
experiment: {horizon: 2190 h, warmup: 0 s, replications: 2}
)";
    const packaging::LineSpec line = read(late);
    const StudyResult study = study_of(line);
    // 2 $ an hour come in and 1 $ goes out; the tool is paid in the second month.
    CHECK(mean(study, "money.line.month.1.revenue") == Approx(1460).margin(2));
    CHECK(mean(study, "money.line.month.1.cost.upkeep") == Approx(730));
    CHECK(mean(study, "money.line.month.2.capex") == Approx(1000));
    CHECK(mean(study, "money.line.month.2.cash") == Approx(730 - 1000).margin(2));
    CHECK(mean(study, "money.line.month.3.cumulative_cash") == Approx(3 * 730 - 1000).margin(2));
    CHECK(mean(study, "line.capex") == Approx(1000));
    CHECK(report::money_by_month(study, "cash").size() == 3);
    const std::string table = report::money_csv(study);
    CHECK(table.starts_with("site,month,figure,unit,mean,half_width,n\n(line),1,revenue,USD,"));
    CHECK(table.find("\n(line),2,capex,USD,1000,0,2\n") != std::string::npos);
    CHECK(report::cost_text(line, study).find("cash by month") != std::string::npos);
    // Without the tool there are 1000 $ more in hand from month 2 on.
    packaging::LineSpec without = line;
    without.plans.clear();
    without.stations[1].tools = 1;
    const StudyResult other = study_of(without);
    const report::DelayCost cost = report::delay_cost(line, without, study, other, {});
    REQUIRE(cost.cash.size() == 3);
    CHECK(cost.cash[0].difference.mean == Approx(0).margin(1e-6));
    CHECK(cost.cash[2].difference.mean == Approx(1000));
    CHECK(cost.behind_in_cash == 0);
    const report::DelayCost back = report::delay_cost(without, line, other, study, {});
    CHECK(back.behind_in_cash == 2);
    CHECK(back.paid_back.n == 0);
    CHECK(report::delay_cost_text(back).find("not made good within the 3 months") !=
          std::string::npos);
}

TEST_CASE("Costs: the list of all metrics has those by site and month", "[unit]") {
    const std::vector<MetricInfo> all = report::metric_patterns();
    for (const char* name :
         {"money.line.month.*.capex", "money.line.month.*.cost.labour", "material.*.price_paid",
          "money.site.*.month.*.cumulative_cash", "utility.*.site.*.month.*"}) {
        CAPTURE(name);
        CHECK(std::ranges::find(all, name, &MetricInfo::name) != all.end());
    }
}

TEST_CASE("Costs: the band of the estimates holds the answer as it stands", "[unit]") {
    const StudyResult study = study_of(read(hourly("")));
    std::vector<StudyResult> varied(2, study);
    const std::size_t margin = static_cast<std::size_t>(
        std::ranges::find(study.metrics, "line.margin", &MetricInfo::name) - study.metrics.begin());
    for (ReplicationResult& r : varied[0].replications) {
        r.values[margin] -= 10;
    }
    const std::vector<report::EstimateBand> bands = report::band_of_line(study, varied);
    const auto it = std::ranges::find(bands, "line.margin", &report::EstimateBand::figure);
    REQUIRE(it != bands.end());
    CHECK(it->most == Approx(mean(study, "line.margin")));
    CHECK(it->least == Approx(mean(study, "line.margin") - 10));
}
