#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline::report {

/// A line as flows through stations: what is the same for all replications. Products that ship are
/// a flow each, with those that make their parts: these get on together.
struct FluidLine {
    /// Requires: the line outlives it. Cost: products^2.
    explicit FluidLine(const packaging::LineSpec& spec);

    /// Good units a day that were measured of each product, where that is above zero: what yields
    /// from means alone do not know, such as parts that were bad when they came.
    void weigh(const std::vector<double>& good_units_per_day);

    /// Whether a product counts as output of the line.
    bool ships(std::size_t product) const {
        return !line.products[product].makes.valid() &&
               line.products[product].lot_class == packaging::LotClass::production;
    }

    /// What caps flows beside stations: a bought material, or a budget.
    struct Limit {
        std::size_t index = 0;              ///< of the material or budget
        std::uint64_t hash = 0;             ///< of a material: keys its draws
        std::vector<double> by_flow;        ///< parts or units of the utility a day, at mean demand
        std::vector<double> released = {};  ///< of a material: parts a day that releases ask for
        double in_other_parts = 0;  ///< of a material, in stock at the start as part of others
        double at_full_speed = 0;   ///< of a budget: units a day, with all its tools at work
    };

    const packaging::LineSpec& line;
    std::vector<Duration> lots_take;       ///< by product, as timelines ask for
    std::vector<std::size_t> flow_of;      ///< by product: number of its flow, that of a product
    std::vector<std::vector<double>> use;  ///< by station and flow, at mean demand
    std::vector<double> weight;            ///< by flow: units a day
    double all = 0;                        ///< of the line: units a day
    std::vector<double> lots;              ///< by product: a day
    std::vector<double> units;             ///< by product: of a lot, good ones
    std::vector<std::size_t> first_tool;   ///< by station, of all tools in a row
    std::size_t tools = 0;
    std::vector<Limit> materials;  ///< bought, in bounds, and not made by the line as well
    std::vector<Limit> budgets;    ///< that cap what flows: see FluidBudget
};

/// Whether products of the line make the material, or their tests sort into it.
bool made_here(const packaging::LineSpec& line, packaging::MaterialId material);

}  // namespace packline::report
