// Finite buffers: a lot leaves a tool (or enters the line) when there is a place for it before
// the next station, or a tool of that station that can start it at once. Until then it stays
// where it is and blocks it: blocking after service.
//
// Who comes in is decided after all arrivals and all starts of an instant; who stays out is told
// at its end. What is on hold after a step stands aside and takes no place; what a gate holds
// before its step, and what waits for lot mates, carriers or its kit, keeps the place it has. Parts
// of a lot that several tools share (`split`) stand on the place of that lot.

#include "models/packaging/line.hpp"

#include <algorithm>
#include <utility>

namespace packline::packaging {

void Line::wait_for_place(LotId lot, StepIndex step, bool lost_when_full) {
    const StepTable& to = tables_.step(step);
    LotDetail& detail = lots_.detail(lot);
    if (detail.place_at == to.station) {
        depart(lot, step);  // it skipped a step of this station and has its place already
        return;
    }
    detail.bound_for = step;
    lots_[lot].state = LotState::blocked;
    lots_[lot].since = now();
    const bool same =
        detail.place_at.valid() && stations_[detail.place_at.index()].spec->buffer == to.buffer;
    buffers_.join(to.buffer, {.lot = lot,
                              .station = to.station,
                              .priority = lots_[lot].priority,
                              .fresh = true,
                              .lost_when_full = lost_when_full,
                              .amount = buffers_.amount(to.buffer, detail.population.items),
                              .own = same ? detail.place : 0});
    if (!buffers_.fresh(to.buffer)) {
        // What came and found no room is told when the instant is over.
        const EntityId entity = tables_.station_entity(tables_.stations_of(to.buffer).front());
        buffers_.set_fresh(to.buffer, true);
        send(entity, entity, now(), Priority::expire, LineEvent::settle_claims, to.buffer.value);
    }
    request_admission(to.buffer);
}

void Line::request_admission(BufferId buffer) {
    if (buffers_.admission_pending(buffer) || buffers_.line(buffer).empty()) {
        return;
    }
    buffers_.set_admission_pending(buffer, true);
    const EntityId entity = tables_.station_entity(tables_.stations_of(buffer).front());
    send(entity, entity, now(), Priority::dispatch, LineEvent::admit, buffer.value);
}

/// At this instant it is still to be decided what the station starts.
bool Line::start_pending(const Station& station) const {
    return station.dispatch_pending || (station.contends && staffing_.pending);
}

/// Whether a tool of the station stands idle that would start this lot at once, with all it needs.
bool Line::tool_ready(const Buffers::Claim& claim) {
    Station& station = stations_[claim.station.index()];
    const std::size_t spoken_for = std::max<std::size_t>(station.tools_taken, station.queue.size());
    const bool others_first = station.visits_need_others && staffing_.pending;
    WaitingLot waiting;
    waiting.lot = claim.lot;
    waiting.step = lots_.detail(claim.lot).bound_for;
    if (station.spec->kind == StationKind::batch || station.offered.size() <= spoken_for ||
        others_first ||
        gate_holds(gates_, disrupted_.timelines, lots_[claim.lot].product, waiting.step, now())) {
        return false;  // whoever is pending asks again when through
    }
    const StepTable& step = tables_.step(waiting.step);
    waiting.family = step.spec->setup;
    waiting.tool = bound_tool(claim.lot, step);
    waiting.facts.priority = lots_[claim.lot].priority;
    waiting.facts.operation = tables_.times(lots_[claim.lot].product, waiting.step).operation;
    return std::ranges::any_of(station.offered,
                               [&](std::uint32_t t) {
                                   return usable(tools_[t], waiting) &&
                                          (!station.visits_need_others ||
                                           !short_of_anything(t, step, waiting.family));
                               }) &&
           within_rations(station, step, {&claim.lot, 1});
}

/// Lets in all for whom there is room, first come within priority.
void Line::admit(BufferId buffer) {
    buffers_.set_admission_pending(buffer, false);
    bool room = true;
    const auto pending = [&](StationId s) { return start_pending(stations_[s.index()]); };
    for (std::size_t i = 0; i < buffers_.line(buffer).size();) {
        if (std::ranges::any_of(tables_.stations_of(buffer), pending)) {
            return;  // they may make room, and ask again when they are through
        }
        const Buffers::Claim& claim = buffers_.line(buffer)[i];
        const bool place = room && buffers_.fits(buffer, claim);
        if (place || tool_ready(claim)) {
            let_in(buffers_.remove(buffer, i), place);
            continue;
        }
        room = false;
        const auto& users = tables_.stations_of(buffer);
        if (std::ranges::all_of(
                users, [&](StationId s) { return stations_[s.index()].offered.empty(); })) {
            break;
        }
        ++i;
    }
    if (!buffers_.line(buffer).empty()) {
        check_deadlock(buffers_.line(buffer).front().lot);
    }
}

void Line::let_in(const Buffers::Claim& claim, bool place) {
    const LotId lot = claim.lot;
    wait_since(lot, TimePart::blocked);
    if (!claim.fresh) {
        trace(TraceKind::unblock, lot);
    }
    leave_place(lot);
    LotDetail& detail = lots_.detail(lot);
    detail.place_at = claim.station;
    detail.place = place ? claim.amount : 0;
    Station& station = stations_[claim.station.index()];
    station.tools_taken += place ? 0 : 1;
    buffers_.take(station.spec->buffer, lot, detail.place, now());
    depart(lot, detail.bound_for);
}

/// Tells those who came in this instant that there is no room: some are turned away.
void Line::settle_claims(BufferId buffer) {
    buffers_.set_fresh(buffer, false);
    for (std::size_t i = 0; i < buffers_.line(buffer).size();) {
        Buffers::Claim& claim = buffers_.line(buffer)[i];
        if (claim.fresh && claim.lost_when_full) {
            turn_away(buffers_.remove(buffer, i).lot);
            continue;
        }
        if (std::exchange(claim.fresh, false)) {
            trace(TraceKind::block, claim.lot);
            check_deadlock(claim.lot);
        }
        ++i;
    }
}

/// A lot that finds no place at its release goes elsewhere, as if it had never come.
void Line::turn_away(LotId lot) {
    trace(TraceKind::lost, lot);
    Population& p = lots_.population(lot);
    statistics_.balance.created.items -= p.items;
    statistics_.balance.created.sites -= p.sites;
    p.items = 0;
    p.sites = 0;
    orders_[lots_[lot].order.index()].lost = true;
    end_lot(lot);
}

/// The lot is finished and stands in the tool until it can go.
void Line::stand_in_tool(LotId lot, std::uint32_t tool) {
    lots_.detail(lot).tool = tool;
    ++tools_[tool].finished_inside;
    standing_.push_back({tool, lot});
}

/// Gives up the place before a station or in a tool that the lot has, if any.
void Line::leave_place(LotId lot) {
    LotDetail& detail = lots_.detail(lot);
    if (detail.place_at.valid()) {
        Station& station = stations_[detail.place_at.index()];
        station.tools_taken -= detail.place == 0 ? 1 : 0;
        buffers_.leave(station.spec->buffer, lot, detail.place, now());
        detail.place_at = StationId::none();
        detail.place = 0;
        request_admission(station.spec->buffer);
    }
    if (detail.tool == kNoTool) {
        return;
    }
    const std::uint32_t index = std::exchange(detail.tool, kNoTool);
    std::erase_if(standing_, [&](const StandingLot& s) { return s.lot == lot; });
    Tool& tool = tools_[index];
    --tool.finished_inside;
    if (tool.finished_inside == 0 && index != finishing_) {
        tool.idle_since = tool.loads_inside == 0 ? now() : tool.idle_since;
        settle(index);
    }
}

/// `lot` goes on with the items of `other`, which ends: it stands where both stood.
void Line::join_places(LotId lot, LotId other) {
    LotDetail& into = lots_.detail(lot);
    LotDetail& from = lots_.detail(other);
    if (!from.place_at.valid()) {
        return;
    }
    const BufferId buffer = stations_[from.place_at.index()].spec->buffer;
    if (!into.place_at.valid()) {
        into.place_at = std::exchange(from.place_at, StationId::none());
        into.place = std::exchange(from.place, 0);
        buffers_.hand_over(buffer, other, lot);
        return;
    }
    if (tables_.spec.buffers[buffer.index()].counted_in == Level::item && into.place > 0) {
        const std::int64_t amount = from.place;
        leave_place(other);
        buffers_.take(buffer, lot, amount, now());
        buffers_.leave(buffer, lot, 0, now());  // one entry per holder
        into.place += amount;
        return;
    }
    leave_place(other);
}

}  // namespace packline::packaging
