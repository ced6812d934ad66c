#include "models/scenario/read_plan.hpp"

#include "models/scenario/csv_table.hpp"
#include "models/scenario/map_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/text_file.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace packline::scenario {

namespace {

constexpr std::int64_t kMostWeeks = 10'000;
constexpr std::int64_t kMostUnits = 1'000'000'000'000;
constexpr double kLargestFigure = 1e18;

/// The rows of a table that is not part of a line.
Node read_rows(const std::filesystem::path& path, Diagnostics& diagnostics) {
    const std::string shown = path.string();
    const auto text = read_text_file(path, shown, diagnostics);
    return text ? parse_csv(*text, shown, diagnostics) : Node::list({});
}

}  // namespace

std::vector<PlannedOutput> read_plan(const std::filesystem::path& path,
                                     const packaging::LineSpec& line, Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const packaging::ProductSpec& p : line.products) {
        names.push_back(p.name);
    }
    std::vector<PlannedOutput> plan;
    std::set<std::pair<std::size_t, std::uint32_t>> seen;
    for (const Node& row : read_rows(path, diagnostics).items) {
        MapReader in{row, "planned output", diagnostics};
        const std::string name = in.text("product");
        const auto found = std::ranges::find(names, name);
        if (found == names.end()) {
            in.error("product", fmt::format("no product '{}'", name), suggest(name, names));
            continue;
        }
        const auto product = static_cast<std::size_t>(found - names.begin());
        const std::size_t errors = diagnostics.errors();
        const auto week = static_cast<std::uint32_t>(in.count("week", 1, kMostWeeks, 1).n);
        if (diagnostics.errors() > errors) {
            continue;
        }
        if (!seen.emplace(product, week).second) {
            in.error("week", fmt::format("week {} of '{}' a second time", week, name),
                     "state each week of a product once");
            continue;
        }
        plan.push_back({packaging::ProductId::from_index(product), week,
                        in.count("units", 0, kMostUnits, 0).n});
    }
    return plan;
}

std::vector<ActualFigure> read_actuals(const std::filesystem::path& path,
                                       const std::vector<std::string>& known,
                                       Diagnostics& diagnostics) {
    std::vector<ActualFigure> actuals;
    for (const Node& row : read_rows(path, diagnostics).items) {
        MapReader in{row, "actual figure", diagnostics};
        const std::string metric = in.text("metric");
        const double value = in.number("value", -kLargestFigure, kLargestFigure, 0);
        if (std::ranges::find(known, metric) == known.end()) {
            in.error("metric", fmt::format("no metric '{}'", metric),
                     suggest(metric, known) + "; `packline describe metrics` lists the kinds");
            continue;
        }
        actuals.push_back({metric, value});
    }
    return actuals;
}

}  // namespace packline::scenario
