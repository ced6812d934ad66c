#pragma once

#include "models/scenario/static_load.hpp"

#include <cstdint>
#include <map>
#include <vector>

// What lots ask of tools and what tools can give, from means alone: what static loads are made of.

namespace packline::scenario {

/// What one lot that is released asks of each step of its route: as StepLoad of one lot a day.
/// Batches are taken as full, rework as its expected passes, losses upstream as their means.
std::vector<StepLoad> lot_work(const packaging::LineSpec& line, std::size_t product);

/// Share of a tool's time in shifts that maintenance and stops leave. A tool is in one maintenance
/// at a time, and what waits for maintenance does not fall into it; other breakdowns may.
double up_share(const packaging::StationSpec& station, double items_per_day);

/// Mean setup per visit if lots came in random order, by family shares of visits [s].
double setup_seconds(const packaging::StationSpec& station,
                     const std::map<std::uint32_t, double>& visits);

/// Bit i: set i of the station may run the step for this product.
std::uint32_t able_sets(const packaging::StationSpec& station, const packaging::StepSpec& step,
                        const packaging::ProductSpec& product);

}  // namespace packline::scenario
