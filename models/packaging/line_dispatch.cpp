// Queues of stations and what starts next.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"
#include "models/packaging/stations/setup_run.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace packline::packaging {

void Line::enqueue(LotId lot) {
    const StepTable& step = step_of(lot);
    Station& station = stations_[step.station.index()];
    Lot& record = lots_[lot];
    LotDetail& detail = lots_.detail(lot);
    const Population& p = detail.population;

    WaitingLot waiting;
    waiting.facts = facts(lot, station.rules);
    waiting.key = station.rules.key(waiting.facts);
    waiting.lot = lot;
    waiting.step = record.step;
    waiting.family = step.setup;
    waiting.amount = amount(station.spec->load, p.items, p.sites);
    waiting.least = step.spec->load_min;
    waiting.most = step.spec->load_max;
    waiting.tool = bound_tool(lot, step);
    waiting.batch = tables_.batch_group(record.product, record.step);
    station.queue.insert(waiting);
    station.queued_work += waiting.facts.operation;
    station_statistics(step.station).queue.add(now(), 1);
    record.state = LotState::queued;
    record.since = now();
    detail.idle_tool_at_enqueue = idle_tool_clock(station);
    detail.short_time = Duration{};
    detail.in_line_since = Time::never();
    detail.overtaken = false;
    if (station.spec->kind == StationKind::batch && station.spec->load.has_wait) {
        send(station.entity, station.entity, now() + station.spec->load.longest_wait,
             Priority::dispatch, LineEvent::batch_time_out, lots_.handle(lot),
             static_cast<std::uint16_t>(record.loops));
    }
    request_dispatch(step.station);
    if (step.buffer.valid()) {
        request_admission(step.buffer);  // looks for a deadlock
    }
}

Duration Line::idle_tool_clock(const Station& station) const {
    return station.offered.empty() ? station.idle_tool
                                   : station.idle_tool + (now() - station.idle_since);
}

void Line::take_from_queue(StationId station, LotId lot) {
    left_queue(station, stations_[station.index()].queue.remove(lot));
}

/// Books the wait of a lot that has just left the queue. While a tool stood ready, a lot of a
/// batch station waited for company, else for a tool.
void Line::left_queue(StationId id, const WaitingLot& waiting) {
    Station& station = stations_[id.index()];
    station.queued_work -= waiting.facts.operation;
    LotDetail& detail = lots_.detail(waiting.lot);
    StationStatistics& s = station_statistics(id);
    s.queue.add(now(), -1);
    Duration for_batch{};
    if (station.spec->kind == StationKind::batch) {
        for_batch = idle_tool_clock(station) - detail.idle_tool_at_enqueue;
    }
    Duration total = now() - lots_[waiting.lot].since;
    s.wait.add(total);
    if (station.visits_need_others) {
        const Duration short_of = leave_line(station, waiting.lot);
        total -= short_of;
        for_batch = std::max(for_batch - short_of, Duration{});
    }
    detail.spent[static_cast<std::size_t>(TimePart::wait_batch)] += for_batch;
    detail.spent[static_cast<std::size_t>(TimePart::wait_tool)] += total - for_batch;
    lots_[waiting.lot].since = now();
}

void Line::request_dispatch(StationId id) {
    Station& station = stations_[id.index()];
    if (station.dispatch_pending || station.offered.empty() || station.queue.empty()) {
        return;
    }
    if (station.visits_need_others) {
        contend(id);
        return;
    }
    station.dispatch_pending = true;
    send(station.decider, station.decider, now(), Priority::dispatch, LineEvent::dispatch,
         id.value);
}

void Line::dispatch(StationId id) {
    Station& station = stations_[id.index()];
    station.dispatch_pending = false;
    pick_.claimed.clear();
    const bool batch = station.spec->kind == StationKind::batch;
    while (!station.offered.empty() && !station.queue.empty() &&
           (batch ? dispatch_batch(id) : dispatch_single(id))) {
    }
    if (station.spec->buffer.valid()) {
        request_admission(station.spec->buffer);
    }
}

/// The queue in dispatch order of this moment, into `pick_.ordered` where it differs from the
/// order of joining.
std::span<const WaitingLot> Line::in_order(const Station& station) {
    if (!station.rules.depend_on_moment()) {
        return station.queue.lots();
    }
    pick_.ordered.assign(station.queue.lots().begin(), station.queue.lots().end());
    judge_moment(station);
    for (std::size_t i = 0; i < pick_.keys.size(); ++i) {
        pick_.ordered[i].key = pick_.keys[i];
    }
    std::ranges::stable_sort(pick_.ordered, {}, &WaitingLot::key);
    return pick_.ordered;
}

bool Line::dispatch_batch(StationId id) {
    Station& station = stations_[id.index()];
    const std::span<const WaitingLot> order = in_order(station);
    const std::uint32_t tool = choose_load(station, order);
    if (tool == kNoTool) {
        return false;
    }
    pick_.load_lots.clear();
    for (const std::size_t i : pick_.chosen) {
        pick_.load_lots.push_back(order[i].lot);
    }
    if (!within_rations(station, step_of(pick_.load_lots.front()), pick_.load_lots)) {
        return false;
    }
    for (const LotId lot : pick_.load_lots) {
        take_from_queue(id, lot);
    }
    start_load(tool, pick_.load_lots);
    return true;
}

/// The next load that is complete, into `pick_.chosen`, and its tool; kNoTool where there is none.
std::uint32_t Line::choose_load(Station& station, std::span<const WaitingLot> order) {
    if (!station.spec->sets.empty()) {
        return choose_load_for_sets(station, order);
    }
    look_again(station, station.batch.choose(order, batch_moment(station), pick_.chosen));
    return pick_.chosen.empty() ? kNoTool : tool_for(station, order[pick_.chosen.front()]);
}

/// Batches draw by their smallest lot key: it does not depend on the order of arrival.
LotId Line::lead_of(std::span<const LotId> lots) const {
    LotId lead = lots.front();
    for (const LotId lot : lots) {
        lead = lots_[lot].key < lots_[lead].key ? lot : lead;
    }
    return lead;
}

/// Starts the first lot in order that has a tool. A lot that needs a setup keeps a tool from
/// the others until it has run empty: later lots must not hold it up for ever.
bool Line::dispatch_single(StationId id) {
    Station& station = stations_[id.index()];
    const std::span<const WaitingLot> queue = station.queue.lots();
    const auto start = [&](std::size_t place, std::uint32_t tool) {
        pick_.load_lots.assign(1, queue[place].lot);
        if (!within_rations(station, step_of(queue[place].lot), pick_.load_lots)) {
            return false;
        }
        left_queue(id, station.queue.remove(place));
        start_load(tool, pick_.load_lots);
        return true;
    };
    const bool by_moment = station.rules.depend_on_moment() && queue.size() > 1;
    if (by_moment && station.rules.before_setup()) {
        // Mostly the first one starts: it is found without keys of all others.
        const WaitingLot* first = first_by_setup(station);
        const std::uint32_t tool = first == nullptr ? kNoTool : tool_for(station, *first);
        if (tool != kNoTool) {
            return start(static_cast<std::size_t>(first - queue.data()), tool);
        }
    }
    if (by_moment) {
        judge_moment(station);
    }
    const std::size_t turns = by_moment ? pick_.left.size() : queue.size();
    for (std::size_t turn = 0; turn < turns; ++turn) {
        const std::size_t place = by_moment ? pick_.next_turn() : turn;
        const WaitingLot& waiting = queue[place];
        if (waiting.tool != kNoTool && !tools_[waiting.tool].offered) {
            continue;  // its tool is at work, and no other will do
        }
        const std::uint32_t tool = tool_for(station, waiting);
        if (tool != kNoTool) {
            return start(place, tool);
        }
        if (!claim_for(station, waiting)) {
            return false;
        }
    }
    return false;
}

/// Keeps a tool from later lots for one that cannot start yet; none for one that would not be ready
/// before they stop. False where all are kept already.
bool Line::claim_for(const Station& station, const WaitingLot& waiting) {
    if (pick_.claimed.size() >= station.offered.size()) {
        return false;
    }
    const auto open = std::ranges::find_if(station.offered, [&](std::uint32_t t) {
        return !pick_.has_claimed(t) && may_take(tools_[t], waiting) &&
               ends_in_time(tools_[t], waiting);
    });
    if (open != station.offered.end()) {
        pick_.claimed.push_back(*open);
    }
    return true;
}

/// A load that tools of one set may run, into `pick_.chosen`, and the tool: of the loads of all
/// sets at hand the one whose first lot comes first, ties to the set that is preferred.
std::uint32_t Line::choose_load_for_sets(Station& station, std::span<const WaitingLot> order) {
    const BatchMoment moment = batch_moment(station);
    pick_.chosen.clear();
    std::uint32_t best_set = kNoToolSet;
    for (auto it = station.offered.begin(); it != station.offered.end(); ++it) {
        const Tool& tool = tools_[*it];
        const auto of_this_set = [&](std::uint32_t t) {
            return tools_[t].set == tool.set && !pick_.has_claimed(t);
        };
        if (pick_.has_claimed(*it) || std::any_of(station.offered.begin(), it, of_this_set)) {
            continue;  // the set is judged once
        }
        pick_.of_set.clear();
        pick_.place_of_set.clear();
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (qualified(tool, order[i])) {
                pick_.of_set.push_back(order[i]);
                pick_.place_of_set.push_back(i);
            }
        }
        look_again(station, station.batch.choose(pick_.of_set, moment, pick_.chosen_of_set));
        if (pick_.chosen_of_set.empty()) {
            continue;
        }
        const std::size_t first = pick_.place_of_set[pick_.chosen_of_set.front()];
        if (!pick_.chosen.empty() &&
            std::pair{pick_.chosen.front(), best_set} <= std::pair{first, tool.set}) {
            continue;
        }
        best_set = tool.set;
        pick_.chosen.clear();
        for (const std::size_t i : pick_.chosen_of_set) {
            pick_.chosen.push_back(pick_.place_of_set[i]);
        }
    }
    return pick_.chosen.empty() ? kNoTool
                                : tool_for(station, order[pick_.chosen.front()], best_set);
}

/// Whether the tool may run what the lot needs next.
bool Line::qualified(const Tool& tool, const WaitingLot& waiting) const {
    return tool.set == kNoToolSet ||
           tables_.may_run(tool.set, lots_[waiting.lot].product, waiting.step);
}

/// Whether the tool may run what the lot needs next, be it the one that the lot is bound to, and
/// need not go on with the lots that it is set up for.
bool Line::may_take(const Tool& tool, const WaitingLot& waiting) const {
    const bool in_run = tool.run < station_of(tool).spec->setup.minimum_run &&
                        must_go_on(station_of(tool).spec->setup, tool.setup, tool.run,
                                   waiting.family, waiting.facts.priority,
                                   tool.loads_inside == 0 ? now() - tool.idle_since : Duration{});
    const bool other_tool = waiting.tool != kNoTool && waiting.tool != index_of(tool);
    return !in_run && !other_tool && qualified(tool, waiting);
}

/// The tool that must do the step because it did an earlier one of this lot; kNoTool: any may.
std::uint32_t Line::bound_tool(LotId lot, const StepTable& step) const {
    const bool bound = step.kept_tool != StepTable::kNotKept && step.spec->same_tool_as.valid();
    return bound ? lots_.kept_tools(lot)[step.kept_tool] : kNoTool;
}

/// Whether this tool, which can start something, can start this lot. A setup needs an empty tool.
bool Line::usable(const Tool& tool, const WaitingLot& waiting) const {
    const FamilyId family = waiting.family;
    if (tool.loads_inside > 0 && !station_of(tool).kits.empty() &&
        !tooling_on(tool, tables_.step(waiting.step))) {
        return false;
    }
    return ends_in_time(tool, waiting) && may_take(tool, waiting) && has_room(tool, waiting.lot) &&
           (tool.loads_inside == 0 || !family.valid() || tool.setup == family);
}

/// The tool to use for this lot: one that is set up for it, or with setup avoidance the
/// cheapest to set up; else of the set that is preferred the one idle longest; kNoTool where none
/// can take it. `of_set`: only tools of this set, kNoToolSet: of any.
std::uint32_t Line::tool_for(const Station& station, const WaitingLot& waiting,
                             std::uint32_t of_set) const {
    const FamilyId family = waiting.family;
    std::uint32_t best = kNoTool;
    std::int64_t best_cost = 0;
    for (const std::uint32_t t : station.offered) {
        if (pick_.has_claimed(t) || !usable(tools_[t], waiting) ||
            (of_set != kNoToolSet && tools_[t].set != of_set)) {
            continue;
        }
        std::int64_t cost = 0;
        if (family.valid() && !station.spec->longest_idle) {
            cost = station.rules.use(DispatchRule::setup_avoidance)
                       ? setup_cost(tools_[t], family)
                       : (tools_[t].setup == family ? 0 : 1);
        }
        if (!station.kits.empty() && !tooling_on(tools_[t], tables_.step(waiting.step))) {
            ++cost;
        }
        if (best == kNoTool ||
            std::pair{cost, tools_[t].set} < std::pair{best_cost, tools_[best].set}) {
            best = t;
            best_cost = cost;
        }
        if (best_cost == 0 && station.spec->sets.empty()) {
            break;
        }
    }
    return best;
}

/// Mean time of the setup that this tool would need [us].
std::int64_t Line::setup_cost(const Tool& tool, FamilyId family) const {
    if (!family.valid() || tool.setup == family) {
        return 0;
    }
    const Distribution& time = station_of(tool).spec->setup.change(tool.setup, family);
    // A free change is still a change: lots of the family at hand come first.
    return std::max<std::int64_t>(from_seconds(time.mean()).us, 1);
}

std::int64_t Line::cheapest_setup(const Station& station, const WaitingLot& waiting) {
    // Lots of one family that may use the same tools need the same.
    const bool alike = waiting.family.valid() && waiting.tool == kNoTool &&
                       station.spec->sets.empty() && station.spec->setup.run_broken_by < 0;
    if (alike && pick_.setup_us[waiting.family.index()] >= 0) {
        return pick_.setup_us[waiting.family.index()];
    }
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    for (const std::uint32_t t : station.offered) {
        if (!pick_.has_claimed(t) && may_take(tools_[t], waiting)) {
            best = std::min(best, setup_cost(tools_[t], waiting.family));
        }
    }
    if (alike) {
        pick_.setup_us[waiting.family.index()] = best;
    }
    return best;
}

}  // namespace packline::packaging
