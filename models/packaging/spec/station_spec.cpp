#include "models/packaging/spec/station_spec.hpp"

#include <algorithm>

namespace packline::packaging {

bool may_run(const ToolSetSpec& set, std::string_view recipe, std::string_view product) {
    const auto has = [](const std::vector<std::string>& names, std::string_view name) {
        return names.empty() || std::ranges::find(names, name) != names.end();
    };
    return has(set.recipes, recipe) && has(set.products, product);
}

const Distribution& SetupSpec::change(FamilyId from, FamilyId to) const {
    const auto stated = std::ranges::find_if(
        changes, [&](const Change& c) { return c.from == from && c.to == to; });
    return stated == changes.end() ? otherwise : stated->time;
}

}  // namespace packline::packaging
