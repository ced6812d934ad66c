#include "models/packaging/ledger/money_sites.hpp"

#include "models/packaging/utilities/use_rates.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

constexpr std::size_t kNowhere = ~std::size_t{0};
constexpr std::size_t kSeveral = kNowhere - 1;

/// One more place is used: the site stays, or there are several.
void meet(std::size_t& site, std::size_t other) {
    site = site == kNowhere || site == other ? other : kSeveral;
}

template <class Needs>
bool need_skill(const Needs& needs, const OperatorGroupSpec& group) {
    return std::ranges::any_of(needs, [&](const OperatorNeed& need) {
        return need.wanted() && std::ranges::find(group.skills, need.skill) != group.skills.end();
    });
}

std::size_t site_of_group(const LineSpec& line, const OperatorGroupSpec& group,
                          const std::vector<std::size_t>& of_station) {
    std::size_t out = kNowhere;
    const auto works_at = [&](StationId station) {
        return !group.area.valid() || line.stations[station.index()].area == group.area;
    };
    for (std::size_t s = 0; s < line.stations.size(); ++s) {
        if (works_at(StationId::from_index(s)) && need_skill(line.stations[s].operators, group)) {
            meet(out, of_station[s]);
        }
    }
    for (const RouteSpec& route : line.routes) {
        for (const StepSpec& step : route.steps) {
            if (works_at(step.station) && need_skill(step.operators, group)) {
                meet(out, of_station[step.station.index()]);
            }
        }
    }
    return out;
}

}  // namespace

MoneySites::MoneySites(const LineSpec& line) {
    LineSites sites = line_sites(line);
    names = std::move(sites.names);
    of_station = std::move(sites.of_station);
    for (const OperatorGroupSpec& group : line.operators) {
        of_group.push_back(site_of_group(line, group, of_station));
    }
    of_material.assign(line.materials.size(), kNowhere);
    for (const RouteSpec& route : line.routes) {
        for (const StepSpec& step : route.steps) {
            for (const std::vector<ComponentSpec>* parts : {&step.components, &step.dummies}) {
                for (const ComponentSpec& part : *parts) {
                    meet(of_material[part.material.index()], of_station[step.station.index()]);
                }
            }
        }
    }
    for (const ProductSpec& product : line.products) {
        const RouteSpec& route = line.routes[product.route.index()];
        starts.push_back(of_station[route.steps.front().station.index()]);
        ships.push_back(of_station[route.steps[route.main_steps - 1].station.index()]);
    }
    if (names.size() == 1) {
        std::ranges::fill(of_group, 0);
        std::ranges::fill(of_material, 0);
        return;
    }
    const auto known = static_cast<std::size_t>(std::ranges::find(names, "shared") - names.begin());
    for (std::vector<std::size_t>* all : {&of_group, &of_material}) {
        for (std::size_t& site : *all) {
            site = site < kSeveral ? site : known;
            if (site == names.size()) {
                names.emplace_back("shared");
            }
        }
    }
}

}  // namespace packline::packaging
