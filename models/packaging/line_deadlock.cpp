// Deadlock: lots that wait for each other in a circle. Looked for whenever one has to wait, and
// told with the whole circle.
//
// Reaches everybody whose step forward could let the lot go on, directly or in turn. One of them
// that can move, or waits for something outside (a repair, a shift, a kit, a time-out), ends the
// search: most searches end at the first tool. If none can move, none ever will: a knot of the
// wait-for graph. Source: Holt 1972, "Some deadlock properties of computer systems", section 4.

#include "models/packaging/line_deadlock.hpp"

#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::packaging {

void Line::check_deadlock(LotId lot) { DeadlockSearch{*this, reached_}.check(lot); }

void DeadlockSearch::check(LotId lot) {
    reached_.lots.assign(1, lot);
    reached_.stations.clear();
    for (std::size_t i = 0; i < reached_.lots.size(); ++i) {
        if (can_move(reached_.lots[i])) {
            return;
        }
    }
    const StepIndex step = line_.lots_[lot].state == LotState::blocked
                               ? line_.lots_.detail(lot).bound_for
                               : line_.lots_[lot].step;
    throw ModelError("deadlock: " + tell_circle(lot),
                     line_.stations_[line_.tables_.step(step).station.index()].spec->name,
                     line_.now().us);
}

void DeadlockSearch::reach(LotId lot) {
    if (std::ranges::find(reached_.lots, lot) == reached_.lots.end()) {
        reached_.lots.push_back(lot);
    }
}

/// True where the lot goes on some day by itself; else reaches those it waits for.
bool DeadlockSearch::can_move(LotId lot) {
    const Lot& record = line_.lots_[lot];
    const LotDetail& detail = line_.lots_.detail(lot);
    switch (record.state) {
        case LotState::blocked: {
            const StationId station = line_.tables_.step(detail.bound_for).station;
            if (tools_move(lot, detail.bound_for)) {
                return true;
            }
            for (const LotId holder :
                 line_.buffers_.holders(line_.stations_[station.index()].spec->buffer)) {
                reach(holder);
            }
            return false;
        }
        case LotState::queued:
            return line_.earliest_deadline(lot, record.step) != Time::never() || queue_moves(lot);
        case LotState::joining: {
            bool missing = false;
            for (std::size_t k = 0; k < line_.lots_.slots(); ++k) {
                const LotId other = LotId::from_index(k);
                const LotState state = line_.lots_[other].state;
                if (state != LotState::gone && state != LotState::joining &&
                    line_.lots_[other].order == record.order) {
                    missing = true;
                    reach(other);
                }
            }
            return !missing;
        }
        case LotState::short_of_parts: {
            const CarrierPoolId pool = line_.step_of(lot).spec->takes_carrier;
            const auto ends_wait = [&](const QueueClock& c) {
                return c.running() && line_.tables_.limit(c.limit).to == record.step &&
                       line_.tables_.limit(c.limit).spec->action != QueueTimeAction::count;
            };
            if (std::ranges::any_of(detail.clocks, ends_wait) || !pool.valid() ||
                detail.carriers > 0 || line_.carriers_.returning(pool) > 0) {
                // A queue-time limit ends this wait, carriers come back, or a kit from outside.
                return true;
            }
            for (std::size_t k = 0; k < line_.lots_.slots(); ++k) {
                const LotId holder = LotId::from_index(k);
                if (line_.lots_[holder].state != LotState::gone &&
                    line_.lots_.detail(holder).carriers > 0 &&
                    line_.lots_.detail(holder).carrier_pool == pool) {
                    reach(holder);
                }
            }
            return false;
        }
        default:
            return true;
    }
}

/// Whether the tool may do this step of the lot at all.
bool DeadlockSearch::may_take(LotId lot, StepIndex step, std::uint32_t tool) const {
    const std::uint32_t bound = line_.bound_tool(lot, line_.tables_.step(step));
    WaitingLot waiting;
    waiting.lot = lot;
    waiting.step = step;
    return (bound == kNoTool || bound == tool) && line_.qualified(line_.tools_[tool], waiting);
}

/// True where a tool that may do this step of the lot works, will be up again or is about to be
/// given work.
bool DeadlockSearch::tools_move(LotId lot, StepIndex step) {
    const StepTable& table = line_.tables_.step(step);
    const Station& station = line_.stations_[table.station.index()];
    if (line_.start_pending(station) ||
        (station.spec->buffer.valid() && line_.buffers_.admission_pending(station.spec->buffer))) {
        return true;  // whoever still waits then looks for a deadlock again
    }
    if (station.spec->sets.empty() && line_.bound_tool(lot, table) == kNoTool) {
        if (std::ranges::find(reached_.stations, table.station) != reached_.stations.end()) {
            return false;
        }
        reached_.stations.push_back(table.station);
    }
    for (std::uint32_t t = 0; t < station.spec->tools; ++t) {
        if (may_take(lot, step, station.first_tool + t) && tool_moves(station.first_tool + t)) {
            return true;
        }
    }
    return false;
}

/// True where the tool works, will be up again or may wait for others; else reaches those who stand
/// in it.
bool DeadlockSearch::tool_moves(std::uint32_t index) {
    const Tool& tool = line_.tools_[index];
    const Station& station = line_.station_of(tool);
    const bool works_on = tool.loads_inside > 0 &&
                          (tool.finished_inside == 0 || goes_on_one_by_one(station.spec->kind));
    // An idle tool may wait for people or kits from elsewhere, or for the end of an outage.
    const bool idle_for_now =
        tool.offered && (station.visits_need_others || tool.ends_by != Time::never());
    if (works_on || idle_for_now || (tool.finished_inside == 0 && !tool.offered)) {
        return true;
    }
    for (const StandingLot& s : line_.standing_) {
        if (s.tool == index) {
            reach(s.lot);
        }
    }
    return false;
}

/// Whether a lot in the queue before its step comes to its turn.
bool DeadlockSearch::queue_moves(LotId lot) {
    const StepIndex step = line_.lots_[lot].step;
    const Station& station = line_.stations_[line_.tables_.step(step).station.index()];
    if (tools_move(lot, step)) {
        return true;
    }
    const auto takes_it = [&](std::uint32_t tool) { return may_take(lot, step, tool); };
    if (std::ranges::none_of(station.offered, takes_it)) {
        return false;
    }
    if (station.looks_again != Time::never()) {
        return true;  // at a load that waits for a lot known to come
    }
    if (!station.short_lots.empty()) {
        return true;  // a load is complete: people or kits are elsewhere, and come back
    }
    // A tool stands ready: the lot waits for company, which comes by itself unless it has to
    // wait for a place.
    const LoadSpec& load = station.spec->load;
    if (station.spec->kind != StationKind::batch || (load.has_wait && !load.strict_min) ||
        !station.spec->buffer.valid() || line_.buffers_.line(station.spec->buffer).empty()) {
        return true;
    }
    for (const Buffers::Claim& claim : line_.buffers_.line(station.spec->buffer)) {
        reach(claim.lot);
    }
    return false;
}

/// The first of those that the lot waits for.
LotId DeadlockSearch::first_holder(LotId lot) {
    const std::vector<LotId> knot = reached_.lots;
    reached_.lots.assign(1, lot);
    reached_.stations.clear();
    can_move(lot);
    const std::vector<LotId> holders = reached_.lots;
    reached_.lots = knot;
    // A lot that stands in its own way waits for itself.
    return holders.size() > 1 ? holders[1] : lot;
}

std::string DeadlockSearch::lot_label(LotId lot) const {
    const Lot& record = line_.lots_[lot];
    const EntityId product = line_.tables_.product_entity(record.product);
    const std::string& name = line_.tables_.spec.products[record.product.index()].name;
    const char* part = record.depth > 0 ? "a part of " : "";
    for (std::uint32_t n = 1; n <= line_.releases_.lots[record.product.index()]; ++n) {
        if (combine(line_.tables_.identity().hash(product), n) ==
            line_.orders_[record.order.index()].key) {
            return fmt::format("{}{}#{}", part, name, n);
        }
    }
    return fmt::format("{}a lot of '{}'", part, name);
}

std::string DeadlockSearch::tell_wait(LotId lot) const {
    const Lot& record = line_.lots_[lot];
    const LotDetail& detail = line_.lots_.detail(lot);
    const StepTable& step = line_.step_of(lot);
    std::string where = fmt::format("{} at step '{}'", lot_label(lot), step.spec->name);
    if (detail.tool != kNoTool) {
        where += fmt::format(" in tool {}", line_.tool_label(line_.tools_[detail.tool]));
    } else if (detail.place_at.valid()) {
        where += fmt::format(" in the buffer before '{}'",
                             line_.stations_[detail.place_at.index()].spec->name);
    }
    switch (record.state) {
        case LotState::blocked: {
            const BufferSpec& b =
                line_.tables_.spec.buffers[line_.tables_.step(detail.bound_for).buffer.index()];
            return fmt::format(
                "{} waits for a place before '{}' ({} has {} {}{})", where,
                line_.tables_.spec.stations[line_.tables_.step(detail.bound_for).station.index()]
                    .name,
                b.name, b.places, b.counted_in == Level::item ? "item" : "lot",
                b.places == 1 ? "" : "s");
        }
        case LotState::queued:
            return fmt::format("{} waits for a tool", where);
        case LotState::joining:
            return fmt::format("{} waits for the rest of its lot", where);
        default:
            return fmt::format("{} waits for carriers of '{}'", where,
                               line_.tables_.spec.carriers[detail.carrier_pool.index()].name);
    }
}

/// Follows who waits for whom until somebody comes by again.
std::string DeadlockSearch::tell_circle(LotId lot) {
    std::vector<LotId> path;
    LotId next = lot;
    while (std::ranges::find(path, next) == path.end()) {
        path.push_back(next);
        next = first_holder(next);
    }
    const auto first = std::ranges::find(path, next);
    std::string text = "lots wait for each other in a circle: ";
    for (auto it = first; it != path.end(); ++it) {
        const LotId holder = std::next(it) == path.end() ? *first : *std::next(it);
        text += fmt::format("{}{}, which {} holds", it == first ? "" : "; ", tell_wait(*it),
                            holder == *it ? "it" : lot_label(holder));
    }
    return text;
}

}  // namespace packline::packaging
