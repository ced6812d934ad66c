// Inside the tools: loads, their milestones on the progress clock, and what leaves.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

/// As sample_duration, without a look at numbers where there is nothing to draw.
Duration drawn(const Distribution& seconds, const StepDraws& draws, Purpose purpose) {
    if (seconds.kind() == Distribution::Kind::constant) {
        return from_seconds(std::clamp(seconds.mean(), 0.0, kLongestInputSeconds));
    }
    Draws d = draws(purpose);
    return sample_duration(seconds, d);
}

}  // namespace

/// The tool takes these lots: a setup if one is needed, then the operation.
void Line::start_load(std::uint32_t index, std::span<const LotId> lots) {
    Tool& tool = tools_[index];
    withdraw_offer(index);
    StationStatistics& s = station_statistics(tool.station);
    ++s.loads;
    ++station_of(tool).decisions;
    FamilyId family;
    const LotId lead = lead_of(lots);
    bool engineering = true;
    for (const LotId lot : lots) {
        const ProductSpec& product = tables_.spec.products[lots_[lot].product.index()];
        engineering = engineering && product.lot_class != LotClass::production;
        stop_clocks(lot, lots_[lot].step);
        if (step_of(lot).assembles && lots_.detail(lot).retest_pass == 0) {
            place_components(lot);  // what is tested again has its parts
        }
        lots_[lot].state = LotState::in_tool;
        if (lots_.detail(lot).place_at.valid()) {
            leave_place(lot);
        }
        ++s.lots;
        if (tool.set != kNoToolSet) {
            ++set_statistics_[tool.set].lots;
        }
        s.items += lots_.population(lot).items;
        trace(TraceKind::start, lot, &tool);
        if (step_of(lot).kept_tool != StepTable::kNotKept) {
            lots_.kept_tools(lot)[step_of(lot).kept_tool] = index;
        }
        family = family.valid() ? family : step_of(lot).setup;
    }
    if (station_of(tool).meter != nullptr) {
        Activity load;
        for (const LotId lot : lots) {
            load += handling(lot, step_of(lot));
        }
        station_of(tool).meter->handle(load, now());
        for (Ration& ration : station_of(tool).rations) {
            ration.take(load);
        }
    }
    if (statistics_.ledger.on()) {
        count_visit(index, lots);
    }
    for (std::size_t i = 0; i < lots.size(); ++i) {
        lots_[lots[i]].next = i + 1 < lots.size() ? lots[i + 1] : LotId::none();
    }
    const Duration mark = tool.clock.at(now());
    const LoadId id = agenda_.add_load({.first = lots.front(),
                                        .step = lots_[lead].step,
                                        .started = now(),
                                        .started_mark = mark,
                                        .restart_mark = mark,
                                        .setup = {},
                                        .at_port = {},
                                        .started_blocked = tool.blocked_clock,
                                        .engineering = engineering,
                                        .next = {},
                                        .waited_before = {}});
    if (station_of(tool).spec->load.filler.valid()) {
        fill_up(station_of(tool), agenda_.load(id), lots);
    }
    if (engineering) {
        ++tool.engineering_loads;
    }
    Duration begin = mark;
    if (!station_of(tool).kits.empty()) {
        mount_tooling(index, step_of(lead));
    }
    if (family.valid() && tool.setup != family) {
        Draws d = draws(lead, step_of(lead))(Purpose::setup_time);
        const Duration setup =
            sample_duration(station_of(tool).spec->setup.change(tool.setup, family), d);
        ++s.setups;
        tool.setup = station_of(tool).spec->setup.kept(family);
        tool.run = 0;
        agenda_.load(id).setup = setup;
        begin += setup;
        if (setup > Duration{}) {
            tool.in_setup = true;
            tool.setup_mark = mark;
            agenda_.add(tool.milestones, begin, MilestoneKind::setup_done, LoadId::none());
        }
    }
    tool.run += family.valid() ? static_cast<std::uint32_t>(lots.size()) : 0;
    if (station_of(tool).needs_operators) {
        attend_start(index, id, begin > mark);
    }
    LoadId* tail = &tool.loads;
    while (tail->valid()) {
        tail = &agenda_.load(*tail).next;
    }
    *tail = id;
    ++tool.loads_inside;
    tool.entrance_free = tool.loads_inside < station_of(tool).spec->load_ports;
    plan_load(index, id, lots, lead, begin);
    settle(index);
}

/// What counts of a lot in a tool: of one of which some is measured, that much.
Activity Line::handling(LotId lot, const StepTable& step) const {
    const Population& p = lots_.population(lot);
    const std::int64_t items = handled(step, p.items);
    return {.lots = 1, .items = items, .sites = p.items == 0 ? 0 : p.sites * items / p.items};
}

/// Places what is to happen to the load on the progress clock, from mark `begin` on.
void Line::plan_load(std::uint32_t index, LoadId load, std::span<const LotId> lots, LotId lead,
                     Duration begin) {
    const StationSpec& spec = *station_of(tools_[index]).spec;
    const StepTable& step = step_of(lead);
    const StepDraws own = draws(lead, step);
    Draws process = own(Purpose::process_time);
    const double speed = tools_[index].speed;
    const Duration loading = at_speed(drawn(spec.loading, own, Purpose::load_time), speed);
    if (station_of(tools_[index]).needs_operators &&
        step.spec->operators[static_cast<std::size_t>(OperatorTask::load)].wanted()) {
        agenda_.add(tools_[index].milestones,
                    after_now(index, begin + step.spec->loading_task(loading)),
                    MilestoneKind::loaded, load);
    }
    begin += loading;
    if (spec.load_ports > 0) {
        // Loaded at its port, the lot waits until the one before it is through.
        const Duration entrance = std::max(begin, chambers_[index].front());
        agenda_.load(load).at_port = entrance - begin;
        begin = entrance;
    }
    VisitPlan plan{.begin = begin,
                   .time = step.spec->time.sample(process) / (speed * tools_[index].pace),
                   .unloading = at_speed(drawn(spec.unloading, own, Purpose::unload_time), speed),
                   .transit = {},
                   .lot_pitch = {},
                   .step = &step,
                   .lot = lead,
                   .piece = piece_size(lots, step)};
    if (spec.kind == StationKind::cascade) {
        plan.transit = at_speed(sample_duration(step.spec->transit, process), speed);
        if (step.spec->has_lot_pitch) {
            plan.lot_pitch = at_speed(sample_duration(step.spec->lot_pitch, process), speed);
        }
    }
    if (plan.piece > 0) {
        const std::int64_t items = lots_.population(lead).items;
        agenda_.load(load).piece = plan.piece;
        agenda_.load(load).pieces_left = (items + plan.piece - 1) / plan.piece - 1;
        open_join(lots, step.rejoin,
                  static_cast<std::uint32_t>(agenda_.load(load).pieces_left + 1));
    }
    switch (spec.kind) {
        case StationKind::single:
        case StationKind::batch:
            plan_single(index, load, lots, plan);
            break;
        case StationKind::chambered:
            plan_chambered(index, load, plan);
            break;
        case StationKind::cascade:
            if (spec.holds > 0) {
                plan_conveyor(index, load, plan);
            } else {
                plan_cascade(index, load, plan);
            }
            break;
        case StationKind::rack:
            plan_rack(index, load, plan);
            break;
        case StationKind::tester:
            plan_tester(index, load, plan);
            break;
    }
}

void Line::plan_single(std::uint32_t index, LoadId load, std::span<const LotId> lots,
                       const VisitPlan& plan) {
    Tool& tool = tools_[index];
    double multiple = 0;
    for (const LotId lot : lots) {
        const StepTable& step = step_of(lot);
        const double own =
            time_multiple(lot, step, lots_.population(lot).items) * retest_factor(lot, step);
        multiple = plan.step->spec->per == TimePer::load ? std::max(multiple, own) : multiple + own;
    }
    if (agenda_.load(load).fillers > 0) {
        multiple +=
            timed(*plan.step->spec, station_of(tool).spec->load, agenda_.load(load).fillers);
    }
    if (plan.piece > 0) {
        const std::int64_t items = lots_.population(plan.lot).items;
        const double whole = time_multiple(plan.lot, *plan.step, items);
        for (std::int64_t n = plan.piece; n < items; n += plan.piece) {
            const double part = multiple * time_multiple(plan.lot, *plan.step, n) / whole;
            agenda_.add(tool.milestones, plan.begin + from_seconds(plan.time * part),
                        MilestoneKind::piece_done, load);
        }
    }
    const Duration through = plan.begin + from_seconds(plan.time * multiple);
    const Duration done = after_now(index, through + plan.unloading);
    if (station_of(tool).spec->load_ports > 0) {
        chambers_[index].front() = through;
    }
    agenda_.add(tool.milestones, done, MilestoneKind::load_done, load);
}

/// An operation takes at least one tick, so that its end comes after the dispatch it began in.
Duration Line::after_now(std::uint32_t index, Duration mark) const {
    return std::max(mark, tools_[index].clock.at(now()) + Duration{1});
}

/// Sends the event of the next milestone or busy-clock failure, whichever comes first.
void Line::schedule_progress(std::uint32_t index) {
    Tool& tool = tools_[index];
    const Duration failure = next_busy_failure(tool);
    const bool due = !tool.clock.running() && tool.failing == 0 && failure <= tool.clock.at(now());
    Time at = Time::never();
    bool fails = false;
    if (tool.clock.running()) {
        const Duration milestone = agenda_.at(tool.milestones).mark;
        fails = failure < milestone;
        at = tool.clock.when(fails ? failure : milestone);
    } else if (due) {
        fails = true;
        at = now();
    }
    if (at == tool.progress_at && fails == tool.progress_fails) {
        return;
    }
    tool.progress_at = at;
    tool.progress_fails = fails;
    ++tool.epoch;
    if (at != Time::never()) {
        send(tool.entity, tool.entity, at, fails ? Priority::failure : Priority::complete,
             LineEvent::progress, index, tool.epoch);
    }
}

void Line::on_progress(std::uint32_t index) {
    Tool& tool = tools_[index];
    tool.progress_at = Time::never();
    const Duration mark = tool.clock.at(now());
    if (tool.progress_fails) {
        fail(index, due_busy_failure(tool));
        return;
    }
    while (tool.milestones.valid() && agenda_.at(tool.milestones).mark <= mark) {
        reach(index, agenda_.pop(tool.milestones));
    }
    settle(index);
}

void Line::reach(std::uint32_t index, const Milestone& milestone) {
    Tool& tool = tools_[index];
    switch (milestone.kind) {
        case MilestoneKind::setup_done:
            tool.in_setup = false;
            end_setup_time(tool, milestone.mark);
            if (tool.loads.valid()) {  // else what it was set up for has left already
                setup_attended(index, tool.loads);
            }
            break;
        case MilestoneKind::piece_done:
            finish_piece(index, milestone.load);
            break;
        case MilestoneKind::entrance_free:
            tool.entrance_free = true;
            break;
        case MilestoneKind::load_done:
            finish_load(index, milestone.load);
            break;
        case MilestoneKind::loaded:
            loading_attended(index, milestone.load);
            break;
    }
}

void Line::finish_load(std::uint32_t index, LoadId id) {
    Tool& tool = tools_[index];
    const Load load = agenda_.load(id);
    if (statistics_.ledger.on()) {
        count_tool_time(index, load);
    }
    finished_.clear();
    for (LotId lot = load.first; lot.valid(); lot = lots_[lot].next) {
        finished_.push_back(lot);
    }
    for (const LotId lot : finished_) {
        lots_[lot].next = LotId::none();
    }
    count_handled(index, load);
    remove_load(tool, id);
    const bool ports = station_of(tool).spec->load_ports > 0;
    if (ports) {
        withdraw_offer(index);  // it is emptier now, and stands further in front
    }
    if (tool.loads_inside == 0) {
        tool.idle_since = tool.entrance_free && !ports ? tool.idle_since : now();
        tool.entrance_free = true;
    } else if (load.slots > 0 || ports) {
        tool.entrance_free = true;
    }
    hand_on(index, load);
}

/// Counts `finished_` towards the life of the kits and the next maintenance.
void Line::count_handled(std::uint32_t index, const Load& load) {
    if (!station_of(tools_[index]).kits.empty()) {
        wear_tooling(index, tables_.step(load.step));
    }
    std::int64_t items = 0;
    for (const LotId lot : finished_) {
        items += lots_.population(lot).items;
    }
    count_pieces(index, items);
}

/// `finished_` leave the load and go on, or stand in the tool until they can.
void Line::hand_on(std::uint32_t index, const Load& load) {
    for (const LotId lot : finished_) {
        book_tool_time(lot, index, load);
        trace(TraceKind::finish, lot, &tools_[index]);
    }
    finishing_ = index;
    if (buffers_.any()) {
        for (const LotId lot : finished_) {
            stand_in_tool(lot, index);
        }
    }
    for (const LotId lot : finished_) {
        if (comes_through(lot, index)) {
            complete_step(lot);
        }
    }
    finishing_ = kNoTool;
}

void Line::remove_load(Tool& tool, LoadId load) {
    LoadId* place = &tool.loads;
    while (*place != load) {
        place = &agenda_.load(*place).next;
    }
    *place = agenda_.load(load).next;
    tool.slots_taken -= agenda_.load(load).slots;
    if (agenda_.load(load).engineering) {
        --tool.engineering_loads;
    }
    if (station_of(tool).needs_operators) {
        leave_load(index_of(tool), load);
    }
    if (agenda_.load(load).fillers > 0) {
        free_fillers(station_of(tool), agenda_.load(load));
    }
    agenda_.remove_load(load);
    --tool.loads_inside;
    if (!station_of(tool).kits.empty() && tool.loads_inside == 0) {
        leave_tooling(index_of(tool));
    }
}

}  // namespace packline::packaging
