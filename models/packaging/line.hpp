#pragma once

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/disruptions/gate_desk.hpp"
#include "models/packaging/disruptions/watches.hpp"
#include "models/packaging/line_event.hpp"
#include "models/packaging/line_site.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace packline::packaging {

/// A packaging line in motion, or of a line in several logical processes the part that one of
/// them owns: some areas with all that happens in them. See LineModel for the whole.
/// A thin layer of events over pure parts: populations, queues, rules, progress clocks, stocks.
/// All capacity that falls free and all work that arrives at one instant is seen before the
/// dispatch of that instant (decision 0005). Source files line_*.cpp go by concern; those are the
/// headings below.
class Line {
public:
    using Options = LineOptions;

    Line(const LineSite& site, std::uint32_t process, const Options& options);

    /// Sends the first events. Call once, before the executive runs.
    void start(Scheduler& scheduler);

    bool live(const Event& event) const;
    void handle(const Event& event, Scheduler& scheduler);

    /// End of the warm-up: statistics start anew, levels stay.
    void reset_statistics(Time now);
    /// End of the run: closes open intervals.
    void close(Time end);

    /// Of all but stations. Lots count where they enter and where they leave the line, so that
    /// levels make sense only as sums over all parts.
    const LineStatistics& statistics() const { return statistics_; }
    LineInventory inventory(Time now) const;
    const LotTable& lots() const { return lots_; }
    const MaterialStock& stock() const { return stock_; }
    const CarrierPools& carriers() const { return carriers_; }
    const Buffers& buffers() const { return buffers_; }
    const Fleets& fleets() const { return fleets_; }
    const Operators& operators() const { return operators_; }
    const Tooling& tooling() const { return tooling_; }
    const DisruptionState& disruptions() const { return disrupted_; }
    const BudgetState& budget(BudgetId b) const { return watches_.budgets[b.index()]; }

private:
    friend class LineTeller;   ///< line_snapshot.cpp: says what stands in it
    friend class LineStarter;  ///< line_wip.cpp: puts it there
    friend class Rationing;    ///< line_rations.cpp
    // line_release.cpp
    void schedule_release(std::size_t source, Time at);
    void on_release(std::size_t source);
    void start_lot(ProductId product, const ReleaseSpec::Entry* entry);
    std::int64_t lots_started(ProductId product) const;
    void release_lot(ProductId product, const ReleaseSpec::Entry* entry);
    OrderId new_order();
    OrderId open_order(ProductId product, std::uint8_t priority);
    void bring_defects(LotId lot, const ProductSpec& product);
    void end_order(OrderId order, StationId where);

    // line_kits.cpp
    void need(const ComponentSpec& component, std::int64_t items, bool per_set);
    void order_kit(OrderId order, StepIndex from);
    bool order_own_kit(LotId lot);
    void serve_kits();
    void reserved(OrderId order, std::int64_t sets);
    void enter_with_carriers(LotId lot);
    void enter_with_kit(LotId lot);
    void stop_waiting(LotId lot);
    void share_kit(LotId parent, LotId child, std::int64_t items_before);
    void return_own_kit(LotId lot, const StepSpec& step, std::int64_t items, std::int64_t sites);
    void return_kit(OrderId order);
    bool give_back_line(OrderId order, std::size_t line, std::int64_t keep);
    void place_components(LotId lot);
    std::int64_t sites_to_place(LotId lot, const StepTable& step);
    void place(LotId lot, const StepTable& step, const ComponentSpec& component,
               std::uint32_t index);
    void trim_kit(LotId lot, const StepTable& step);

    // line_supply.cpp
    bool acts_here(MaterialId material) const;
    void start_supply();
    void schedule_due(MaterialId material, Time at);
    void on_supply_due(MaterialId material);
    void review_supply();
    void order_parts(MaterialId material, std::int64_t quantity);
    void on_supply_arrival(std::uint32_t shipment);
    void deliver(const Shipment& due, std::int64_t ordered);
    void deliver_held(MaterialId material);
    void receive(MaterialId material, std::int64_t ordered, std::int64_t due);
    std::int64_t take_parts(MaterialId material, std::int64_t n, Draws& draws);
    void plan_expiry(MaterialId material, Duration life);
    void expire_parts();

    // line_wip.cpp, line_starts.cpp
    void start_wip();
    void join_queue_at_start(LotId lot, std::size_t stated);
    void start_sources();
    void start_lots(std::size_t source, std::uint32_t lots, const ReleaseSpec::Entry* entry);
    ProductId next_product(std::size_t source);
    bool capped(std::size_t source) const;
    void hold_start(std::size_t source);
    void on_start_held(std::size_t source);
    void return_card(ProductId product, StationId where);
    void take_customer_order(ProductId product);
    void fill_customer_orders(ProductId product);
    void finish_units(ProductId product, std::int64_t units);
    void on_replenish(ProductId product);

    // line_flow.cpp
    void wait_since(LotId lot, TimePart part);
    void move_on(LotId lot);
    void jump_back(LotId lot, StepIndex step);
    void go(LotId lot, StepIndex step);
    void depart(LotId lot, StepIndex step);
    void enter(LotId lot, StepIndex step);
    void try_step(LotId lot);
    void enter_gated(LotId lot);
    void enter_queue(LotId lot);
    void change_layer(LotId lot, StepIndex step);
    bool sampled(LotId lot, StepIndex step);
    /// Other lots of its order may come to a step in the same round.
    bool in_parts(LotId lot) const { return lots_[lot].depth > 0 || lots_[lot].children > 0; }
    void finish_route(LotId lot, MaterialId into);
    void end_lot(LotId lot);
    void scrap_lot(LotId lot, std::size_t why);
    void free_carriers(LotId lot, std::int64_t n);
    void carriers_empty(CarrierPoolId pool, std::int64_t n, EntityId where, Draws& draws);
    void carriers_back(std::uint64_t payload);
    void serve_carriers(CarrierPoolId pool);

    // line_buffers.cpp
    void wait_for_place(LotId lot, StepIndex step, bool lost_when_full);
    void request_admission(BufferId buffer);
    void admit(BufferId buffer);
    bool start_pending(const Station& station) const;
    bool tool_ready(const Buffers::Claim& claim);
    void let_in(const Buffers::Claim& claim, bool place);
    void settle_claims(BufferId buffer);
    void turn_away(LotId lot);
    void stand_in_tool(LotId lot, std::uint32_t tool);
    void leave_place(LotId lot);
    void join_places(LotId lot, LotId other);

    // line_transport.cpp
    void wait_for_transport(LotId lot, StepIndex step, const Way& way);
    void send_vehicle_event(FleetId fleet, std::uint32_t vehicle, VehicleEvent what, Time at,
                            Priority priority);
    void on_vehicle(std::uint64_t payload);
    void request_vehicles(FleetId fleet);
    void send_vehicles(FleetId fleet);
    Draws vehicle_draws(FleetId fleet, std::uint32_t v, Purpose purpose, std::uint32_t nth) const;
    bool vehicle_event_live(std::uint64_t payload, std::uint16_t epoch) const;
    void start_vehicles();
    void plan_vehicle_failure(FleetId fleet, std::uint32_t vehicle);
    void fail_vehicle(FleetId fleet, std::uint32_t vehicle);
    void call_vehicle(FleetId fleet, LotId lot);
    void pick_up(FleetId fleet, std::uint32_t vehicle);
    void set_down(FleetId fleet, std::uint32_t vehicle);
    void start_travel(LotId lot);
    void request_departure(std::uint32_t way);
    void on_departure(std::uint32_t way);

    // line_deadlock.cpp
    friend class DeadlockSearch;
    void check_deadlock(LotId lot);

    // line_parcels.cpp
    bool belongs_here(StationId station) const;
    void send_away(LotId lot, StepIndex step, Time at);
    void on_deliver(std::uint64_t payload);

    // line_join.cpp
    LotId split_off(LotId parent);
    void share_with(LotId parent, LotId child, std::int64_t items);
    void move_carriers(LotId parent, LotId child, std::int64_t items);
    void open_join(std::span<const LotId> members, StepIndex step, std::uint32_t expected);
    LotId join_arrive(LotId lot);
    LotId complete_join(JoinId join);
    void join_member_gone(JoinId join, std::uint32_t members);
    void merge_into(LotId survivor, LotId other);

    // line_quality.cpp
    void complete_step(LotId lot);
    std::span<const YieldSpec> yields_now(const StepTable& step);
    bool make_step_defects(LotId lot, const StepTable& step);
    bool spoil(LotId lot, std::span<const YieldSpec> yields, const StepDraws& own);
    bool inspect_lot(LotId lot, const StepTable& step);
    void judge(LotId lot, const StepTable& step);
    bool rework_found(LotId lot, const StepTable& step, std::int64_t items);
    bool rework_at_random(LotId lot, const StepTable& step);
    bool send_back(LotId lot, LotId back, const StepTable& step);
    void drop_beyond_passes(LotId lot, std::uint32_t max_passes);
    void drop_carriers(LotId lot, std::int64_t items);
    bool ends_empty(LotId lot, std::size_t why);
    void singulate(LotId lot);
    bool hold(LotId lot, const StepTable& step);
    void book(LotId lot, std::size_t why, Loss loss);
    void count_loss(LotId lot, std::size_t why, Loss loss);
    void count_lost_parts(LotId lot, std::size_t why, Loss loss);
    void count_used_parts(LotId lot);
    bool of_sites(LotId lot, MechanismId m) const;

    // line_limits.cpp
    void start_clocks(LotId lot, StepIndex from);
    void start_clock(LotId lot, std::uint32_t limit, Duration since = {});
    void stop_clocks(LotId lot, StepIndex to);
    void drop_clocks_after(LotId lot, StepIndex step);
    void schedule_expiry(LotId lot, const QueueClock& clock);
    void adopt_clocks(LotId lot, LotId other);
    void on_expire(LotId lot, std::uint32_t limit);
    bool act_on_expired(LotId lot);
    bool violate(LotId lot, std::uint32_t limit);
    Time earliest_deadline(LotId lot, StepIndex to) const;

    // line_excursions.cpp
    const ExcursionSpec& excursion_spec(const ExcursionState& state) const;
    Draws excursion_draws(const ExcursionState& state, Purpose purpose,
                          std::uint32_t ordinal) const;
    void plan_excursion(std::uint32_t excursion);
    void drift(std::uint32_t excursion);
    bool leave_tool(LotId lot, std::uint32_t tool);
    bool comes_through(LotId lot, std::uint32_t tool);
    bool spoil_by_drift(LotId lot, std::uint32_t excursion, const ExcursionSpec& spec);
    void mark(LotId lot, std::uint32_t excursion, bool drifted);
    void watch_tools(LotId lot, const StepTable& step, std::int64_t looked_at);
    void find_drift(std::uint32_t excursion);
    void drift_repaired(std::uint32_t excursion);

    // line_floor_life.cpp
    bool expose(LotId lot, StepIndex step);
    void watch_floor_life(LotId lot);
    bool floor_life_over(LotId lot, StepIndex step) const;
    bool floor_life_runs_out(LotId lot, Time at) const;
    void on_floor_life(LotId lot);
    void bake(LotId lot);
    void end_exposure_of(LotId lot, const StepTable& step);

    // line_dispatch.cpp, line_offers.cpp
    void enqueue(LotId lot);
    void take_from_queue(StationId station, LotId lot);
    void left_queue(StationId station, const WaitingLot& waiting);
    void request_dispatch(StationId station);
    void dispatch(StationId station);
    bool dispatch_batch(StationId station);
    bool dispatch_single(StationId station);
    LotId lead_of(std::span<const LotId> lots) const;
    std::span<const WaitingLot> in_order(const Station& station);
    Duration idle_tool_clock(const Station& station) const;
    std::uint32_t tool_for(const Station& station, const WaitingLot& waiting,
                           std::uint32_t of_set = kNoToolSet) const;
    std::uint32_t choose_load(Station& station, std::span<const WaitingLot> order);
    bool claim_for(const Station& station, const WaitingLot& waiting);
    std::uint32_t choose_load_for_sets(Station& station, std::span<const WaitingLot> order);
    bool qualified(const Tool& tool, const WaitingLot& waiting) const;
    bool may_take(const Tool& tool, const WaitingLot& waiting) const;
    std::uint32_t bound_tool(LotId lot, const StepTable& step) const;
    bool usable(const Tool& tool, const WaitingLot& waiting) const;
    std::int64_t setup_cost(const Tool& tool, FamilyId family) const;
    std::int64_t cheapest_setup(const Station& station, const WaitingLot& waiting);
    bool can_start(const Tool& tool) const;
    void refresh_offer(std::uint32_t tool);
    void offer(std::uint32_t tool);
    void withdraw_offer(std::uint32_t tool);

    // line_loads.cpp
    BatchMoment batch_moment(const Station& station);
    void coming_from(const Station& feeder, const Station& station);
    void add_coming(std::vector<ComingLot>& coming, LotId lot, StepIndex step, Time at) const;
    void look_out_for(LotId lot, Time at);
    void look_again(Station& station, Time at);
    void set_aside(StationId station);
    bool decide_set_aside();
    void fill_up(Station& station, Load& load, std::span<const LotId> lots);
    void free_fillers(const Station& station, const Load& load);

    // line_rules.cpp
    DispatchFacts facts(LotId lot, const DispatchRules& rules) const;
    void judge_moment(const Station& station);
    const WaitingLot* first_by_setup(const Station& station);
    Duration work_at_next(LotId lot) const;

    // line_tool.cpp, line_visit.cpp, line_rooms.cpp
    void start_load(std::uint32_t tool, std::span<const LotId> lots);
    void plan_load(std::uint32_t tool, LoadId load, std::span<const LotId> lots, LotId lead,
                   Duration begin);
    void plan_single(std::uint32_t tool, LoadId load, std::span<const LotId> lots,
                     const VisitPlan& plan);
    void plan_chambered(std::uint32_t tool, LoadId load, const VisitPlan& plan);
    void plan_cascade(std::uint32_t tool, LoadId load, const VisitPlan& plan);
    void plan_conveyor(std::uint32_t tool, LoadId load, const VisitPlan& plan);
    void plan_rack(std::uint32_t tool, LoadId load, const VisitPlan& plan);
    void enter_one_by_one(std::uint32_t tool, LoadId load, const VisitPlan&, const Entrants& all);
    std::int64_t slots_of(LotId lot, const StationSpec& rack) const;
    bool has_room(const Tool& tool, LotId lot) const;
    void add_entrance(std::uint32_t tool, LoadId load, Duration entrance, Duration done);
    Duration after_now(std::uint32_t tool, Duration mark) const;
    std::int64_t piece_size(std::span<const LotId> lots, const StepTable& step) const;
    std::int64_t handled(const StepTable& step, std::int64_t items) const;
    double time_multiple(LotId lot, const StepTable& step, std::int64_t items) const;
    double retest_factor(LotId lot, const StepTable& step);
    void schedule_progress(std::uint32_t tool);
    void on_progress(std::uint32_t tool);
    void reach(std::uint32_t tool, const Milestone& milestone);
    void finish_piece(std::uint32_t tool, LoadId load);
    void finish_load(std::uint32_t tool, LoadId load);
    void count_handled(std::uint32_t tool, const Load& load);
    void hand_on(std::uint32_t tool, const Load& load);
    void remove_load(Tool& tool, LoadId load);
    void book_tool_time(LotId lot, std::uint32_t tool, const Load& load);
    Activity handling(LotId lot, const StepTable& step) const;

    // line_test.cpp
    void plan_tester(std::uint32_t tool, LoadId load, const VisitPlan& plan);
    InspectionResult test_ahead(LotId lot, const StepTable& step);
    bool queue_retest(LotId lot, const StepTable& step);
    bool sort_into_bins(LotId lot, const StepTable& step);
    void lose_site(std::uint32_t tool);
    void regain_site(std::uint32_t tool);
    void change_pace(std::uint32_t tool, std::uint32_t before, std::uint32_t after);

    // line_stops.cpp, line_maintenance.cpp
    void start_stops();
    void settle(std::uint32_t tool);
    void start_tool_stops(std::uint32_t tool);
    bool stands_still(const Tool& tool) const;
    void set_clock(std::uint32_t tool);
    void set_state(std::uint32_t tool);
    void fail(std::uint32_t tool, std::size_t failure);
    void stop(std::uint32_t tool, const FailureSpec& spec);
    void interrupt_loads(std::uint32_t tool, OnFailure action);
    void scrap_loads(std::uint32_t tool);
    void begin_repair(std::uint32_t tool, std::size_t failure);
    void repair(std::uint32_t tool, std::size_t failure);
    void lose_setup(std::uint32_t tool);
    void end_setup_time(const Tool& tool, Duration mark);
    void plan_failure(std::uint32_t tool, std::size_t failure);
    Duration next_busy_failure(const Tool& tool) const;
    std::size_t due_busy_failure(const Tool& tool) const;
    void maintenance_due(std::uint32_t tool, std::size_t m);
    void maintenance_overdue(std::uint32_t tool, std::size_t m);
    void try_maintenance(std::uint32_t tool);
    void begin_maintenance(std::uint32_t tool, std::size_t m);
    void end_maintenance(std::uint32_t tool);
    void plan_maintenance(std::uint32_t tool, std::size_t m);
    void count_pieces(std::uint32_t tool, std::int64_t pieces);
    void on_shift(StationId station);
    void plan_shift(StationId station);

    // line_people.cpp, line_staffing.cpp
    void start_operators();
    void plan_operator_shift(OperatorGroupId group);
    void plan_operator_week(OperatorGroupId group);
    void on_operator_shift(OperatorGroupId group);
    void on_operator_week(OperatorGroupId group);
    void want_visit(const StepSpec& step, std::uint32_t which, bool setting_up, bool loading);
    void want_load(LoadId load);
    void attend_start(std::uint32_t tool, LoadId load, bool setting_up);
    void setup_attended(std::uint32_t tool, LoadId load);
    void loading_attended(std::uint32_t tool, LoadId load);
    void leave_load(std::uint32_t tool, LoadId load);
    void attend(std::uint32_t tool);
    void send_away_from(std::uint32_t tool);
    void begin_attending(std::uint32_t tool);
    void ask_for_repair(std::uint32_t tool, std::size_t failure);
    void repair_attended(std::uint32_t tool, std::size_t failure);
    Duration waited(std::uint32_t tool) const;
    void book_waiting(std::uint32_t tool, ToolState state);
    void seize_wanted(std::uint32_t tool);
    void free_operators(std::uint32_t tool, OperatorTask task, std::uint32_t which);
    void serve_short();
    void request_staffing();
    void request_staffed_admissions();
    void contend(StationId station);
    void staff();
    void ask(std::uint32_t tool, OperatorTask task, std::uint32_t which, bool goes_on);
    void want_task(const ToolTask& task);
    void begin_task(std::size_t place);
    void note_wait(Duration wait);
    bool serve_first_in_line();
    InLine first_in_line();
    InLine find_visit(StationId station);
    bool find_single(Station& station);
    bool find_batch(Station& station);
    bool short_of_anything(std::uint32_t tool, const StepTable& step, FamilyId family);
    void note_short(const Station& station, const WaitingLot& waiting, std::uint32_t tool);
    void start_visit(StationId station);
    void note_shortages(StationId station);
    void mark_short_tools(Station& station);
    void begin_shortage(LotId lot, ToolingId kit);
    void end_shortage(LotId lot);
    Duration leave_line(Station& station, LotId lot);

    // line_tooling.cpp
    std::uint32_t index_of(const Tool& tool) const;
    bool tooling_on(const Tool& tool, const StepTable& step) const;
    void mount_tooling(std::uint32_t tool, const StepTable& step);
    void wear_tooling(std::uint32_t tool, const StepTable& step);
    void leave_tooling(std::uint32_t tool);
    void on_tooling_back(std::uint32_t number);

    // line_disruptions.cpp, line_gates.cpp
    void start_disruptions();
    void add_acting(std::uint32_t disruption);
    void add_groups(std::uint32_t disruption);
    void act(std::uint32_t acting);
    void act_on_tools(std::uint32_t acting);
    void act_on_people(OperatorGroupId group);
    void set_stopped(std::uint32_t acting, std::uint32_t number, bool stopped);
    void grace_over(std::uint32_t acting, std::uint32_t number);
    void set_pace(std::uint32_t tool);
    void set_end(std::uint32_t tool);
    bool ends_in_time(const Tool& tool, const WaitingLot& waiting) const;
    bool survives_disruptions(LotId lot, std::uint32_t tool);
    bool shut_out(ProductId product, const ReleaseSpec::Entry* entry);
    void release_held(ProductId product);
    void start_gates();
    void await_gate_lots(GateId gate);
    void on_gate_lots(GateId gate);
    void gate_lot_ended(ProductId product, bool came_through);
    void on_gate_goes_on(GateId gate);
    void follow(GateId gate);
    void let_go(LotId lot);
    bool held_by_gate(LotId lot);
    void start_plan(std::size_t plan);
    void on_install(std::uint32_t tool, bool for_production);

    // line_conditions.cpp, line_rations.cpp
    void start_conditions();
    bool within_rations(Station& station, const StepTable& step, std::span<const LotId> lots);
    void read_meters(std::uint32_t budget);
    void judge(std::uint64_t what);
    void judge(Watch& watch, Time acts);
    bool holds(const ConditionSpec& when) const;
    void on_condition(std::uint64_t payload);

    // line_balance.cpp, line_ledger.cpp
    void check_parts();
    void count_visit(std::uint32_t tool, std::span<const LotId> lots);
    void count_tool_time(std::uint32_t tool, const Load& load);

    Time now() const { return engine_->now(); }
    void send(EntityId from, EntityId to, Time at, Priority priority, LineEvent kind,
              std::uint64_t payload, std::uint16_t epoch = 0);
    const StepTable& step_of(LotId lot) const { return tables_.step(lots_[lot].step); }
    StepDraws draws(LotId lot, const StepTable& step) const;
    Counts counts(LotId lot) { return {lots_.population(lot), lots_.latent(lot)}; }
    Station& station_of(const Tool& tool) { return stations_[tool.station.index()]; }
    const Station& station_of(const Tool& tool) const { return stations_[tool.station.index()]; }
    StationStatistics& station_statistics(StationId s) { return station_statistics_[s.index()]; }
    ProductStatistics& product_statistics(LotId lot) {
        return statistics_.products[lots_[lot].product.index()];
    }
    std::size_t reason(LossReason r) const {
        return rules_.mechanisms() + static_cast<std::size_t>(r);
    }
    std::string tool_label(const Tool& tool) const;
    void trace(TraceKind kind, LotId lot, const Tool* tool = nullptr, Loss loss = {-1, -1});
    void trace_parts(TraceKind kind, LotId lot, MaterialId material, std::int64_t parts);

    const LineTables& tables_;
    const LogicalProcesses& processes_;
    std::uint32_t process_;
    Options options_;
    Scheduler* engine_ = nullptr;  ///< of the event in hand
    PopulationRules rules_;
    LotTable lots_;
    JoinTable joins_;
    std::vector<Order> orders_;
    std::vector<OrderId> free_orders_;
    ReleaseDesk releases_;
    LotSampling sampling_;
    std::vector<std::int64_t> learned_;  ///< sites handled by steps whose yield is learned
    MaterialStock stock_;
    KitLedger ledger_;
    SupplyDesk supply_;
    CarrierPools carriers_;
    Buffers buffers_;
    std::vector<StandingLot> standing_;
    std::uint32_t finishing_ = kNoTool;  ///< tool whose finished lots are being sent on
    Fleets fleets_;
    std::vector<WayDepartures> departures_;  ///< by way with departures
    Operators operators_;
    Tooling tooling_;
    StaffingState staffing_;
    // Of these, what belongs to this process.
    std::vector<Station>& stations_;
    std::vector<Tool>& tools_;
    std::vector<FailureState>& failures_;
    std::vector<MaintenanceState>& maintenance_;
    std::vector<ExcursionState>& excursions_;
    std::vector<std::vector<Duration>>& chambers_;
    std::vector<ToolStaff>& staff_;
    std::vector<StationStatistics>& station_statistics_;
    std::vector<ToolSetStatistics>& set_statistics_;
    ParcelLanes& parcels_;
    ToolAgenda agenda_;
    LineStatistics statistics_;
    DisruptionState disrupted_;
    WatchState watches_;
    GateDesk gates_;
    std::vector<std::string> names_;  ///< of lots by slot, only while tracing
    // Scratch, kept so that nothing is allocated per event.
    DispatchHand pick_;
    std::vector<LotId> finished_;  ///< what leaves a tool at once
    std::vector<std::int64_t> found_, scratch_latent_;
    std::vector<YieldSpec> yields_;
    std::vector<Loss> scratch_losses_;
    Reached reached_;
    std::vector<MaterialStock::Need> needs_;
    StaffingHand hand_;
};

}  // namespace packline::packaging
