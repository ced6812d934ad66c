#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstdint>
#include <vector>

namespace packline::scenario {

/// What a station is asked for and what it can give, from means alone: no queueing.
struct StationLoad {
    double lots_per_day = 0;         ///< visits, rework included
    double hours_per_day = 0;        ///< tool time wanted, setups and stops not counted
    double setup_hours_per_day = 0;  ///< if lots came in random order
    double available = 1;  ///< share of a tool's time left by shifts, maintenance and stops
    double load = 0;       ///< hours wanted / (tools x 24 h x available)
    double load_with_setups = 0;
    std::int64_t tools_at_85 = 0;    ///< tools that would bring the load with setups to 85 %
    std::vector<double> by_product;  ///< hours_per_day
    std::vector<double> sets;        ///< load of each set of tools with the best split, no setups
    double set_up_visits = 0;        ///< lots a day that ask for a setup family
    double items_per_day = 0;
    bool visited = false;
};

/// What the lots of one product ask of one step.
struct StepLoad {
    std::size_t product = 0;
    const packaging::StepSpec* step = nullptr;
    double visits_per_day = 0;  ///< of lots
    double loads_per_day = 0;   ///< of tools: a batch, taken as full, counts once
    double hours_per_day = 0;   ///< of tool time, without setups
    double items_per_day = 0;
    double sites_per_day = 0;
};
/// Of every step of every product, in this order.
std::vector<StepLoad> step_loads(const packaging::LineSpec& line);

/// Static load of every station: demand x time x visits / available tools. What cards let in is
/// taken as much as stations can do. Batches are taken as full, rework as its expected number of
/// passes, losses of items and sites upstream as their means. Products without a regular release
/// count with their schedule spread over the horizon.
std::vector<StationLoad> static_load(const packaging::LineSpec& line);

/// Whether what comes to the station ends with the run, or waits outside the line.
bool released_in_bounds(const packaging::LineSpec& line, const StationLoad& load);

/// What assembly takes of a material and what comes in, from means alone [parts a day].
struct MaterialFlow {
    double needed = 0;
    double made = 0;           ///< by products of the line, losses taken off
    double bought = 0;         ///< regular deliveries; ordered ones follow the need
    bool ordered = false;      ///< by a reorder point
    double days_of_stock = 0;  ///< that the initial stock lasts at this need
};
/// What assembly takes of each material for each product, from means alone [parts a day].
std::vector<std::vector<double>> material_needs(const packaging::LineSpec& line);
std::vector<MaterialFlow> material_flows(const packaging::LineSpec& line);

/// What a fleet of vehicles is asked for: loaded moves with full vehicles, empty ones left out.
struct FleetLoad {
    double moves_per_day = 0;
    double hours_per_day = 0;
    double load = 0;     ///< hours / (vehicles x 24 h)
    double unbound = 0;  ///< the part of it that comes whatever becomes of the lots
};
std::vector<FleetLoad> fleet_load(const packaging::LineSpec& line);

/// How long a card is away with a lot that waits nowhere: the mean over a release's products.
Duration card_round(const packaging::LineSpec& line, const packaging::ReleaseSpec& release);
/// Lots per day that a product is released; with cards by Little's law alone, as if none waited.
double released_per_day(const packaging::LineSpec& line, std::size_t product);
/// By product, lots per day that are released; with cards the most that they and stations allow.
std::vector<double> lots_per_day(const packaging::LineSpec& line);
/// By product: the same, and of lots that go round until the end only those whose work there is
/// time for.
std::vector<double> worked_per_day(const packaging::LineSpec& line);

}  // namespace packline::scenario
