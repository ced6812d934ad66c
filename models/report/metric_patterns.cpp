// The names of metrics for people: those of a line that has one of everything, called "*".

#include "models/report/line_metrics.hpp"

namespace packline::report {

std::vector<MetricInfo> metric_patterns() {
    packaging::LineSpec one;
    one.areas.push_back({"line"});
    one.mechanisms.push_back({"*", packaging::Level::site});
    one.materials.push_back({"*", false, 0});
    one.materials.back().shelf_life = hours(1);
    one.carriers.push_back({"*", 1, {}});
    one.buffers.push_back({"*", 1});
    one.tooling.push_back({});
    one.tooling.back().name = "*";
    one.skills.push_back("*");
    one.operators.push_back({});
    one.operators.back().name = "*";
    one.operators.back().skills = {packaging::SkillId{0}};
    one.fleets.push_back({});
    one.fleets.back().name = "*";
    one.stations.push_back({});
    one.stations.back().name = "*";
    one.stations.back().area = {0};
    one.stations.back().sets.push_back({.name = "*", .recipes = {}, .products = {}});
    one.routes.push_back({"*", {}, 1});
    one.routes.back().steps.push_back({});
    one.routes.back().steps.back().name = "*";
    one.routes.back().steps.back().station = {0};
    one.routes.back().steps.back().components = {{packaging::MaterialId{0}, 1}};
    one.routes.back().steps.back().yields = {{packaging::MechanismId{0}, 1.0, false, 0.0}};
    one.gates.push_back({});
    one.gates.back().name = "*";
    one.masks.push_back({});
    one.masks.back().name = "*";
    one.products.push_back({});
    one.products.back().name = "*";
    one.products.back().route = {0};
    one.products.back().release.cap.most = 1;
    one.products.back().release.units = 1;
    return line_metrics(packaging::LineTables{one});
}

}  // namespace packline::report
