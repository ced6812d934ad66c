// Parts of lots: they split off, take their share of everything, and meet again.

#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace packline::packaging {

namespace {

/// The earlier of two steps where parts meet; none: never.
StepIndex earlier(StepIndex step, StepIndex bound) {
    return !step.valid() || bound.value < step.value ? bound : step;
}

}  // namespace

/// A sublot is finished and leaves the lot that is still in the tool.
void Line::finish_piece(std::uint32_t index, LoadId id) {
    const LotId lot = agenda_.load(id).first;
    const std::int64_t items = agenda_.load(id).piece;
    agenda_.load(id).restart_mark = tools_[index].clock.at(now());
    --agenda_.load(id).pieces_left;
    const LotId child = split_off(lot);
    share_with(lot, child, items);
    finished_.assign(1, child);
    const Load load = agenda_.load(id);
    count_handled(index, load);
    hand_on(index, load);
}

/// A new record of the same order without any items yet. May move the tables.
LotId Line::split_off(LotId parent) {
    const LotId child = lots_.create();
    Lot& p = lots_[parent];
    Lot& c = lots_[child];
    const std::uint32_t generation = c.generation;
    ++p.children;
    c = p;
    c.generation = generation;
    c.key = combine(p.key, p.children);
    c.born = now();
    c.depth = static_cast<std::uint8_t>(p.depth + 1);
    c.children = 0;
    c.next = LotId::none();
    const LotDetail& from = lots_.detail(parent);
    LotDetail& to = lots_.detail(child);
    to.layer = from.layer;
    to.repeats = from.repeats;
    to.rejected = from.rejected;
    to.marks = from.marks;
    to.floor_life = from.floor_life;
    to.spent = from.spent;
    to.carrier_pool = from.carrier_pool;
    to.idle_tool_at_enqueue = from.idle_tool_at_enqueue;
    std::ranges::copy(lots_.kept_tools(parent), lots_.kept_tools(child).begin());
    ++orders_[c.order.index()].alive;
    adopt_clocks(child, parent);
    if (from.tool != kNoTool) {
        stand_in_tool(child, from.tool);
    }
    if (options_.trace != nullptr) {
        names_.resize(lots_.slots());
        names_[child.index()] = fmt::format("{}.{}", names_[parent.index()], p.children);
    }
    return child;
}

/// Moves `items` random items of the parent into the child, with their carriers.
void Line::share_with(LotId parent, LotId child, std::int64_t items) {
    Draws d{options_.key, lots_[child].key, Purpose::split, lots_[parent].loops};
    const std::int64_t before = lots_.population(parent).items;
    rules_.split(counts(parent), counts(child), items, d);
    share_kit(parent, child, before);
    move_carriers(parent, child, items);
    trace(TraceKind::split, child);
}

void Line::move_carriers(LotId parent, LotId child, std::int64_t items) {
    if (lots_.detail(parent).carriers > 0) {
        lots_.detail(parent).carriers -= items;
        lots_.detail(child).carriers += items;
    }
}

/// From now on these wait for each other before `step`; `expected` counts those still to be
/// made as well. Without a step they go on their own, and an outer join expects them all.
void Line::open_join(std::span<const LotId> members, StepIndex step, std::uint32_t expected) {
    const JoinId outer = lots_[members.front()].join;
    const StepIndex at = outer.valid() ? earlier(step, joins_[outer].step) : step;
    if (!at.valid()) {
        return;
    }
    if (outer.valid() && joins_[outer].step == at) {
        joins_[outer].members += expected - 1;
        return;
    }
    const JoinId join = joins_.open(at, outer, expected);
    for (const LotId member : members) {
        lots_[member].join = join;
    }
}

/// The merged lot if this was the last to arrive, else none: it waits.
LotId Line::join_arrive(LotId lot) {
    const JoinId join = lots_[lot].join;
    lots_[lot].state = LotState::joining;
    lots_[lot].since = now();
    lots_[lot].next = joins_[join].first;
    joins_[join].first = lot;
    ++joins_[join].arrived;
    if (lots_.detail(lot).place_at.valid()) {
        request_admission(tables_.step(lots_[lot].step).buffer);  // looks for a deadlock
    }
    return joins_[join].arrived == joins_[join].members ? complete_join(join) : LotId::none();
}

/// All that are alive are there. The one nearest to the lot released goes on.
LotId Line::complete_join(JoinId id) {
    const Join join = joins_[id];
    const auto rank = [&](LotId l) {
        return std::tuple{lots_[l].depth, lots_[l].born, lots_[l].key};
    };
    LotId survivor = join.first;
    for (LotId l = join.first; l.valid(); l = lots_[l].next) {
        wait_since(l, TimePart::wait_mates);
        if (rank(l) < rank(survivor)) {
            survivor = l;
        }
    }
    for (LotId l = join.first; l.valid();) {
        const LotId next = lots_[l].next;
        if (l != survivor) {
            merge_into(survivor, l);
        }
        l = next;
    }
    lots_[survivor].next = LotId::none();
    lots_[survivor].join = join.outer;
    joins_.close(id);
    if (join.arrived > 1) {
        trace(TraceKind::merge, survivor);
    }
    return survivor;
}

void Line::merge_into(LotId survivor, LotId other) {
    Lot& a = lots_[survivor];
    const Lot b = lots_[other];
    LotDetail& into = lots_.detail(survivor);
    const LotDetail& from = lots_.detail(other);
    // The history of the merged lot is the mean over its items, so that its parts still add up
    // to its age; what rounding leaves over counts as waiting for mates.
    const Int128 wa = into.population.items;
    const Int128 wb = from.population.items;
    Duration rest{};
    for (std::size_t i = 0; i < kTimeParts; ++i) {
        const auto mean = static_cast<std::int64_t>(
            (wa * into.spent[i].us + wb * from.spent[i].us) / std::max<Int128>(wa + wb, 1));
        rest += into.spent[i] - Duration{mean};
        into.spent[i] = Duration{mean};
    }
    into.spent[static_cast<std::size_t>(TimePart::wait_mates)] += rest;
    rules_.merge(counts(survivor), counts(other));
    into.carriers += from.carriers;
    into.repeats = std::max(into.repeats, from.repeats);
    into.floor_life.merge(from.floor_life, now());
    for (const ExcursionMark& m : from.marks) {
        if (m.valid()) {
            mark(survivor, m.excursion, m.drifted);
        }
    }
    into.rejected = into.rejected || from.rejected;
    std::ranges::transform(
        lots_.kept_tools(survivor), lots_.kept_tools(other), lots_.kept_tools(survivor).begin(),
        [](std::uint32_t own, std::uint32_t its) { return own != kNoTool ? own : its; });
    a.loops = std::max(a.loops, b.loops);
    a.due = std::min(a.due, b.due);
    a.priority = std::min(a.priority, b.priority);
    adopt_clocks(survivor, other);
    if (buffers_.any()) {
        join_places(survivor, other);
    }
    --orders_[b.order.index()].alive;
    lots_.release(other);
}

/// Members that will never come: the rest may be complete now.
void Line::join_member_gone(JoinId id, std::uint32_t members) {
    joins_[id].members -= members;
    const Join join = joins_[id];
    if (join.members == 0) {
        joins_.close(id);
        if (join.outer.valid()) {
            join_member_gone(join.outer, 1);
        }
        return;
    }
    if (join.arrived == join.members) {
        const LotId merged = complete_join(id);
        enter(merged, lots_[merged].step);
    }
}

}  // namespace packline::packaging
