// Queue-time limits: clocks that run with a lot from the end of one step to the start of
// another. A limit that passes while the lot waits for its step (in the queue, for carriers, for
// its kit) acts at once; one that passes where nothing can be done (in a tool, on the way) acts
// when the lot comes to the step.

#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"
#include "sim/random/counts.hpp"

#include <algorithm>

namespace packline::packaging {

void Line::start_clocks(LotId lot, StepIndex from) {
    for (const std::uint32_t limit : tables_.limits_started(from)) {
        start_clock(lot, limit);
    }
}

/// `since`: it has run for so long already.
void Line::start_clock(LotId lot, std::uint32_t limit, Duration since) {
    LotDetail& detail = lots_.detail(lot);
    const auto slot = std::ranges::find_if(
        detail.clocks, [&](const QueueClock& c) { return !c.running() || c.limit == limit; });
    expect(slot != detail.clocks.end(), "a lot has more than four running queue-time limits");
    if (!slot->running()) {
        ++detail.clocks_in_use;
    }
    *slot = {limit, false, now() + tables_.limit(limit).spec->limit - since};
    if (tables_.limit(limit).spec->action != QueueTimeAction::count) {
        slot->deadline = std::max(slot->deadline, now());  // one that has passed acts now
    }
    schedule_expiry(lot, *slot);
}

void Line::schedule_expiry(LotId lot, const QueueClock& clock) {
    if (tables_.limit(clock.limit).spec->action == QueueTimeAction::count) {
        return;  // counted at the start of the step, if that is late
    }
    const StationId station = tables_.step(tables_.limit(clock.limit).to).station;
    const EntityId entity = tables_.station_entity(station);
    send(tables_.station_entity(step_of(lot).station), entity, clock.deadline, Priority::expire,
         LineEvent::expire, lots_.handle(lot), static_cast<std::uint16_t>(clock.limit));
}

void Line::stop_clocks(LotId lot, StepIndex to) {
    LotDetail& detail = lots_.detail(lot);
    if (detail.clocks_in_use == 0) {
        return;
    }
    const bool starts = lots_[lot].state == LotState::queued;  // else it skips the step
    for (QueueClock& c : detail.clocks) {
        if (c.running() && tables_.limit(c.limit).to == to) {
            const bool counts = tables_.limit(c.limit).spec->action == QueueTimeAction::count;
            if (counts && starts && c.deadline < now()) {
                ++station_statistics(step_of(lot).station).expired;
                trace(TraceKind::expire, lot);
            }
            c = {};
            --detail.clocks_in_use;
        }
    }
}

/// A lot that goes back starts those limits anew that begin at or after where it goes.
void Line::drop_clocks_after(LotId lot, StepIndex step) {
    const std::uint32_t target = tables_.main_position(step);
    LotDetail& detail = lots_.detail(lot);
    for (QueueClock& c : detail.clocks) {
        if (c.running() && tables_.main_position(tables_.limit(c.limit).from) >= target) {
            c = {};
            --detail.clocks_in_use;
        }
    }
}

/// `lot` takes over the running clocks of `other` where they are earlier than its own.
void Line::adopt_clocks(LotId lot, LotId other) {
    if (lots_.detail(other).clocks_in_use == 0) {
        return;
    }
    for (const QueueClock& theirs : lots_.detail(other).clocks) {
        if (!theirs.running()) {
            continue;
        }
        LotDetail& detail = lots_.detail(lot);
        auto own = std::ranges::find(detail.clocks, theirs.limit, &QueueClock::limit);
        if (own == detail.clocks.end()) {
            own = std::ranges::find(detail.clocks, QueueClock::kNone, &QueueClock::limit);
            expect(own != detail.clocks.end(), "a lot has more than four queue-time limits");
            ++detail.clocks_in_use;
        } else if (own->deadline <= theirs.deadline) {
            continue;
        }
        *own = theirs;
        if (!own->expired) {
            schedule_expiry(lot, *own);
        }
    }
}

Time Line::earliest_deadline(LotId lot, StepIndex to) const {
    Time earliest = Time::never();
    for (const QueueClock& c : lots_.detail(lot).clocks) {
        if (c.running() && tables_.limit(c.limit).to == to) {
            earliest = std::min(earliest, c.deadline);
        }
    }
    return earliest;
}

void Line::on_expire(LotId lot, std::uint32_t limit) {
    const LotState state = lots_[lot].state;
    const bool waits = state == LotState::queued || state == LotState::short_of_parts;
    if (waits && lots_[lot].step == tables_.limit(limit).to) {
        violate(lot, limit);
        return;
    }
    for (QueueClock& c : lots_.detail(lot).clocks) {
        if (c.limit == limit) {
            c.expired = true;
        }
    }
}

/// True where a limit that passed on the way takes the lot elsewhere.
bool Line::act_on_expired(LotId lot) {
    for (std::size_t i = 0; i < kQueueClocks; ++i) {
        const QueueClock clock = lots_.detail(lot).clocks[i];
        if (clock.running() && clock.expired && tables_.limit(clock.limit).to == lots_[lot].step &&
            violate(lot, clock.limit)) {
            return true;
        }
    }
    return false;
}

/// Applies the action of a limit that has passed. True where the lot is no longer here.
bool Line::violate(LotId lot, std::uint32_t limit) {
    const QueueLimit& q = tables_.limit(limit);
    ++station_statistics(tables_.step(q.to).station).expired;
    trace(TraceKind::expire, lot);
    LotDetail& detail = lots_.detail(lot);
    for (QueueClock& c : detail.clocks) {
        if (c.limit == limit) {
            c = {};
            --detail.clocks_in_use;
        }
    }
    QueueTimeAction action = q.spec->action;
    if (action == QueueTimeAction::repeat && detail.repeats >= q.spec->max_repeats) {
        action = q.spec->then;
    }
    const std::size_t why =
        q.spec->mechanism.valid() ? q.spec->mechanism.index() : reason(LossReason::queue_time);
    if (action == QueueTimeAction::yield_loss) {
        const Population& p = detail.population;
        Draws d = draws(lot, tables_.step(q.to))(Purpose::queue_time_action);
        const std::int64_t n = binomial(d, p.sites - p.bad_sites, 1.0 - q.spec->survive);
        book(lot, why, rules_.remove_good_sites(counts(lot), n));
        if (p.sites > 0) {
            return false;
        }
        action = QueueTimeAction::scrap;
    }
    stop_waiting(lot);
    if (action == QueueTimeAction::repeat) {
        ++detail.repeats;
        jump_back(lot, q.repeat_from);
    } else {
        scrap_lot(lot, why);
    }
    return true;
}

}  // namespace packline::packaging
