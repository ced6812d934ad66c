// `package:` of a product.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::package(MapReader& reader, ProductSpec& p) {
    const Node* node = reader.map("package");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "package", diagnostics_};
    const auto size = [](MapReader& from, std::string_view key, std::string_view example) {
        std::string why;
        const std::string text = from.text(key);
        const auto s = parse_size(text, why);
        if (!s && from.has(key)) {
            from.error(key, fmt::format("{} = {} ({})", key, text, why),
                       fmt::format("write {}", example));
        }
        return s.value_or(Size{1, 1});
    };
    const Size footprint = size(in, "footprint", "10 x 10 mm");
    p.package.width_mm = footprint.width;
    p.package.length_mm = footprint.height;
    for (const Node* one : in.list("layers")) {
        MapReader layer{*one, "package layer", diagnostics_};
        if (!one->is_map()) {
            continue;
        }
        PackageSpec::Layer l{layer.text("name"), size(layer, "thickness", "0.25 mm").width};
        const auto same = [&](const PackageSpec::Layer& other) { return other.name == l.name; };
        if (std::ranges::any_of(p.package.layers, same)) {
            layer.error("name", fmt::format("two layers are called '{}'", l.name),
                        "give each a name of its own");
        }
        p.package.layers.push_back(std::move(l));
    }
    if (p.package.layers.empty()) {
        diagnostics_.error(node->at, "the package has no layers (its height would be 0)",
                           "add `layers: [{name: balls, thickness: 0.25 mm}, ...]`");
    }
}

}  // namespace packline::scenario
