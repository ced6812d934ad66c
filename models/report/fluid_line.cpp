#include "models/report/fluid_line.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>
#include <numeric>

namespace packline::report {

namespace {

/// Whether a product takes parts that another makes.
bool takes_from(const packaging::LineSpec& line, std::size_t product, std::size_t maker) {
    const auto& steps = line.routes[line.products[product].route.index()].steps;
    const packaging::ProductSpec& made = line.products[maker];
    const auto& made_by = line.routes[made.route.index()].steps;
    const auto makes = [&](packaging::MaterialId m) {
        return made.makes == m || std::ranges::any_of(made_by, [&](const auto& step) {
                   return std::ranges::find(step.bins, m, &packaging::BinSpec::into) !=
                          step.bins.end();
               });
    };
    return std::ranges::any_of(steps, [&](const packaging::StepSpec& step) {
        return std::ranges::any_of(step.components,
                                   [&](const auto& c) { return makes(c.material); });
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

}  // namespace

FluidLine::FluidLine(const packaging::LineSpec& spec)
    : line{spec},
      lots_take{packaging::critical_paths(spec)},
      flow_of{flows_of(spec)},
      weight(spec.products.size(), 0.0) {
    for (const packaging::StationSpec& s : line.stations) {
        first_tool.push_back(tools);
        tools += s.tools;
    }
    for (const scenario::StationLoad& l : scenario::static_load(line)) {
        std::vector<double>& of_station = use.emplace_back(line.products.size(), 0.0);
        for (std::size_t p = 0; p < l.by_product.size() && l.hours_per_day > 0; ++p) {
            of_station[flow_of[p]] += l.load_with_setups * l.by_product[p] / l.hours_per_day;
        }
    }
    const packaging::LineTables tables{line};
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        lots.push_back(scenario::lots_per_day(line, p));
        units.push_back(
            static_cast<double>(tables.units_per_lot(packaging::ProductId::from_index(p))));
        if (ships(p)) {
            weight[flow_of[p]] += lots[p] * units[p];
        }
    }
    all = std::accumulate(weight.begin(), weight.end(), 0.0);
}

}  // namespace packline::report
