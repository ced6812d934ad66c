// `products:` of a line.

#include "models/packaging/spec/grid.hpp"
#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::product(const Member& member) {
    MapReader reader{member.value, "product", diagnostics_};
    ProductSpec p;
    p.name = member.key;
    const std::string route = reader.text("route");
    p.route = RouteId{route.empty() ? 0 : find(route_names_, route, reader.at("route"), "route")};
    const Count lot = reader.count("lot", 1, 1'000'000, 1);
    p.items = lot.n;
    if (!lot.unit.empty()) {
        p.item_name = lot.unit.back() == 's' ? lot.unit.substr(0, lot.unit.size() - 1) : lot.unit;
    }
    p.sites = reader.has("sites") ? sites(reader, "sites", 1) : 1;
    p.site_name = reader.has("site_name") ? reader.text("site_name") : "unit";
    p.priority = static_cast<std::int32_t>(reader.count("priority", 0, 9, 5).n);
    p.lot_class = static_cast<LotClass>(
        reader.choice("class", {"production", "engineering", "qualification"}, 0));
    p.has_due = reader.has("due");
    p.due = reader.duration("due", Duration{});
    product_release(reader, p);
    package(reader, p);
    p.prices = product_prices(reader, p);
    if (reader.has("makes")) {
        p.makes =
            MaterialId{find(material_names_, reader.text("makes"), reader.at("makes"), "material")};
    }
    incoming(reader, p);
    if (route_names_.empty() || p.route.index() >= line_.routes.size()) {
        p.route = RouteId{0};
    } else {
        // Sites come from assembly where the route places them.
        const auto& steps = line_.routes[p.route.index()].steps;
        // Or whole wafers bring them, where the product has none of its own.
        const bool placed = std::ranges::any_of(steps, [&](const StepSpec& s) {
            return s.positions > 0 ||
                   (!reader.has("sites") &&
                    std::ranges::any_of(s.components, [&](const ComponentSpec& c) {
                        return c.material.index() < line_.materials.size() &&
                               line_.materials[c.material.index()].sites > 0;
                    }));
        });
        if (placed && reader.has("sites") && p.sites > 0) {
            reader.error("sites",
                         fmt::format("sites = {} (route '{}' places its own)", p.sites, route),
                         "leave `sites` out");
        } else if (placed) {
            p.sites = 0;
        } else if (p.sites == 0) {
            reader.error("sites", "sites = 0 (and no step of the route places any)",
                         "state the sites per item, or add `places:` to an assembly step");
        }
    }
    at_.products.push_back(member.at);
    line_.products.push_back(std::move(p));
}

/// A count, or a grid of which the exact count is taken.
std::int64_t LineReader::sites(MapReader& reader, std::string_view key, std::int64_t otherwise) {
    constexpr std::int64_t kMost = 10'000'000;
    const Node* node = reader.value(key);
    if (node == nullptr) {
        return otherwise;
    }
    if (node->is_map()) {
        const Node* inner = node->find("grid");
        return grid(inner == nullptr ? *node : *inner);
    }
    return reader.count(key, 0, kMost, otherwise).n;
}

std::int64_t LineReader::grid(const Node& node) {
    MapReader in{node, "grid", diagnostics_};
    const auto size = [&](std::string_view key, Size otherwise) {
        if (!in.has(key)) {
            return otherwise;
        }
        std::string why;
        const std::string text = in.text(key);
        const auto s = parse_size(text, why);
        if (!s) {
            in.error(key, fmt::format("{} = {} ({})", key, text, why), "write 10 mm or 10 x 8 mm");
        }
        return s.value_or(otherwise);
    };
    if (in.has("wafer") == in.has("panel")) {
        diagnostics_.error(node.at, "a grid states either `wafer` or `panel`",
                           "write {wafer: 300 mm, die: 10 x 10 mm}");
        return 1;
    }
    in.value("die");
    const Size die = size("die", {10, 10});
    const double edge = size("edge", {3, 3}).width;
    const double kerf = size("kerf", {0.1, 0.1}).width;
    if (die.width < 0.05 || die.height < 0.05) {
        in.error("die", "a site of less than 0.05 mm", "state its size in mm");
        return 1;
    }
    const SiteGrid grid{
        .width_mm = die.width, .height_mm = die.height, .kerf_mm = kerf, .edge_mm = edge};
    const Size panel = size("panel", {300, 300});
    const std::int64_t n = in.has("wafer") ? sites_per_wafer(size("wafer", {300, 300}).width, grid)
                                           : sites_per_panel(panel.width, panel.height, grid);
    if (n == 0) {
        diagnostics_.error(node.at, "not one site fits", "check the sizes");
        return 1;
    }
    return n;
}

}  // namespace packline::scenario
