#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/document.hpp"
#include "models/scenario/map_reader.hpp"
#include "models/scenario/money_text.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

/// Where the parts of a line were written, for messages of later checks. Same order as in the
/// LineSpec.
struct LineLocations {
    std::vector<Location> stations;
    std::vector<Location> buffers;
    std::vector<Location> fleets;
    std::vector<Location> station_tools;
    std::vector<std::vector<Location>> station_sets;  ///< by station, in the order of its sets
    std::vector<std::vector<Location>> steps;         ///< by route
    std::vector<Location> routes;
    std::vector<Location> tooling;
    std::vector<Location> operators;
    std::vector<Location> operator_persons;
    std::vector<Location> products;
    std::vector<Location> materials;
    std::vector<Location> carriers;
    std::vector<Location> wip;
    Location experiment;
};

/// Turns the located tree of a line into plain data. Reads in the order in which things refer
/// to each other: names first, then stations, routes, products.
class LineReader {
public:
    LineReader(const Node& root, Diagnostics& diagnostics);

    packaging::LineSpec read();
    const LineLocations& locations() const { return at_; }

private:
    // read_line.cpp
    void names();
    void areas();
    void calendar(const Member& member);
    void mechanisms();
    void experiment();
    // read_material.cpp
    void materials();
    void material(const Member& member);
    void room(MapReader& reader, packaging::MaterialSpec& material);
    void supply(MapReader& reader, packaging::MaterialSpec& material);
    void reorder(MapReader& in, packaging::SupplySpec& supply);
    void deliveries(MapReader& in, packaging::SupplySpec& supply);
    std::vector<packaging::SupplySpec::Delivery> delivery_list(MapReader& in, std::string_view key);
    std::vector<packaging::CalendarSpec::Window> windows(MapReader& reader, std::string_view key,
                                                         Duration period);
    // read_tooling.cpp
    void kit(const Member& member);
    std::vector<packaging::ToolingNeed> tooling_needs(const Node& node);
    // read_operators.cpp
    void operator_group(const Member& member);
    void skills(MapReader& reader, packaging::OperatorGroupSpec& group);
    packaging::CalendarId breaks(MapReader& reader, const packaging::OperatorGroupSpec& group);
    void operators(MapReader& reader, std::span<packaging::OperatorNeed> needs, bool loads);
    packaging::OperatorNeed operator_need(MapReader& reader, std::string_view task, bool loads);
    // read_station.cpp
    void station(const Member& member);
    void stockers();
    void buffer(MapReader& reader, packaging::StationSpec& station);
    packaging::BufferSpec places(MapReader& reader, std::string_view key, const std::string& name);
    void rooms(MapReader& reader, packaging::StationSpec& station);
    void heads(MapReader& reader, packaging::StationSpec& station);
    void tool_sets(MapReader& reader, packaging::StationSpec& station);
    void comes_at(MapReader& in, const packaging::ToolSetSpec& set, std::uint32_t first);
    void load(MapReader& reader, packaging::StationSpec& station);
    // read_load.cpp
    void look_ahead(MapReader& in, packaging::LoadSpec& load);
    void filler(MapReader& in, packaging::LoadSpec& load);
    void setup(MapReader& reader, packaging::StationSpec& station);
    void setup_families(packaging::StationSpec& station, const std::string& name);
    void failures(MapReader& reader, packaging::StationSpec& station);
    void ports(MapReader& reader, packaging::StationSpec& station);
    void minimum_run(MapReader& in, packaging::StationSpec& station);
    // read_maintenance.cpp
    void maintenance(MapReader& reader, packaging::StationSpec& station);
    void first_maintenance(MapReader& in, packaging::MaintenanceSpec& maintenance);
    void dispatch(MapReader& reader, packaging::StationSpec& station);
    // read_transport.cpp
    void fleets();
    void vehicle_failures(MapReader& reader, packaging::FleetSpec& fleet);
    void find_homes();
    void transfers(const Node& node);
    std::optional<packaging::TransferSpec> transfer_way(const Member& member);
    void departures(MapReader& reader, packaging::DepartureSpec& departs);
    // read_utilities.cpp
    void utilities();
    void utility_sites();
    std::vector<packaging::UtilitySpec::Part> utility_parts(const Node& node);
    void uses(MapReader& reader, packaging::StationSpec& station);
    void use(const Node& node, const std::string& name, packaging::UseSpec& use);
    // read_route.cpp
    void route(const Member& member);
    void number_steps(const Node& steps, packaging::RouteSpec& route);
    void step(const Node& node, packaging::StepSpec& step);
    void operation_time(MapReader& reader, packaging::StepSpec& step);
    void sublot(MapReader& reader, packaging::StepSpec& step);
    void sample(MapReader& reader, packaging::StepSpec& step);
    void skip_lot(const Node& node, packaging::StepSpec& step);
    bool in_units(const packaging::StepSpec& step) const;
    void assembly(MapReader& reader, packaging::StepSpec& step);
    std::vector<packaging::ComponentSpec> parts(MapReader& reader, std::string_view key);
    // read_step_tools.cpp
    void cascade_times(MapReader& reader, packaging::StepSpec& step);
    void step_load(MapReader& reader, packaging::StepSpec& step);
    void same_tool(MapReader& reader, packaging::StepSpec& step);
    // read_excursion.cpp
    void excursions(MapReader& reader, const packaging::StationSpec& station);
    void excursion_yield(MapReader& reader, packaging::ExcursionSpec& excursion);
    void excursion_found(MapReader& reader, packaging::ExcursionSpec& excursion);
    // read_test.cpp
    void test_cell(MapReader& reader, packaging::StationSpec& station);
    void retest(MapReader& reader, packaging::StepSpec& step);
    void stated_yield(MapReader& reader, packaging::StepSpec& step);
    void bins(MapReader& reader, packaging::StepSpec& step);
    // read_yield.cpp
    using DieArea = std::function<std::optional<double>()>;
    void yields(MapReader& reader, packaging::StepSpec& step);
    void incoming(MapReader& reader, packaging::ProductSpec& product);
    void chance(MapReader& reader, packaging::YieldSpec& yield, const DieArea& die_mm2);
    void by_area(MapReader& reader, packaging::YieldSpec& yield, const DieArea& die_mm2);
    void learning(MapReader& reader, packaging::YieldSpec& yield);
    std::optional<double> die_of_route() const;
    // read_quality.cpp
    void inspection(MapReader& reader, packaging::StepSpec& step);
    void rework(MapReader& reader, packaging::StepSpec& step);
    void queue_times(MapReader& reader, packaging::StepSpec& step);
    void floor_life(MapReader& reader, packaging::StepSpec& step);
    void hold(MapReader& reader, packaging::StepSpec& step);
    // read_package.cpp
    void package(MapReader& reader, packaging::ProductSpec& product);
    // read_product.cpp
    void product(const Member& member);
    void product_release(MapReader& reader, packaging::ProductSpec& product);
    void release(MapReader& reader, packaging::ReleaseSpec& release);
    void release_interval(MapReader& reader, packaging::ReleaseSpec& release);
    void dated_rates(MapReader& reader, packaging::ReleaseSpec& release);  // read_rates.cpp
    void release_cap(MapReader& reader, packaging::ReleaseSpec& release);
    void release_stream(const Member& member);
    void schedule(MapReader& reader, packaging::ReleaseSpec& release);
    std::int64_t sites(MapReader& reader, std::string_view key, std::int64_t otherwise);
    std::int64_t grid(const Node& node);

    // read_tool_states.cpp
    void tool_states();
    void tool_state(const Node& row);
    void initial_kits(MapReader& in, packaging::InitialToolSpec& state);
    void initial_rooms(MapReader& in, packaging::InitialToolSpec& state);
    void stocks();
    void maintenance_due(MapReader& in, packaging::InitialToolSpec& state);
    // read_qualifications.cpp
    void qualifications();
    void qualify(const Node& products, packaging::ToolSetSpec& set);
    // read_wip.cpp
    void wip();
    packaging::StepId step_of(const packaging::RouteSpec& route, const std::string& name,
                              const Location& at);
    void initial_lots(const Node& row, std::vector<std::uint32_t>& numbers);
    void initial_place(MapReader& in, packaging::InitialLotSpec& lot);
    void initial_clocks(MapReader& in, const packaging::RouteSpec& route,
                        packaging::InitialLotSpec& lot);

    // read_lot_history.cpp
    void initial_history(MapReader& in, const packaging::RouteSpec& route,
                         packaging::InitialLotSpec& lot);

    // read_regimes.cpp
    void regimes();
    void regime(const Member& member);
    std::vector<const Node*> by_state(const Node& map, std::string_view what,
                                      packaging::RegimeId& regime);
    packaging::RegimeTime regime_time(MapReader& reader, std::string_view key);
    packaging::RegimeTime regime_time_of(const Node& node, std::string_view name);
    packaging::RegimeNumber regime_share(MapReader& reader, std::string_view key, double otherwise);

    // read_prices.cpp
    void currency(MapReader& top);
    packaging::StationCosts station_costs(MapReader& reader);
    std::vector<packaging::ConsumableSpec> consumables(MapReader& reader);
    packaging::ProductPrices product_prices(MapReader& reader,
                                            const packaging::ProductSpec& product);
    /// Nothing where the key is absent, or (with an error) wrong.
    std::optional<MoneyText> amount(MapReader& reader, std::string_view key);
    packaging::Money money(MapReader& reader, std::string_view key);
    void material_price(MapReader& reader, packaging::MaterialSpec& material);
    packaging::MoneyRate money_rate(MapReader& reader, std::string_view key);

    // read_estimates.cpp
    void estimates(MapReader& top);

    // read_disruptions.cpp
    void disruptions();
    void gate(const Member& member);
    void stages(MapReader& reader, packaging::GateSpec& gate);
    void mask(const Member& member);
    Duration reentry(MapReader& reader, bool starts_wait);
    void check_mask(MapReader& reader, const packaging::MaskSpec& mask);
    void check_lost_supply(MapReader& reader, const packaging::MaskSpec& mask);
    // read_budgets.cpp
    void budgets();
    void budget(const Member& member);
    void ration(MapReader& reader, packaging::BudgetSpec& budget);
    void budget_stations(MapReader& reader, packaging::BudgetSpec& budget);
    void add_above(packaging::MaskSpec mask, MapReader& budget, packaging::BudgetId id,
                   double share, const Location& at);
    void throttle(MapReader& reader, packaging::BudgetId id);
    void block(MapReader& reader, packaging::BudgetId id);
    void add_effect(packaging::MaskSpec mask, const Location& at);
    packaging::ConditionSpec condition(MapReader& reader);
    packaging::ConditionSpec condition_of(const Node& node);
    packaging::ConditionSpec used_up(const Node& name, double share);
    // read_diversions.cpp
    void stage_lots(MapReader& in, packaging::GateStage& stage);
    void check_lots_pass(MapReader& reader, const packaging::GateSpec& gate);
    void diversions();
    void diversion(const Member& member, std::vector<packaging::DiversionSpec>& out);
    // read_plans.cpp
    void planned_tools();
    void planned_set(MapReader& in, packaging::StationSpec& station, packaging::ToolSetSpec set,
                     std::vector<Location>& locations);
    void plans();
    void plan(MapReader& in, packaging::PlanSpec& plan);
    void qualification(MapReader& in, packaging::PlanSpec& plan, const packaging::GateStage& lot);
    packaging::RegimeTime lead_time_of(MapReader& in);
    void payments(MapReader& in, packaging::PlanSpec& plan);
    void check_plan(MapReader& in, const packaging::PlanSpec& plan);
    // read_scope.cpp
    void scope_groups(MapReader& in, packaging::ScopeSpec& scope);
    packaging::ScopeSpec scope(MapReader& reader, packaging::MaskEffect effect);
    std::vector<packaging::StationId> scope_stations(MapReader& in);
    void scope_tools(MapReader& in, packaging::ScopeSpec& scope);
    void scope_products(MapReader& in, bool starts, packaging::ScopeSpec& scope);
    void scope_steps(MapReader& in, packaging::ScopeSpec& scope);
    void scope_suppliers(MapReader& in, packaging::ScopeSpec& scope);

    /// Index of the entry of this name; reports and returns 0 where there is none.
    std::uint32_t find(const std::vector<std::string>& names, const std::string& name,
                       const Location& at, std::string_view what);
    packaging::MechanismId mechanism(const std::string& name);
    packaging::StepId step_named(MapReader& reader, std::string_view key);
    std::vector<packaging::MechanismId> mechanism_list(MapReader& reader, std::string_view key);

    /// A plan whose tools have been read, not yet its times.
    struct PlanInHand {
        std::size_t plan = 0;
        MapReader in;
    };

    /// More would make the best split of the work among sets slow to find.
    static constexpr std::size_t kMostSets = 12;

    const Node& root_;
    Diagnostics& diagnostics_;
    packaging::LineSpec line_;
    LineLocations at_;
    std::vector<std::string> area_names_;
    std::vector<std::string> calendar_names_;
    std::vector<std::string> station_names_;
    std::vector<std::string> material_names_;
    std::vector<std::string> tooling_names_;
    /// By station, by setup family: kits of steps that state none.
    std::vector<std::vector<std::vector<packaging::ToolingNeed>>> family_tooling_;
    std::vector<std::string> carrier_names_;
    std::vector<std::string> stocker_names_;
    std::vector<std::string> fleet_names_;
    std::vector<std::string> mechanism_names_;
    std::vector<std::string> utility_names_;
    std::vector<std::string> route_names_;
    std::vector<std::string> product_names_;
    std::vector<std::string> regime_names_;
    std::vector<PlanInHand> plans_in_hand_;
    std::vector<std::string> budget_names_;
    std::vector<packaging::MaskSpec> budget_masks_;  ///< what budgets do, behind the masks
    std::vector<std::string> qualifying_;            ///< products that lots of gates are of
    std::vector<std::string> stage_products_;        ///< of the gate in hand
    std::vector<std::string> gate_names_;            ///< of those read
    std::vector<std::string> step_names_;            ///< of the route in hand
    packaging::RouteSpec* route_ = nullptr;          ///< in hand
    std::vector<const Node*> step_nodes_;  ///< of the route in hand, main line then rework
};

/// The keys of a map as names.
std::vector<std::string> keys_of(const Node* map);

/// Words that mean an item or a site wherever a quantity is counted.
bool is_item_word(std::string_view word);
bool is_site_word(std::string_view word);
bool is_lot_word(std::string_view word);
bool is_load_word(std::string_view word);

}  // namespace packline::scenario
