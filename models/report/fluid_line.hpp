#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/time.hpp"

#include <cstddef>
#include <vector>

namespace packline::report {

/// A line as flows through stations: what is the same for all replications. Products that ship are
/// a flow each, with those that make their parts: these get on together.
struct FluidLine {
    /// Requires: the line outlives it. Cost: products^2.
    explicit FluidLine(const packaging::LineSpec& spec);

    /// Whether a product counts as output of the line.
    bool ships(std::size_t product) const {
        return !line.products[product].makes.valid() &&
               line.products[product].lot_class == packaging::LotClass::production;
    }

    const packaging::LineSpec& line;
    std::vector<Duration> lots_take;       ///< by product, as timelines ask for
    std::vector<std::size_t> flow_of;      ///< by product: number of its flow, that of a product
    std::vector<std::vector<double>> use;  ///< by station and flow, at mean demand
    std::vector<double> weight;            ///< by flow: units a day
    double all = 0;                        ///< of the line: units a day
    std::vector<double> lots;              ///< by product: a day
    std::vector<double> units;             ///< by product: of a lot
    std::vector<std::size_t> first_tool;   ///< by station, of all tools in a row
    std::size_t tools = 0;
};

}  // namespace packline::report
