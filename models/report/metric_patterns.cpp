// What a study of a line records beside its metrics, and the metrics that any line may have: those
// of a line that has one of everything, called "*".

#include "models/report/line_metrics.hpp"
#include "models/report/metric_list.hpp"

#include <string_view>

namespace packline::report {

std::vector<SeriesInfo> line_series() {
    return {{"wip", "lots", "lots in process, mean over the bucket"},
            {"output", "1/d", "good units that left, per day"}};
}

std::vector<std::vector<double>> line_series_values(const packaging::LineResult& result) {
    const auto scaled = [](const packaging::BucketSeries& series, double divisor) {
        std::vector<double> out;
        for (const Int128 sum : series.sums()) {
            out.push_back(as_double(sum) / divisor);
        }
        return out;
    };
    const double bucket = as_double(result.statistics.wip.bucket().us);
    return {scaled(result.statistics.wip, bucket), scaled(result.statistics.output, bucket / kDay)};
}

std::vector<MetricInfo> metric_patterns() {
    packaging::LineSpec one;
    one.areas.push_back({"line"});
    one.mechanisms.push_back({"*", packaging::Level::site});
    one.materials.push_back({"*", false, 0});
    one.materials.back().shelf_life = hours(1);
    one.materials.back().room = 1;
    one.materials.back().pack = 1;
    one.materials.back().open_life = hours(1);
    one.materials.back().supply.kind = packaging::SupplySpec::Kind::interval;
    one.carriers.push_back({"*", 1, {}});
    one.carriers.back().wash_after = 1;
    one.buffers.push_back({"*", 1});
    one.tooling.push_back({});
    one.tooling.back().name = "*";
    one.skills.push_back("*");
    one.operators.push_back({});
    one.operators.back().name = "*";
    one.operators.back().skills = {packaging::SkillId{0}};
    one.fleets.push_back({});
    one.fleets.back().name = "*";
    one.fleets.back().fails = true;
    one.stations.push_back({});
    one.stations.back().name = "*";
    one.stations.back().kind = packaging::StationKind::tester;
    one.stations.back().load.filler = packaging::CarrierPoolId{0};
    one.stations.back().area = {0};
    one.stations.back().sets.push_back({.name = "*", .recipes = {}, .products = {}});
    one.excursions.resize(1);
    one.excursions[0].push_back({});
    one.routes.push_back({"*", {}, 1});
    one.routes.back().steps.push_back({});
    one.routes.back().steps.back().name = "*";
    one.routes.back().steps.back().station = {0};
    one.routes.back().steps.back().components = {{packaging::MaterialId{0}, 1}};
    one.routes.back().steps.back().yields = {{packaging::MechanismId{0}, 1.0, false, 0.0}};
    one.utilities.push_back({"*", "*", {}, {}});
    one.stations.back().site = "*";
    one.stations.back().uses.push_back({.utility = {0}, .per_lot = 1});
    one.experiment.horizon = packaging::kMonth;
    one.gates.push_back({});
    one.gates.back().name = "*";
    one.budgets.push_back({.name = "*",
                           .utility = {0},
                           .stations = {packaging::StationId{0}},
                           .span = days(1),
                           .from = {}});
    one.masks.push_back({});
    one.masks.back().name = "*";
    one.plans.push_back({});
    one.plans.back().name = "*";
    one.plans.back().scope.tools = {{packaging::StationId{0}, 0, 1}};
    one.routes.back().steps.back().inspects = true;
    one.routes.back().steps.back().bins.push_back({"*", 1, 1, {}});
    one.products.push_back({});
    one.products.back().name = "*";
    one.products.back().route = {0};
    one.products.back().release.cap.most = 1;
    one.products.back().prices.price = packaging::kMoneyUnit;
    one.materials.back().price = packaging::kMoneyUnit;
    one.regimes.push_back({.name = "*", .states = {{"*", {}, true}}});
    one.materials.back().price_regime = {0};
    one.materials.back().price_by_state = {packaging::kMoneyUnit};
    one.operators.back().wage = {packaging::kMoneyUnit, hours(1)};
    one.stations.back().costs.price = packaging::kMoneyUnit;
    one.stations.back().costs.upkeep = {packaging::kMoneyUnit};
    one.stations.back().costs.consumables = {
        {"*", packaging::kMoneyUnit, packaging::TimePer::item}};
    one.products.back().release.units = 1;
    std::vector<MetricInfo> out = line_metrics(packaging::LineTables{one});
    for (MetricInfo& metric : out) {
        constexpr std::string_view kFirst = ".month.1";
        if (const std::size_t at = metric.name.find(kFirst); at != std::string::npos) {
            metric.name[at + kFirst.size() - 1] = '*';
        }
    }
    return out;
}

}  // namespace packline::report
