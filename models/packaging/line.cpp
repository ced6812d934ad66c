#include "models/packaging/line.hpp"

#include "models/packaging/ledger/unit_count.hpp"
#include "models/packaging/line_rations.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::packaging {

Line::Line(const LineSite& site, std::uint32_t process, const Options& options)
    : tables_{site.tables},
      processes_{site.processes},
      process_{process},
      options_{options},
      rules_{tables_.spec.mechanisms},
      lots_{tables_.spec.mechanisms.size(), tables_.kept_tools()},
      releases_{tables_.sources(), tables_.spec.products.size()},
      learned_(tables_.learners(), 0),
      stock_{tables_.spec.materials, tables_.spec.mechanisms},
      ledger_{tables_.longest_kit()},
      supply_{tables_.spec.materials.size()},
      carriers_{tables_.spec.carriers},
      buffers_{tables_.spec.buffers},
      fleets_{tables_.spec.fleets},
      departures_(tables_.shippings()),
      operators_{tables_.spec.operators, tables_.spec.skills.size(), tables_.spec.areas.size()},
      tooling_{tables_.spec.tooling, tables_.tools()},
      staffing_{.entity = {},
                .contending = {},
                .tasks = {},
                .set_aside = {},
                .week_planned = std::vector<Time>(tables_.spec.operators.size())},
      stations_{site.floor.stations},
      tools_{site.floor.tools},
      failures_{site.floor.failures},
      maintenance_{site.floor.maintenance},
      excursions_{site.floor.excursions},
      chambers_{site.floor.chambers},
      staff_{site.floor.staff},
      station_statistics_{site.floor.statistics},
      set_statistics_{site.floor.set_statistics},
      parcels_{site.parcels},
      statistics_{0,
                  tables_.spec.products.size(),
                  tables_.spec.mechanisms.size(),
                  tables_.bins().size(),
                  tables_.steps(),
                  options.bucket,
                  options.buckets},
      watches_{.homes = &site.homes, .entity = {}, .budgets = {}, .watches = {}},
      found_(tables_.spec.mechanisms.size(), 0),
      scratch_latent_(tables_.spec.mechanisms.size(), 0),
      scratch_losses_(tables_.spec.mechanisms.size()) {
    statistics_.ledger = LedgerCounts{tables_};
}

void Line::start(Scheduler& scheduler) {
    engine_ = &scheduler;
    disrupted_.timelines = make_timelines(tables_.spec, options_.key, options_.end);
    start_operators();
    for (std::size_t p = 0; p < tables_.spec.plans.size(); ++p) {
        start_plan(p);
    }
    start_stops();
    start_vehicles();
    start_supply();
    start_wip();
    start_sources();
    start_disruptions();
    start_conditions();
}

bool Line::live(const Event& event) const {
    const auto index = static_cast<std::uint32_t>(event.payload);
    switch (static_cast<LineEvent>(event.kind)) {
        case LineEvent::progress:
            return tools_[index].epoch == event.epoch && tools_[index].progress_at.us == event.time;
        case LineEvent::maintenance_window: {
            const std::size_t m = event.payload >> 32;
            const Tool& tool = tools_[index];
            return (tool.maintenance_due >> m & 1U) != 0 &&
                   static_cast<std::uint16_t>(
                       maintenance_[station_of(tool).maintenance_index(tool, m)].ordinal) ==
                       event.epoch;
        }
        case LineEvent::batch_time_out: {
            const LotId lot = lots_.resolve(event.payload);
            return lot.valid() && lots_[lot].state == LotState::queued &&
                   static_cast<std::uint16_t>(lots_[lot].loops) == event.epoch &&
                   tables_.station_entity(step_of(lot).station).value == event.target;
        }
        case LineEvent::expire: {
            const LotId lot = lots_.resolve(event.payload);
            if (!lot.valid()) {
                return false;
            }
            for (const QueueClock& c : lots_.detail(lot).clocks) {
                if (c.running() && !c.expired && c.limit == event.epoch &&
                    c.deadline.us == event.time) {
                    return true;
                }
            }
            return false;
        }
        case LineEvent::grace_over: {
            const ToolStop& stop = disrupted_.acting[index].stops[event.payload >> 32];
            return stop.stopped && stop.epoch == event.epoch;
        }
        case LineEvent::vehicle:
            return vehicle_event_live(event.payload, event.epoch);
        case LineEvent::disruption:
            return disrupted_.acting[index].epoch == event.epoch;
        case LineEvent::gate_opens:
            return lots_.resolve(event.payload).valid();
        case LineEvent::drift_found:
            return excursions_[index].drifting &&
                   static_cast<std::uint16_t>(excursions_[index].ordinal) == event.epoch;
        case LineEvent::floor_life: {
            const LotId lot = lots_.resolve(event.payload);
            return lot.valid() && floor_life_runs_out(lot, Time{event.time});
        }
        default:
            return true;
    }
}

void Line::handle(const Event& event, Scheduler& scheduler) {
    engine_ = &scheduler;
    const auto index = static_cast<std::uint32_t>(event.payload);
    const std::size_t which = event.payload >> 32;
    switch (static_cast<LineEvent>(event.kind)) {
        case LineEvent::release:
            on_release(index);
            break;
        case LineEvent::up_again:
            --tools_[index].failing;
            trace(TraceKind::up, LotId::none(), &tools_[index]);
            settle(index);
            break;
        case LineEvent::initial_lot:
            join_queue_at_start(LotId{index}, which);
            break;
        case LineEvent::arrive: {
            const LotId lot = lots_.resolve(event.payload);
            wait_since(lot, TimePart::transport);
            enter(lot, lots_[lot].step);
            break;
        }
        case LineEvent::progress:
            on_progress(index);
            break;
        case LineEvent::failure:
            fail(index, which);
            break;
        case LineEvent::repair:
            repair(index, which);
            break;
        case LineEvent::maintenance_due:
            maintenance_due(index, which);
            break;
        case LineEvent::maintenance_window:
            maintenance_overdue(index, which);
            break;
        case LineEvent::maintenance_end:
            end_maintenance(index);
            break;
        case LineEvent::shift:
            on_shift(StationId{index});
            break;
        case LineEvent::start_held:
            on_start_held(index);
            break;
        case LineEvent::reenter:
            disrupted_.reentering[index] = false;
            release_held(ProductId{index});
            break;
        case LineEvent::replenish:
            on_replenish(ProductId{index});
            break;
        case LineEvent::install:
            on_install(index, true);
            break;
        case LineEvent::qualify:
            on_install(index, false);
            break;
        case LineEvent::dispatch:
            dispatch(StationId{index});
            break;
        case LineEvent::batch_time_out:
            request_dispatch(step_of(LotId{index}).station);
            break;
        case LineEvent::look_again:
            stations_[index].looks_again = Time::never();
            request_dispatch(StationId{index});
            break;
        case LineEvent::expire:
            on_expire(LotId{index}, event.epoch);
            break;
        case LineEvent::staff:
            staff();
            break;
        case LineEvent::operator_shift:
            on_operator_shift(OperatorGroupId{index});
            break;
        case LineEvent::operator_week:
            on_operator_week(OperatorGroupId{index});
            break;
        case LineEvent::tooling_back:
            on_tooling_back(index);
            break;
        case LineEvent::drift:
            drift(index);
            break;
        case LineEvent::drift_found:
            find_drift(index);
            break;
        case LineEvent::drift_repaired:
            drift_repaired(index);
            break;
        case LineEvent::floor_life:
            on_floor_life(LotId{index});
            break;
        case LineEvent::deliver:
            on_deliver(event.payload);
            break;
        case LineEvent::admit:
            admit(BufferId{index});
            break;
        case LineEvent::settle_claims:
            settle_claims(BufferId{index});
            break;
        case LineEvent::supply_due:
            on_supply_due(MaterialId{index});
            break;
        case LineEvent::supply_arrival:
            on_supply_arrival(index);
            break;
        case LineEvent::parts_expire:
            serve_kits();
            review_supply();
            break;
        case LineEvent::vehicle:
            on_vehicle(event.payload);
            break;
        case LineEvent::departure:
            on_departure(index);
            break;
        case LineEvent::carrier_back:
            carriers_back(event.payload);
            break;
        case LineEvent::disruption:
            act(index);
            break;
        case LineEvent::grace_over:
            grace_over(index, static_cast<std::uint32_t>(which));
            break;
        case LineEvent::gate_lots:
            on_gate_lots(GateId{index});
            break;
        case LineEvent::gate_goes_on:
            on_gate_goes_on(GateId{index});
            break;
        case LineEvent::gate_opens: {
            const LotId lot = lots_.resolve(event.payload);
            wait_since(lot, TimePart::hold);
            trace(TraceKind::unhold, lot);
            try_step(lot);
            break;
        }
        case LineEvent::read_meters:
            read_meters(index);
            break;
        case LineEvent::budget_use:
            watches_.budgets[event.epoch].window.add(static_cast<std::int64_t>(event.payload));
            break;
        case LineEvent::ration_left:
        case LineEvent::ration_asked:
        case LineEvent::ration_given:
            Rationing{*this}.handle(event);
            break;
        case LineEvent::judge:
            judge(event.payload);
            break;
        case LineEvent::condition:
            on_condition(event.payload);
            break;
        case LineEvent::unhold: {
            const LotId lot = lots_.resolve(event.payload);
            wait_since(lot, TimePart::hold);
            trace(TraceKind::unhold, lot);
            move_on(lot);
            break;
        }
    }
}

void Line::reset_statistics(Time now) {
    statistics_.reset(now);
    hold_lots(statistics_.ledger, tables_, lots_, -1);
    carriers_.reset_statistics(now);
    stock_.reset_statistics(now);
    buffers_.reset_statistics(now);
    fleets_.reset_statistics(now);
    operators_.reset_statistics(now);
    tooling_.reset_statistics(now);
    for (BudgetState& budget : watches_.budgets) {
        budget.window.reset_statistics();
        budget.desk.reset_statistics();
    }
}

void Line::send(EntityId from, EntityId to, Time at, Priority priority, LineEvent kind,
                std::uint64_t payload, std::uint16_t epoch) {
    // What an event of a late priority sets off at once belongs to that late priority.
    const Priority p = at == now() ? std::max(priority, engine_->priority()) : priority;
    engine_->schedule(from, to, at, p, static_cast<std::uint16_t>(kind), epoch, payload);
}

StepDraws Line::draws(LotId lot, const StepTable& step) const {
    return {options_.key, combine(lots_[lot].key, step.hash), lots_[lot].loops};
}

std::string Line::tool_label(const Tool& tool) const {
    return fmt::format("{}/{}", station_of(tool).spec->name, tool.number + 1);
}

void Line::trace(TraceKind kind, LotId lot, const Tool* tool, Loss loss) {
    if (options_.trace == nullptr) {
        return;
    }
    TraceRow row{.at = now(), .kind = kind, .lot = {}, .step = {}, .tool = {}};
    if (tool != nullptr) {
        row.tool = tool_label(*tool);
    }
    if (lot.valid()) {
        row.lot = names_[lot.index()];
        row.step = kind == TraceKind::release ? "" : step_of(lot).spec->name;
        row.items = loss.items >= 0 ? loss.items : lots_.population(lot).items;
        row.sites = loss.sites >= 0 ? loss.sites : lots_.population(lot).sites;
    }
    options_.trace->push_back(std::move(row));
}

/// Rows about parts name the material where others name the tool, and count parts as sites.
void Line::trace_parts(TraceKind kind, LotId lot, MaterialId material, std::int64_t parts) {
    if (options_.trace == nullptr || parts == 0) {
        return;
    }
    TraceRow row{.at = now(), .kind = kind, .lot = {}, .step = {}, .tool = {}};
    row.tool = tables_.spec.materials[material.index()].name;
    row.sites = parts;
    if (lot.valid()) {
        row.lot = names_[lot.index()];
        row.step = step_of(lot).spec->name;
    }
    options_.trace->push_back(std::move(row));
}

}  // namespace packline::packaging
