#include "models/report/fluid_line.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/utilities/use_rates.hpp"
#include "models/report/fluid_budget.hpp"
#include "models/scenario/route_flow.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>
#include <numeric>

namespace packline::report {

namespace {

/// Whether a product is, or is sorted into, what is a part of others.
bool makes(const packaging::LineSpec& line, const packaging::ProductSpec& product,
           packaging::MaterialId material) {
    return product.makes == material ||
           std::ranges::any_of(line.routes[product.route.index()].steps, [&](const auto& step) {
               return std::ranges::find(step.bins, material, &packaging::BinSpec::into) !=
                      step.bins.end();
           });
}

/// Whether a product takes parts that another makes.
bool takes_from(const packaging::LineSpec& line, std::size_t product, std::size_t maker) {
    const auto& steps = line.routes[line.products[product].route.index()].steps;
    return std::ranges::any_of(steps, [&](const packaging::StepSpec& step) {
        return std::ranges::any_of(step.components, [&](const auto& c) {
            return makes(line, line.products[maker], c.material);
        });
    });
}

std::vector<std::size_t> flows_of(const packaging::LineSpec& line) {
    std::vector<std::size_t> of(line.products.size());
    std::iota(of.begin(), of.end(), std::size_t{0});
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        for (std::size_t maker = 0; maker < line.products.size(); ++maker) {
            if (takes_from(line, p, maker)) {
                const std::size_t from = of[maker];
                std::ranges::replace(of, from, of[p]);
            }
        }
    }
    return of;
}

std::vector<FluidLine::Limit> limits_by_materials(const packaging::LineSpec& line,
                                                  const packaging::LineTables& tables,
                                                  const std::vector<std::size_t>& flow_of) {
    std::vector<FluidLine::Limit> out;
    const std::vector<std::vector<double>> needs = scenario::material_needs(line);
    const std::vector<scenario::MaterialFlow> flows = scenario::material_flows(line);
    for (std::size_t m = 0; m < needs.size(); ++m) {
        if (line.materials[m].unlimited || made_here(line, packaging::MaterialId::from_index(m)) ||
            std::ranges::all_of(needs[m], [](double parts) { return parts == 0; })) {
            continue;
        }
        const auto id = packaging::MaterialId::from_index(m);
        FluidLine::Limit limit{.index = m,
                               .hash = line.materials[m].acts()
                                           ? tables.identity().hash(tables.material_entity(id))
                                           : 0,
                               .by_flow = std::vector<double>(line.products.size(), 0.0),
                               .released = std::vector<double>(line.products.size(), 0.0)};
        for (std::size_t p = 0; p < needs[m].size(); ++p) {
            // Of what makes parts no more than others take of them, and not what is in stock.
            double share = 1.0;
            if (const packaging::MaterialId made = line.products[p].makes;
                made.valid() && flows[made.index()].made > 0) {
                const scenario::MaterialFlow& flow = flows[made.index()];
                share = std::min(1.0, flow.needed / flow.made);
                limit.in_other_parts += needs[m][p] / flow.made *
                                        static_cast<double>(line.materials[made.index()].initial);
            }
            limit.by_flow[flow_of[p]] += needs[m][p] * share;
            limit.released[flow_of[p]] += needs[m][p];
        }
        out.push_back(std::move(limit));
    }
    return out;
}

std::vector<FluidLine::Limit> limits_by_budgets(const packaging::LineSpec& line,
                                                const std::vector<scenario::StationLoad>& loads,
                                                const std::vector<std::size_t>& flow_of) {
    std::vector<FluidLine::Limit> out;
    if (line.budgets.empty()) {
        return out;
    }
    const std::vector<scenario::StepLoad> steps = scenario::step_loads(line);
    constexpr auto kWorks = static_cast<std::size_t>(packaging::StateGroup::productive);
    for (std::size_t b = 0; b < line.budgets.size(); ++b) {
        if (!caps_flow(line, packaging::BudgetId::from_index(b))) {
            continue;
        }
        const packaging::BudgetSpec& budget = line.budgets[b];
        FluidLine::Limit limit{.index = b,
                               .by_flow = std::vector<double>(line.products.size(), 0.0)};
        for (const scenario::StepLoad& step : steps) {
            const packaging::StationId s = step.step->station;
            const auto rates = packaging::use_rates(line, line.stations[s.index()]);
            if (!rates || std::ranges::find(budget.stations, s) == budget.stations.end()) {
                continue;
            }
            const packaging::UseRates& r = (*rates)[budget.utility.index()];
            const double a_day = (static_cast<double>(r.per_lot) * step.visits_per_day +
                                  static_cast<double>(r.per_item) * step.items_per_day +
                                  static_cast<double>(r.per_site) * step.sites_per_day +
                                  static_cast<double>(r.per_hour[kWorks]) * step.hours_per_day) /
                                 1e9;
            limit.by_flow[flow_of[step.product]] += a_day;
            limit.at_full_speed += loads[s.index()].load > 0 ? a_day / loads[s.index()].load : 0.0;
        }
        out.push_back(std::move(limit));
    }
    return out;
}

}  // namespace

bool made_here(const packaging::LineSpec& line, packaging::MaterialId material) {
    return std::ranges::any_of(
        line.products, [&](const packaging::ProductSpec& p) { return makes(line, p, material); });
}

FluidLine::FluidLine(const packaging::LineSpec& spec)
    : line{spec},
      lots_take{packaging::critical_paths(spec)},
      flow_of{flows_of(spec)},
      weight(spec.products.size(), 0.0),
      lots{scenario::lots_per_day(spec)} {
    for (const packaging::StationSpec& s : line.stations) {
        first_tool.push_back(tools);
        tools += s.tools;
    }
    const std::vector<scenario::StationLoad> loads = scenario::static_load(line);
    for (const scenario::StationLoad& l : loads) {
        std::vector<double>& of_station = use.emplace_back(line.products.size(), 0.0);
        for (std::size_t p = 0; p < l.by_product.size() && l.hours_per_day > 0; ++p) {
            of_station[flow_of[p]] += l.load_with_setups * l.by_product[p] / l.hours_per_day;
        }
    }
    const packaging::LineTables tables{line};
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const packaging::ProductSpec& product = line.products[p];
        const scenario::RouteFlow flow{line, line.routes[product.route.index()], product};
        units.push_back(
            static_cast<double>(tables.units_per_lot(packaging::ProductId::from_index(p))) *
            flow.end().items * flow.end().sites);
    }
    weigh({});
    materials = limits_by_materials(line, tables, flow_of);
    budgets = limits_by_budgets(line, loads, flow_of);
}

void FluidLine::weigh(const std::vector<double>& good_units_per_day) {
    std::ranges::fill(weight, 0.0);
    for (std::size_t p = 0; p < units.size(); ++p) {
        if (p < good_units_per_day.size() && good_units_per_day[p] > 0 && lots[p] > 0) {
            units[p] = good_units_per_day[p] / lots[p];
        }
        if (ships(p)) {
            weight[flow_of[p]] += lots[p] * units[p];
        }
    }
    all = std::accumulate(weight.begin(), weight.end(), 0.0);
}

}  // namespace packline::report
