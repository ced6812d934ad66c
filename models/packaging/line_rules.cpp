// What the dispatch rules of a station know of the lots that wait there.

#include "models/packaging/line.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/draws.hpp"

#include <algorithm>
#include <limits>

namespace packline::packaging {

/// What stays as it is while the lot waits.
DispatchFacts Line::facts(LotId lot, const DispatchRules& rules) const {
    const Lot& record = lots_[lot];
    const StepTimes& times = tables_.times(record.product, record.step);
    DispatchFacts facts{.priority = record.priority,
                        .arrived = now(),
                        .due = record.due,
                        .operation_due = Time::never(),
                        .remaining = times.remaining,
                        .operation = times.operation,
                        .queue_time_deadline = lots_.detail(lot).clocks_in_use > 0
                                                   ? earliest_deadline(lot, record.step)
                                                   : Time::never()};
    if (rules.use(DispatchRule::operation_due)) {
        const Duration total =
            tables_.times(record.product, tables_.first_step(record.product)).remaining;
        facts.operation_due = operation_due(orders_[record.order.index()].released, record.due,
                                            times.remaining - times.operation, total);
    }
    return facts;
}

/// Keys of all lots that wait, with what only the moment tells, into `pick_.keys`, and into
/// `pick_.left` those for whom there may be a tool.
void Line::judge_moment(const Station& station) {
    const DispatchRules& rules = station.rules;
    const std::span<const WaitingLot> waiting = station.queue.lots();
    DispatchMoment moment{.now = now()};
    if (rules.use(DispatchRule::tardiness_cost)) {
        moment.mean_operation =
            Duration{station.queued_work.us / static_cast<std::int64_t>(station.queue.size())};
    }
    if (rules.use(DispatchRule::fewest_of_step)) {
        pick_.lots_of_step.assign(tables_.steps(), 0);
        for (const WaitingLot& w : waiting) {
            ++pick_.lots_of_step[w.step.index()];
        }
    }
    const bool setups = rules.use(DispatchRule::setup_avoidance);
    if (setups) {
        pick_.setup_us.assign(station.spec->setup.families.size(), -1);
    }
    const bool random = rules.use(DispatchRule::random);
    pick_.keys.resize(waiting.size());
    pick_.left.clear();
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const WaitingLot& w = waiting[i];
        if (setups) {
            moment.setup_us = cheapest_setup(station, w);
        }
        if (rules.use(DispatchRule::next_queue)) {
            moment.next_queue = work_at_next(w.lot);
        }
        if (rules.use(DispatchRule::fewest_of_step)) {
            moment.lots_of_step = pick_.lots_of_step[w.step.index()];
        }
        if (random) {
            Draws d{options_.key, combine(lots_[w.lot].key, step_of(w.lot).hash),
                    Purpose::dispatch_order, station.decisions + 1};
            moment.ticket = static_cast<std::int64_t>(d.bits() >> 1);
        }
        pick_.keys[i] = rules.at_moment(w.key, w.facts, moment);
        if (!setups || moment.setup_us < std::numeric_limits<std::int64_t>::max()) {
            pick_.left.push_back(i);
        }
    }
}

/// The lot that would come first of all, where of the moment only setups count. The queue stands in
/// the order of the other rules: the first lot that needs no setup ends the search, and so does one
/// that the rules before the setup put behind. Null where there is no tool for any.
const WaitingLot* Line::first_by_setup(const Station& station) {
    const std::size_t before = *station.rules.before_setup();
    pick_.setup_us.assign(station.spec->setup.families.size(), -1);
    const WaitingLot* best = nullptr;
    std::int64_t best_cost = std::numeric_limits<std::int64_t>::max();
    const auto behind_best = [&](const WaitingLot& w) {
        for (std::size_t i = 0; best != nullptr && i < before; ++i) {
            if (w.key[i] != best->key[i]) {
                return true;
            }
        }
        return false;
    };
    for (const WaitingLot& w : station.queue.lots()) {
        if (best_cost == 0 || behind_best(w)) {
            break;
        }
        if (const std::int64_t cost = cheapest_setup(station, w); cost < best_cost) {
            best = &w;
            best_cost = cost;
        }
    }
    return best;
}

/// Work per tool in the queue of the next step; nothing where the route ends.
Duration Line::work_at_next(LotId lot) const {
    const StepIndex next = step_of(lot).next;
    if (!next.valid()) {
        return {};
    }
    const Station& station = stations_[tables_.step(next).station.index()];
    return Duration{station.queued_work.us / std::int64_t{station.spec->tools}};
}

}  // namespace packline::packaging
