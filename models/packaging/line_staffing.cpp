// Who waits for operators and kits, and who gets them.
//
// Tools that wait inside (for an assist, a repair, maintenance, somebody who attends) and lots
// that have a tool but nobody to start them stand in one line: within priority by how long they
// have waited for people. All of an instant is seen before anything is decided.

#include "models/packaging/line.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

/// What a tool's task in line counts as where no lot is inside.
constexpr std::uint8_t kUsualPriority = 5;

/// Grows whenever somebody or something that visits of the station lacked may be there.
std::uint64_t moves_for(const Station& s, const Operators& operators, const Tooling& tooling) {
    return operators.moves(s.spec->area) + tooling.moves(s.kits);
}

}  // namespace

void Line::request_staffing() {
    if (!staffing_.pending) {
        staffing_.pending = true;
        send(staffing_.entity, staffing_.entity, now(), Priority::dispatch, LineEvent::staff, 0);
    }
}

void Line::staff() {
    while (serve_first_in_line()) {
    }
    for (ToolTask& task : staffing_.tasks) {
        task.goes_on = false;
    }
    // Where nobody lacks people or kits, only an arrival or a tool can change anything: those ask.
    std::erase_if(staffing_.contending, [&](StationId station) {
        Station& s = stations_[station.index()];
        if (s.stuck_since != moves_for(s, operators_, tooling_)) {
            note_shortages(station);
        }
        s.contends = !s.short_lots.empty();
        return !s.contends;
    });
    staffing_.pending = false;
    request_staffed_admissions();
}

/// A lot that found no place may start at once with people or kits that have fallen free.
void Line::request_staffed_admissions() {
    for (const BufferId buffer : hand_.staffed_buffers) {
        request_admission(buffer);
    }
}

/// The station has lots and a tool that might start one.
void Line::contend(StationId id) {
    stations_[id.index()].stuck_since.reset();
    if (!stations_[id.index()].contends) {
        stations_[id.index()].contends = true;
        staffing_.contending.push_back(id);
    }
    request_staffing();
}

// Tools in line.

/// A tool joins the line. `goes_on`: from it people leave at this instant, and they go on there
/// before they turn to anybody else.
void Line::ask(std::uint32_t index, OperatorTask task, std::uint32_t which, bool goes_on) {
    std::uint8_t priority = kUsualPriority;
    if (tools_[index].loads_inside > 0) {
        priority = 255;
        for (LoadId id = tools_[index].loads; id.valid(); id = agenda_.load(id).next) {
            for (LotId lot = agenda_.load(id).first; lot.valid(); lot = lots_[lot].next) {
                priority = std::min(priority, lots_[lot].priority);
            }
        }
    }
    staffing_.tasks.push_back({.tool = index,
                               .task = task,
                               .which = which,
                               .priority = priority,
                               .goes_on = goes_on,
                               .since = now()});
    request_staffing();
}

/// What this task needs, into `hand_.wanted`.
void Line::want_task(const ToolTask& task) {
    hand_.wanted.clear();
    if (task.task == OperatorTask::run) {
        for (LoadId id = tools_[task.tool].loads; id.valid(); id = agenda_.load(id).next) {
            if (agenda_.load(id).unattended) {
                want_load(id);
            }
        }
        return;
    }
    const auto& needs = station_of(tools_[task.tool]).spec->operators;
    hand_.wanted.add(needs[static_cast<std::size_t>(task.task)], task.task, task.which);
}

void Line::begin_task(std::size_t place) {
    const ToolTask task = staffing_.tasks[place];
    staffing_.tasks.erase(staffing_.tasks.begin() + static_cast<std::ptrdiff_t>(place));
    if (task.task == OperatorTask::run) {
        begin_attending(task.tool);
    } else {
        want_task(task);
        seize_wanted(task.tool);
        if (task.task == OperatorTask::maintenance) {
            begin_maintenance(task.tool, task.which);
        } else {
            --staff_[task.tool].waiting_stops;
            begin_repair(task.tool, task.which);
        }
        settle(task.tool);
    }
    note_wait(now() - task.since);
}

/// Of those who were seized last.
void Line::note_wait(Duration wait) {
    if (!hand_.people.empty()) {
        operators_.note_wait(hand_.people.front().group, wait);
    }
}

// Lots in line.

/// Serves the first in line that can be served. False where there is none. Stations that look ahead
/// decide when all others have started what they start at this instant.
bool Line::serve_first_in_line() {
    const InLine first = first_in_line();
    if (!first.found) {
        return decide_set_aside();
    }
    if (!first.station.valid()) {
        begin_task(first.task);
    } else if (stations_[first.station.index()].spec->load.look_ahead == Duration{}) {
        start_visit(first.station);
    } else {
        set_aside(first.station);
    }
    return true;
}

InLine Line::first_in_line() {
    InLine first;
    const auto consider = [&](const InLine& w) {
        if (w.found && (!first.found || w.key() < first.key())) {
            first = w;
        }
    };
    for (std::size_t i = 0; i < staffing_.tasks.size(); ++i) {
        const ToolTask& t = staffing_.tasks[i];
        want_task(t);
        if (operators_.enough(hand_.wanted.needs, station_of(tools_[t.tool]).spec->area)) {
            consider({.found = true,
                      .goes_on = t.goes_on,
                      .priority = t.priority,
                      .since = t.since,
                      .arrived = t.since,
                      .rank = tools_[t.tool].entity,
                      .task = i,
                      .station = {}});
        }
    }
    for (const StationId station : staffing_.contending) {
        const Station& s = stations_[station.index()];
        if (s.stuck_since != moves_for(s, operators_, tooling_) &&
            !staffing_.is_set_aside(station)) {
            consider(find_visit(station));
        }
    }
    return first;
}

/// The first load of the station that has a tool and its people: its lots are in `pick_.load_lots`.
/// Those before it that have a tool but no people are in `hand_.shortages`.
InLine Line::find_visit(StationId id) {
    Station& station = stations_[id.index()];
    pick_.claimed.clear();
    hand_.shortages.clear();
    hand_.short_of_tooling.clear();
    hand_.tools_short = 0;
    pick_.load_lots.clear();
    if (station.offered.empty() || station.queue.empty()) {
        return {};
    }
    const bool found =
        station.spec->kind == StationKind::batch ? find_batch(station) : find_single(station);
    if (!found) {
        return {};
    }
    const LotId lot = pick_.load_lots.front();
    const LotDetail& detail = lots_.detail(lot);
    return {.found = true,
            .goes_on = false,
            .priority = lots_[lot].priority,
            .since = std::min(detail.in_line_since, now()),
            .arrived = lots_[lot].since,
            .rank = station.entity,
            .task = 0,
            .station = id};
}

bool Line::find_single(Station& station) {
    for (const WaitingLot& waiting : in_order(station)) {
        const std::uint32_t tool = tool_for(station, waiting);
        if (tool == kNoTool) {
            if (!claim_for(station, waiting)) {
                return false;
            }
            continue;
        }
        if (!short_of_anything(tool, step_of(waiting.lot), waiting.family)) {
            pick_.load_lots.push_back(waiting.lot);
            if (!within_rations(station, step_of(waiting.lot), pick_.load_lots)) {
                return false;
            }
            hand_.visit_tool = tool;
            return true;
        }
        note_short(station, waiting, tool);
        hand_.tools_short = std::min(hand_.tools_short + 1, station.offered.size());
    }
    return false;
}

/// As find_single, of loads that are complete: those nobody can start are passed over.
bool Line::find_batch(Station& station) {
    const std::span<const WaitingLot> order = in_order(station);
    hand_.others.assign(order.begin(), order.end());
    for (;;) {
        const std::uint32_t tool = choose_load(station, hand_.others);
        if (tool == kNoTool) {
            return false;
        }
        const WaitingLot first = hand_.others[pick_.chosen.front()];
        pick_.load_lots.clear();
        for (const std::size_t i : pick_.chosen) {
            pick_.load_lots.push_back(hand_.others[i].lot);
        }
        if (!short_of_anything(tool, step_of(lead_of(pick_.load_lots)), first.family)) {
            if (!within_rations(station, step_of(first.lot), pick_.load_lots)) {
                return false;
            }
            hand_.visit_tool = tool;
            return true;
        }
        for (const std::size_t i : pick_.chosen) {
            note_short(station, hand_.others[i], tool);
        }
        hand_.tools_short = std::min(hand_.tools_short + 1, station.offered.size());
        std::erase_if(hand_.others, [&](const WaitingLot& w) { return w.batch == first.batch; });
    }
}

/// Kits and operators of the start of a visit are seized together or not at all.
bool Line::short_of_anything(std::uint32_t index, const StepTable& step, FamilyId family) {
    const bool mounted = tooling_on(tools_[index], step);
    hand_.missing_tooling =
        mounted ? ToolingId::none() : tooling_.missing(index, step.spec->tooling);
    if (hand_.missing_tooling.valid()) {
        return true;
    }
    const bool setting_up = family.valid() && (tools_[index].setup != family || !mounted);
    hand_.wanted.clear();
    want_visit(*step.spec, 0, setting_up, true);
    return !operators_.enough(hand_.wanted.needs, step.area);
}

/// A lot that waits for people or kits lets others pass once; then the next tool waits with it, so
/// that lots that need nobody cannot hold it up for ever.
void Line::note_short(const Station& station, const WaitingLot& waiting, std::uint32_t tool) {
    if (hand_.tools_short >= station.offered.size()) {
        return;  // it waits for a tool as well
    }
    hand_.shortages.push_back(waiting);
    hand_.short_of_tooling.push_back(hand_.missing_tooling);
    if (lots_.detail(waiting.lot).overtaken && !pick_.has_claimed(tool)) {
        pick_.claimed.push_back(tool);
    }
}

void Line::start_visit(StationId id) {
    find_visit(id);
    const Station& station = stations_[id.index()];
    const std::uint32_t tool = hand_.visit_tool;
    for (const WaitingLot& passed : hand_.shortages) {
        const bool another = std::ranges::any_of(station.offered, [&](std::uint32_t t) {
            return t != tool && usable(tools_[t], passed);
        });
        if (!another && usable(tools_[tool], passed)) {
            lots_.detail(passed.lot).overtaken = true;
        }
    }
    const Duration wait =
        now() - std::min(lots_.detail(pick_.load_lots.front()).in_line_since, now());
    for (const LotId lot : pick_.load_lots) {
        take_from_queue(id, lot);
    }
    hand_.people.clear();
    start_load(tool, pick_.load_lots);
    note_wait(wait);
}

/// Brings up to date which lots and tools of the station wait for nothing but people.
void Line::note_shortages(StationId id) {
    Station& station = stations_[id.index()];
    find_visit(id);
    station.stuck_since = moves_for(station, operators_, tooling_);
    if (hand_.shortages.empty() && station.short_lots.empty() && station.short_tools.empty()) {
        return;
    }
    for (const LotId lot : station.short_lots) {
        const auto still = std::ranges::find(hand_.shortages, lot, &WaitingLot::lot);
        if (still == hand_.shortages.end()) {
            end_shortage(lot);
            lots_.detail(lot).in_line_since = Time::never();
        } else if (hand_.short_of_tooling[static_cast<std::size_t>(
                       still - hand_.shortages.begin())] != lots_.detail(lot).short_tooling) {
            end_shortage(lot);
        }
    }
    station.short_lots.clear();
    for (std::size_t i = 0; i < hand_.shortages.size(); ++i) {
        begin_shortage(hand_.shortages[i].lot, hand_.short_of_tooling[i]);
        station.short_lots.push_back(hand_.shortages[i].lot);
    }
    mark_short_tools(station);
}

/// Of the tools that stand ready as many as lots wait with them: standby without operator.
void Line::mark_short_tools(Station& station) {
    for (const std::uint32_t tool : station.short_tools) {
        staff_[tool].lots_short = false;
    }
    const auto first = station.offered.begin();
    const auto without_people = std::ranges::count_if(
        hand_.short_of_tooling, [](ToolingId missing) { return !missing.valid(); });
    const auto last =
        first + std::min(static_cast<std::ptrdiff_t>(hand_.tools_short), without_people);
    for (auto tool = first; tool != last; ++tool) {
        staff_[*tool].lots_short = true;
        set_state(*tool);
    }
    for (const std::uint32_t tool : station.short_tools) {
        set_state(tool);
    }
    station.short_tools.assign(first, last);
}

void Line::begin_shortage(LotId lot, ToolingId kit) {
    LotDetail& detail = lots_.detail(lot);
    if (detail.short_since != Time::never()) {
        return;
    }
    // A lot that lacks something else than before keeps its place in line.
    detail.in_line_since = std::min(detail.in_line_since, now());
    detail.short_since = now();
    detail.short_tooling = kit;
    ++staffing_.lots_short;
    if (kit.valid()) {
        tooling_.statistics(kit).waiting.add(now(), 1);
    }
}

void Line::end_shortage(LotId lot) {
    LotDetail& detail = lots_.detail(lot);
    const Duration time = now() - detail.short_since;
    const TimePart part =
        detail.short_tooling.valid() ? TimePart::wait_tooling : TimePart::wait_operator;
    detail.spent[static_cast<std::size_t>(part)] += time;
    detail.short_time += time;
    detail.short_since = Time::never();
    --staffing_.lots_short;
    if (detail.short_tooling.valid()) {
        tooling_.statistics(detail.short_tooling).waiting.add(now(), -1);
    }
}

/// The lot leaves the queue. Returns how long it had waited for nothing but people.
Duration Line::leave_line(Station& station, LotId lot) {
    if (lots_.detail(lot).short_since != Time::never()) {
        end_shortage(lot);
        std::erase(station.short_lots, lot);
        station.stuck_since.reset();
        request_staffing();
    }
    return lots_.detail(lot).short_time;
}

}  // namespace packline::packaging
