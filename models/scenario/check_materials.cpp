#include "models/scenario/check_materials.hpp"

#include "models/scenario/static_load.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace packline::scenario {

using namespace packaging;

namespace {

/// Whether its supply depends on a regime, or is in the scope of a gate or mask.
bool disrupted(const LineSpec& line, std::size_t material) {
    const SupplySpec& supply = line.materials[material].supply;
    const auto meant = [&](const auto& spec) {
        return std::ranges::any_of(spec.scope.suppliers, [&](const ScopeSpec::Supplier& s) {
            return s.material.index() == material;
        });
    };
    return supply.lead_time.regime.valid() || supply.allocation.regime.valid() ||
           std::ranges::any_of(line.gates, meant) || std::ranges::any_of(line.masks, meant);
}

}  // namespace

void check_materials(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    std::vector<bool> made(line.materials.size(), false);
    std::vector<bool> used(line.materials.size(), false);
    for (const ProductSpec& p : line.products) {
        if (p.makes.valid()) {
            made[p.makes.index()] = true;
        }
    }
    for (const RouteSpec& route : line.routes) {
        for (const StepSpec& s : route.steps) {
            for (const BinSpec& bin : s.bins) {
                if (bin.into.valid()) {
                    made[bin.into.index()] = true;
                }
            }
            for (const ComponentSpec& c : s.components) {
                used[c.material.index()] = true;
            }
            for (const ComponentSpec& c : s.dummies) {
                used[c.material.index()] = true;
            }
        }
    }
    for (std::size_t m = 0; m < line.materials.size(); ++m) {
        const MaterialSpec& material = line.materials[m];
        if (used[m] && !made[m] && !material.unlimited && material.initial == 0 &&
            material.supply.kind == SupplySpec::Kind::none) {
            diagnostics.error(
                at.materials[m],
                fmt::format("material '{}' is used but there is none and nothing makes it",
                            material.name),
                "give it `stock:` (a number or unlimited) or a `supply:`, or let a product "
                "`makes:` it");
        } else if (!used[m] && disrupted(line, m)) {
            diagnostics.error(at.materials[m],
                              fmt::format("nothing uses material '{}' (what disrupts its supply "
                                          "means nothing on this line)",
                                          material.name),
                              "lay it over a line that consumes it");
        } else if (!used[m]) {
            diagnostics.warning(at.materials[m],
                                fmt::format("nothing uses material '{}'", material.name),
                                "leave it out, or name it in `consumes:`");
        }
    }
}

void check_supply(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    const std::vector<MaterialFlow> flows = material_flows(line);
    for (std::size_t m = 0; m < flows.size(); ++m) {
        const MaterialFlow& f = flows[m];
        const double days = to_seconds(line.experiment.horizon) / 86'400;
        const bool lasts = f.days_of_stock >= days;
        if (line.materials[m].unlimited || f.ordered || lasts ||
            f.needed <= 1.001 * (f.made + f.bought)) {
            continue;
        }
        diagnostics.warning(
            at.materials[m],
            fmt::format("material '{}' runs short: {:.1f} parts a day are needed, {:.1f} come",
                        line.materials[m].name, f.needed, f.made + f.bought),
            "release less, or make or buy more");
    }
}

}  // namespace packline::scenario
