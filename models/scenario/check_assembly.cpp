#include "models/scenario/check_assembly.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

namespace packline::scenario {

using namespace packaging;

namespace {

class AssemblyChecker {
public:
    AssemblyChecker(LineSpec& line, const LineLocations& at, Diagnostics& diagnostics)
        : line_{line}, at_{at}, diagnostics_{diagnostics} {}

    void check() {
        std::vector<bool> seen(line_.routes.size(), false);
        for (std::size_t p = 0; p < line_.products.size(); ++p) {
            const std::size_t r = line_.products[p].route.index();
            const std::size_t errors = diagnostics_.errors();
            if (!seen[r]) {
                per_unit(line_.routes[r]);
            }
            const std::int64_t sites = walk(line_.products[p], r);
            seen[r] = true;
            if (diagnostics_.errors() == errors) {
                makes(p, sites);
            }
        }
        name_part_defects();
    }

private:
    void error(std::size_t r, std::size_t i, std::string problem, std::string help) {
        const std::string told = fmt::format("{}:{}", r, i);
        if (std::ranges::find(told_, told) == told_.end()) {
            told_.push_back(told);
            diagnostics_.error(at_.steps[r][i], std::move(problem), std::move(help));
        }
    }
    std::int64_t layout(const ComponentSpec& c) const {
        return line_.materials[c.material.index()].sites;
    }

    /// Once singulated, items are units: parts per item are parts per site. Whole wafers come
    /// first, because other parts may stand on their sites.
    void per_unit(RouteSpec& route) {
        bool singulated = false;
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            StepSpec& s = route.steps[i];
            std::ranges::stable_sort(s.components, [&](const auto& a, const auto& b) {
                return (layout(a) > 0) > (layout(b) > 0);
            });
            for (ComponentSpec& c : s.components) {
                if (singulated && layout(c) == 0) {
                    c.per_site += std::exchange(c.per_item, 0);
                }
            }
            singulated = singulated || s.singulates;
        }
    }

    /// Walks the main line with what each item carries. Returns the sites at its end; 0 after
    /// singulation.
    std::int64_t walk(const ProductSpec& product, std::size_t r) {
        const RouteSpec& route = line_.routes[r];
        std::int64_t sites = product.sites;
        bool singulated = false;
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            const StepSpec& s = route.steps[i];
            if (s.positions > 0) {
                if (singulated) {
                    error(r, i, fmt::format("step '{}' places sites on units", s.name),
                          "leave `places` out: parts are then joined to the units");
                }
                sites = s.positions;
            }
            for (const ComponentSpec& c : s.components) {
                sites = join(r, i, c, sites, singulated);
            }
            options(r, i, sites > 0 && s.positions == 0 && !singulated);
            singulated = singulated || s.singulates;
        }
        return singulated ? 0 : sites;
    }

    std::int64_t join(std::size_t r, std::size_t i, const ComponentSpec& c, std::int64_t sites,
                      bool singulated) {
        const StepSpec& s = line_.routes[r].steps[i];
        const MaterialSpec& material = line_.materials[c.material.index()];
        if (material.sites == 0) {
            if (c.per_site > 0 && sites == 0) {
                error(r, i,
                      fmt::format("step '{}' joins parts to sites before there are any", s.name),
                      "add `places:` to this step or to an earlier one");
            }
            return sites;
        }
        if (singulated || c.per_item != 1) {
            error(r, i,
                  fmt::format("step '{}' takes '{}' by the part (it is kept as whole wafers)",
                              s.name, material.name),
                  "write `1 per wafer`, before singulation, or leave `sites` of the material out");
        } else if (s.positions > 0) {
            error(r, i,
                  fmt::format("step '{}' places sites and takes those of '{}' too", s.name,
                              material.name),
                  "leave `places` out, or `sites` of the material");
        } else if (sites > 0 && sites != material.sites) {
            error(r, i,
                  fmt::format("step '{}' joins wafers of {} sites to items of {}", s.name,
                              material.sites, sites),
                  "site meets site: both need the same layout");
        }
        return material.sites;
    }

    void options(std::size_t r, std::size_t i, bool has_sites) {
        const StepSpec& s = line_.routes[r].steps[i];
        if (s.kit_fill < 1.0 && s.positions == 0) {
            error(r, i,
                  fmt::format("step '{}' takes partial kits (sites that get no part would be lost)",
                              s.name),
                  "only a step with `places` can leave positions empty");
        }
        const bool at_release = s.kit == KitOrder::at_release;
        if (s.kit_fill < 1.0 && at_release && s.positions > 0) {
            for (const ComponentSpec& c : s.components) {
                if (c.per_site == 0) {
                    error(r, i,
                          fmt::format("step '{}' takes partial kits and parts per item", s.name),
                          "join what is stated per item at a step of its own");
                }
            }
        }
        if (!s.dummies.empty() && !has_sites) {
            error(r, i, fmt::format("step '{}' fills bad sites where there are none", s.name),
                  "`on_bad_site` is for sites that items have by then, before singulation");
        }
        const bool per_site = std::ranges::any_of(
            s.components, [](const ComponentSpec& c) { return c.per_site > 0; });
        if (s.positions > 0 && !per_site) {
            error(r, i, fmt::format("step '{}' places sites and joins nothing to them", s.name),
                  "add parts `1 per site`");
        }
    }

    void makes(std::size_t p, std::int64_t sites) {
        const ProductSpec& product = line_.products[p];
        if (!product.makes.valid()) {
            return;
        }
        const MaterialSpec& material = line_.materials[product.makes.index()];
        if (material.sites > 0 && material.sites != sites) {
            diagnostics_.error(
                at_.products[p],
                fmt::format("'{}' makes '{}', which are wafers of {} sites, and ends with {}",
                            product.name, material.name, material.sites,
                            sites == 0 ? "units" : fmt::format("{} on each", sites)),
                "state the same `sites:`, and do not singulate");
        }
    }

    /// A part from a bad item is a bad site where it stands on an item again.
    void name_part_defects() {
        std::vector<bool> on_items(line_.materials.size(), false);
        for (const RouteSpec& route : line_.routes) {
            bool singulated = false;
            for (std::size_t i = 0; i < route.main_steps; ++i) {
                for (const ComponentSpec& c : route.steps[i].components) {
                    on_items[c.material.index()] =
                        on_items[c.material.index()] || (!singulated && c.per_site > 0);
                }
                singulated = singulated || route.steps[i].singulates;
            }
        }
        for (std::size_t m = 0; m < line_.materials.size(); ++m) {
            for (const YieldSpec& y : line_.materials[m].supply.incoming) {
                if (on_items[m]) {
                    name_part_defect(y.mechanism);
                }
            }
        }
        for (const ProductSpec& product : line_.products) {
            if (!goes_on_items(product, on_items)) {
                continue;
            }
            for (const YieldSpec& y : product.incoming) {
                name_part_defect(y.mechanism);
            }
            for (const StepSpec& s : line_.routes[product.route.index()].steps) {
                for (const YieldSpec& y : s.yields) {
                    if (y.latent) {
                        name_part_defect(y.mechanism);
                    }
                }
            }
        }
    }

    /// Whether what the product makes, or some bin of it, is a part that stands on items.
    bool goes_on_items(const ProductSpec& product, const std::vector<bool>& on_items) const {
        const auto stands = [&](MaterialId m) { return m.valid() && on_items[m.index()]; };
        return stands(product.makes) ||
               std::ranges::any_of(
                   line_.routes[product.route.index()].steps, [&](const StepSpec& s) {
                       return std::ranges::any_of(
                           s.bins, [&](const BinSpec& bin) { return stands(bin.into); });
                   });
    }

    void name_part_defect(MechanismId m) {
        if (line_.mechanisms[m.index()].level == Level::item &&
            !line_.mechanisms[m.index()].of_part.valid()) {
            line_.mechanisms.push_back(
                {line_.mechanisms[m.index()].name + "(part)", Level::site, MechanismId::none()});
            line_.mechanisms[m.index()].of_part =
                MechanismId::from_index(line_.mechanisms.size() - 1);
        }
    }

    LineSpec& line_;
    const LineLocations& at_;
    Diagnostics& diagnostics_;
    std::vector<std::string> told_;  ///< steps that have their message
};

}  // namespace

bool check_assembly(LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    const std::size_t errors = diagnostics.errors();
    AssemblyChecker{line, at, diagnostics}.check();
    return diagnostics.errors() == errors;
}

}  // namespace packline::scenario
