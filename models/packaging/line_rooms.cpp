// Tools that hold several lots or items apart: chambers, cascades, conveyors, racks.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"

#include <algorithm>

namespace packline::packaging {

/// The next load may enter at `entrance`, at the latest when this one has left.
void Line::add_entrance(std::uint32_t index, LoadId load, Duration entrance, Duration done) {
    Tool& tool = tools_[index];
    done = after_now(index, done);
    if (station_of(tool).spec->load_ports > 0) {
        chambers_[index].front() = std::min(entrance, done);  // ports are free, or become so
    } else if (entrance < done) {
        agenda_.add(tool.milestones, after_now(index, entrance), MilestoneKind::entrance_free,
                    load);
    }
    agenda_.add(tool.milestones, done, MilestoneKind::load_done, load);
}

/// Items go one by one into the chamber that is free first; the next lot may follow as soon as
/// all of this one are in and a chamber is free.
void Line::plan_chambered(std::uint32_t index, LoadId load, const VisitPlan& plan) {
    const bool by_item = plan.step->spec->per == TimePer::item;
    const std::int64_t all = lots_.population(plan.lot).items;
    const std::int64_t n = by_item ? handled(*plan.step, all) : 1;
    // Counted apart: `time_multiple` already spreads items over the chambers.
    const double factor = by_item ? 1.0 : time_multiple(plan.lot, *plan.step, all);
    const Duration each = from_seconds(plan.time * factor * retest_factor(plan.lot, *plan.step));
    enter_one_by_one(index, load, plan, {.n = n, .stay = each, .pitch = {}, .pieces = by_item});
}

namespace {

/// Lets n in that stay equally long, each into the place that is free first; the end of the last
/// one. Whole rounds of all places are counted, not walked. Requires: the places are in order,
/// no two are free further apart than a stay, and each gets one.
Duration fill_places(std::vector<Duration>& places, std::int64_t n, Duration stay) {
    const auto size = static_cast<std::int64_t>(places.size());
    const std::int64_t rounds = n / size;
    const std::int64_t rest = n % size;
    Duration last_out{};
    for (std::int64_t i = 0; i < size; ++i) {
        const std::int64_t entrants = rounds + (i < rest ? 1 : 0);
        Duration& place = places[static_cast<std::size_t>(i)];
        place = place + stay * entrants;
        last_out = std::max(last_out, place);
    }
    return last_out;
}

}  // namespace

/// Each goes into the place that is free first, one pitch apart at least, and leaves it after its
/// stay. The next lot may follow when all are in and a place is free.
void Line::enter_one_by_one(std::uint32_t index, LoadId load, const VisitPlan& plan,
                            const Entrants& all) {
    std::vector<Duration>& places = chambers_[index];
    const bool each_gets_one = all.n >= static_cast<std::int64_t>(places.size());
    if (each_gets_one && all.pitch == Duration{} && !(all.pieces && plan.piece > 0)) {
        for (Duration& place : places) {
            place = std::max(place, plan.begin);
        }
        std::ranges::sort(places);
        if (places.back() - places.front() <= all.stay) {
            const Duration last_out = fill_places(places, all.n, all.stay);
            add_entrance(index, load, *std::ranges::min_element(places), last_out + plan.unloading);
            return;
        }
    }
    Duration next = plan.begin;
    Duration last_out = plan.begin;
    for (std::int64_t i = 1; i <= all.n; ++i) {
        Duration& place = *std::ranges::min_element(places);
        const Duration in = std::max(next, place);
        place = in + all.stay;
        last_out = std::max(last_out, place);
        next = in + all.pitch;
        if (all.pieces && plan.piece > 0 && i % plan.piece == 0 && i < all.n) {
            agenda_.add(tools_[index].milestones, last_out, MilestoneKind::piece_done, load);
        }
    }
    const Duration entrance = std::max(next, *std::ranges::min_element(places));
    add_entrance(index, load, entrance, last_out + plan.unloading);
}

/// Items enter one pitch apart and leave one transit later.
void Line::plan_cascade(std::uint32_t index, LoadId load, const VisitPlan& plan) {
    Tool& tool = tools_[index];
    const bool by_item = plan.step->spec->per == TimePer::item;
    const std::int64_t all = lots_.population(plan.lot).items;
    const std::int64_t n = by_item ? handled(*plan.step, all) : 1;
    const double factor = by_item ? 1.0 : time_multiple(plan.lot, *plan.step, all);
    const Duration pitch = from_seconds(plan.time * factor * retest_factor(plan.lot, *plan.step));
    for (std::int64_t i = plan.piece; plan.piece > 0 && i < n; i += plan.piece) {
        agenda_.add(tool.milestones, plan.begin + pitch * (i - 1) + plan.transit,
                    MilestoneKind::piece_done, load);
    }
    const Duration next = plan.begin + std::max(pitch * n, plan.lot_pitch);
    add_entrance(index, load, next, plan.begin + pitch * (n - 1) + plan.transit + plan.unloading);
}

/// Items enter one pitch apart where there is room, and leave one transit later.
void Line::plan_conveyor(std::uint32_t index, LoadId load, const VisitPlan& plan) {
    const std::int64_t n = handled(*plan.step, lots_.population(plan.lot).items);
    const Duration pitch = from_seconds(plan.time * retest_factor(plan.lot, *plan.step));
    enter_one_by_one(index, load, plan,
                     {.n = n, .stay = plan.transit, .pitch = pitch, .pieces = true});
}

std::int64_t Line::slots_of(LotId lot, const StationSpec& rack) const {
    const Population& p = lots_.population(lot);
    return slots_needed(rack.load, p.items, p.sites);
}

/// Whether a rack has the slots that the lot needs before it enters.
bool Line::has_room(const Tool& tool, LotId lot) const {
    const StationSpec& spec = *station_of(tool).spec;
    return spec.kind != StationKind::rack || spec.partial ||
           slots_of(lot, spec) <= std::int64_t{spec.slots} - tool.slots_taken;
}

/// The lot has its slots, loading and unloading included, until it leaves; others may follow at
/// once into those that are left.
void Line::plan_rack(std::uint32_t index, LoadId load, const VisitPlan& plan) {
    Tool& tool = tools_[index];
    const StationSpec& spec = *station_of(tool).spec;
    if (spec.partial) {
        // Each part of the lot goes into the slot that is free first, as items into chambers.
        const Duration each = from_seconds(plan.time * retest_factor(plan.lot, *plan.step));
        enter_one_by_one(
            index, load, plan,
            {.n = slots_of(plan.lot, spec), .stay = each, .pitch = {}, .pieces = false});
        return;
    }
    const auto slots = static_cast<std::uint32_t>(slots_of(plan.lot, spec));
    agenda_.load(load).slots = slots;
    tool.slots_taken += slots;
    tool.entrance_free = tool.slots_taken < spec.slots;
    const Duration done =
        plan.begin + from_seconds(plan.time * retest_factor(plan.lot, *plan.step)) + plan.unloading;
    agenda_.add(tool.milestones, after_now(index, done), MilestoneKind::load_done, load);
}

}  // namespace packline::packaging
