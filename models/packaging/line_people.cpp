// Operators at tools: who comes, who goes, and what stands still without them. Who waits for
// operators and gets them is in line_staffing.cpp.
//
// Nobody waits for a person while holding one: what stops a tool sends everybody away from it,
// and what goes on inside asks anew. So people cannot deadlock, however many skills they have.

#include "models/packaging/line.hpp"
#include "models/packaging/stations/calendar.hpp"

#include <algorithm>

namespace packline::packaging {

void Line::start_operators() {
    for (std::size_t b = 0; b < tables_.spec.buffers.size(); ++b) {
        const BufferId buffer = BufferId::from_index(b);
        if (std::ranges::any_of(tables_.stations_of(buffer),
                                [&](StationId s) { return tables_.visits_need_others(s); })) {
            hand_.staffed_buffers.push_back(buffer);
        }
    }
    for (std::size_t a = tables_.spec.operators.empty() && tables_.spec.tooling.empty()
                             ? 0
                             : tables_.spec.areas.size();
         a-- > 0;) {
        const EntityId entity = tables_.workforce_entity(AreaId::from_index(a));
        staffing_.entity =
            processes_.process_of(entity.index()) == process_ ? entity : staffing_.entity;
    }
    for (std::size_t g = 0; g < tables_.spec.operators.size(); ++g) {
        if (watches_.homes->of_group[g] != process_) {
            continue;
        }
        const CalendarId calendar = tables_.spec.operators[g].calendar;
        if (calendar.valid()) {
            operators_.set_open(OperatorGroupId::from_index(g),
                                open_at(tables_.spec.calendars[calendar.index()], now()), now());
            plan_operator_shift(OperatorGroupId::from_index(g));
        }
    }
}

void Line::plan_operator_shift(OperatorGroupId group) {
    const CalendarId calendar = tables_.spec.operators[group.index()].calendar;
    const Time next = next_change(tables_.spec.calendars[calendar.index()], now());
    if (next != Time::never()) {
        send(staffing_.entity, staffing_.entity, next, Priority::shift, LineEvent::operator_shift,
             group.value);
    }
}

void Line::on_operator_shift(OperatorGroupId group) {
    const CalendarId calendar = tables_.spec.operators[group.index()].calendar;
    operators_.set_open(group, open_at(tables_.spec.calendars[calendar.index()], now()), now());
    plan_operator_shift(group);
    serve_short();
}

void Line::on_operator_week(OperatorGroupId group) {
    operators_.start_week(group, now());
    serve_short();
}

// What a visit needs.

/// What is wanted for a visit of this step while the tool is being set up, or once it is.
void Line::want_visit(const StepSpec& step, std::uint32_t which, bool setting_up, bool loading) {
    const auto add = [&](OperatorTask task) {
        const OperatorNeed& need = step.operators[static_cast<std::size_t>(task)];
        if (need.wanted()) {
            hand_.wanted.add(need, task, which);
        }
    };
    if (setting_up) {
        add(OperatorTask::setup);
        return;
    }
    if (loading) {
        add(OperatorTask::load);
    }
    add(OperatorTask::run);
}

void Line::want_load(LoadId id) {
    const Load& load = agenda_.load(id);
    want_visit(*tables_.step(load.step).spec, id.value, load.setting_up, load.loading);
}

/// A visit begins, for which people are there as a rule: they were looked for before.
void Line::attend_start(std::uint32_t index, LoadId id, bool setting_up) {
    Load& load = agenda_.load(id);
    load.setting_up = setting_up;
    load.loading = true;
    load.waited_before = waited(index);
    hand_.wanted.clear();
    want_load(id);
    if (hand_.wanted.needs.empty()) {
        return;
    }
    if (operators_.enough(hand_.wanted.needs, station_of(tools_[index]).spec->area)) {
        seize_wanted(index);
    } else {
        load.unattended = true;  // a setup that turned out to take no time
        ++staff_[index].unattended;
    }
}

/// The setup inside is done: whoever did it goes on with the loading before anybody else's work.
void Line::setup_attended(std::uint32_t index, LoadId id) {
    Load& load = agenda_.load(id);
    if (!load.setting_up) {
        return;
    }
    free_operators(index, OperatorTask::setup, id.value);
    load.setting_up = false;
    hand_.wanted.clear();
    want_load(id);
    if (!hand_.wanted.needs.empty()) {
        load.unattended = true;
        ++staff_[index].unattended;
        staff_[index].goes_on = true;
    }
}

void Line::loading_attended(std::uint32_t index, LoadId id) {
    agenda_.load(id).loading = false;
    free_operators(index, OperatorTask::load, id.value);
}

/// The load has left, or is no more.
void Line::leave_load(std::uint32_t index, LoadId id) {
    for (std::size_t task = 0; task < kVisitTasks; ++task) {
        free_operators(index, static_cast<OperatorTask>(task), id.value);
    }
    agenda_.drop(tools_[index].milestones, id);
    if (agenda_.load(id).unattended) {
        agenda_.load(id).unattended = false;
        --staff_[index].unattended;
    }
}

// What goes on inside.

/// Stops send operators of what is inside away; when the last stop is over they are asked for.
void Line::attend(std::uint32_t index) {
    const Tool& tool = tools_[index];
    ToolStaff& staff = staff_[index];
    // Nobody stands and waits: behind what cannot leave, somebody elsewhere may need them to end
    // it.
    const bool idle = stands_still(tool);
    const bool stopped = tool.failing > 0 || idle;
    const bool sent_away = tool.failing > staff.covered_stops || idle;
    if (sent_away) {
        send_away_from(index);
    }
    const bool asks = !stopped && staff.unattended > 0;
    if (asks && !staff.asked) {
        ask(index, OperatorTask::run, 0, staff.goes_on);
    } else if (!asks && staff.asked) {
        std::erase_if(staffing_.tasks, [&](const ToolTask& t) {
            return t.tool == index && t.task == OperatorTask::run;
        });
    }
    staff.asked = asks;
    staff.goes_on = false;
}

void Line::send_away_from(std::uint32_t index) {
    ToolStaff& staff = staff_[index];
    for (LoadId id = tools_[index].loads; id.valid(); id = agenda_.load(id).next) {
        Load& load = agenda_.load(id);
        hand_.wanted.clear();
        want_load(id);
        if (load.unattended || hand_.wanted.needs.empty()) {
            continue;
        }
        load.unattended = true;
        ++staff.unattended;
        for (std::size_t task = 0; task < kVisitTasks; ++task) {
            free_operators(index, static_cast<OperatorTask>(task), id.value);
        }
    }
}

/// Somebody is there for all that is inside.
void Line::begin_attending(std::uint32_t index) {
    ToolStaff& staff = staff_[index];
    hand_.wanted.clear();
    for (LoadId id = tools_[index].loads; id.valid(); id = agenda_.load(id).next) {
        Load& load = agenda_.load(id);
        if (load.unattended) {
            want_load(id);
            load.unattended = false;
        }
    }
    seize_wanted(index);
    staff.unattended = 0;
    staff.asked = false;
    settle(index);
}

// Stops.

/// An assist or a failure has stopped the tool. Whoever attends it does an assist at once, if
/// they have the skill; else somebody is asked for.
void Line::ask_for_repair(std::uint32_t index, std::size_t f) {
    const StationSpec& spec = *station_of(tools_[index]).spec;
    const OperatorTask task = spec.failures[f].assist ? OperatorTask::assist : OperatorTask::repair;
    const OperatorNeed& need = spec.operators[static_cast<std::size_t>(task)];
    ToolStaff& staff = staff_[index];
    if (!need.wanted()) {
        begin_repair(index, f);
        return;
    }
    const bool alone =
        f < 64 && tools_[index].failing == 1 && tools_[index].maintenance_running < 0;
    if (task == OperatorTask::assist && alone) {
        const auto able = std::ranges::count_if(staff.assigned, [&](const Assigned& a) {
            return operators_.has_skill(a.person.group, need.skill);
        });
        if (able >= need.persons) {
            ++staff.covered_stops;
            staff.covered |= std::uint64_t{1} << f;
            begin_repair(index, f);
            return;
        }
    }
    ++staff.waiting_stops;
    ask(index, task, static_cast<std::uint32_t>(f),
        task == OperatorTask::assist && !staff.assigned.empty());
}

void Line::repair_attended(std::uint32_t index, std::size_t f) {
    ToolStaff& staff = staff_[index];
    if (f < 64 && (staff.covered >> f & 1U) != 0) {
        staff.covered &= ~(std::uint64_t{1} << f);
        --staff.covered_stops;
        return;
    }
    const bool assist = station_of(tools_[index]).spec->failures[f].assist;
    free_operators(index, assist ? OperatorTask::assist : OperatorTask::repair,
                   static_cast<std::uint32_t>(f));
    staff.goes_on = assist;
}

/// How long the tool has waited for somebody since the start of the replication.
Duration Line::waited(std::uint32_t index) const {
    const ToolStaff& staff = staff_[index];
    return staff.waits_since == Time::never() ? staff.waited
                                              : staff.waited + (now() - staff.waits_since);
}

void Line::book_waiting(std::uint32_t index, ToolState state) {
    ToolStaff& staff = staff_[index];
    const bool waits = state == ToolState::operator_wait || state == ToolState::crew_wait;
    staff.waited = waited(index);
    staff.waits_since = waits ? now() : Time::never();
}

/// Splits the time of a visit into setup, process and stops.
void Line::book_tool_time(LotId lot, std::uint32_t index, const Load& load) {
    LotDetail& detail = lots_.detail(lot);
    const Duration total = now() - lots_[lot].since;
    const Duration worked = tools_[index].clock.at(now()) - load.started_mark;
    const Duration setup = std::min(load.setup, worked);
    detail.spent[static_cast<std::size_t>(TimePart::setup)] += setup;
    const Duration at_port = std::min(load.at_port, worked - setup);
    detail.spent[static_cast<std::size_t>(TimePart::wait_tool)] += at_port;
    detail.spent[static_cast<std::size_t>(TimePart::process)] += worked - setup - at_port;
    const Duration blocked = tools_[index].blocked_clock - load.started_blocked;
    const Duration waiting =
        station_of(tools_[index]).needs_operators ? waited(index) - load.waited_before : Duration{};
    detail.spent[static_cast<std::size_t>(TimePart::blocked)] += blocked;
    detail.spent[static_cast<std::size_t>(TimePart::wait_operator)] += waiting;
    detail.spent[static_cast<std::size_t>(TimePart::down)] += total - worked - blocked - waiting;
    lots_[lot].since = now();
}

// Coming and going.

void Line::seize_wanted(std::uint32_t index) {
    hand_.people.clear();
    operators_.seize(hand_.wanted.needs, hand_.wanted.tasks, station_of(tools_[index]).spec->area,
                     now(), hand_.people);
    auto person = hand_.people.begin();
    for (std::size_t i = 0; i < hand_.wanted.needs.size(); ++i) {
        for (std::uint32_t n = 0; n < hand_.wanted.needs[i].persons; ++n) {
            staff_[index].assigned.push_back(
                {*person++, hand_.wanted.tasks[i], hand_.wanted.which[i], now()});
        }
    }
}

void Line::free_operators(std::uint32_t index, OperatorTask task, std::uint32_t which) {
    std::vector<Assigned>& assigned = staff_[index].assigned;
    bool any = false;
    std::size_t kept = 0;
    for (const Assigned& a : assigned) {
        if (a.task != task || a.which != which) {
            assigned[kept++] = a;
            continue;
        }
        any = true;
        if (!operators_.release(a.person, task, a.since, now())) {
            plan_operator_week(a.person.group);
        }
    }
    assigned.resize(kept);
    if (any) {
        serve_short();
    }
}

/// Somebody has used up the hours of this week.
void Line::plan_operator_week(OperatorGroupId group) {
    const Duration week = days(7);
    const Time next = Time{} + week * (now().us / week.us + 1);
    if (staffing_.week_planned[group.index()] != next) {
        staffing_.week_planned[group.index()] = next;
        send(staffing_.entity, staffing_.entity, next, Priority::shift, LineEvent::operator_week,
             group.value);
    }
}

void Line::serve_short() {
    if (staffing_.lots_short > 0 || !staffing_.tasks.empty()) {
        request_staffing();
    }
    request_staffed_admissions();
}

}  // namespace packline::packaging
