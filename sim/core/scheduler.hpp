#pragma once

#include "sim/base/errors.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/base/time.hpp"
#include "sim/core/event.hpp"
#include "sim/core/event_queue.hpp"
#include "sim/core/identity.hpp"
#include "sim/core/priority.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline {

/// What a model sees of an executive: the clock and a way to send events.
///
/// Orders events by (time, priority, source, sequence). The source is the sending entity and
/// counts its own sequence, so the order does not depend on who executes it. Causality is
/// checked in every build.
template <EventQueue Queue>
class BasicScheduler {
public:
    explicit BasicScheduler(std::size_t entities)
        : sequences_(entities, 0), ordinals_(entities, 0) {}

    Time now() const { return now_; }

    /// Sends an event. Requires: `at` >= now, and at now itself a priority not before the
    /// current event's, else the order would depend on what had been executed already.
    void schedule(EntityId source, EntityId target, Time at, Priority priority, std::uint16_t kind,
                  std::uint16_t epoch, std::uint64_t payload) {
        expect(at > now_ || (at == now_ && priority >= priority_), "an event in the past");
        queue_.push(Event{.time = at.us,
                          .tie = make_tie(static_cast<unsigned>(priority), source.value,
                                          sequences_[source.index()]++),
                          .target = target.value,
                          .kind = kind,
                          .epoch = epoch,
                          .payload = payload});
    }

    /// Priority of the event in hand.
    Priority priority() const { return priority_; }
    std::uint64_t events() const { return events_; }
    Fingerprint fingerprint() const { return fingerprint_; }
    bool empty() const { return queue_.empty(); }

    /// For executives: the next event before `bound`, not yet begun.
    bool next_before(Time bound, Event& event) { return queue_.pop_before(bound.us, event); }

    /// For executives: the event is live; the clock moves to it and it joins the fingerprint.
    void begin(const Event& event) {
        now_ = Time{event.time};
        priority_ = static_cast<Priority>(priority_of(event.tie));
        ++events_;
        const std::uint64_t target_and_kind = (std::uint64_t{event.target} << 16) | event.kind;
        fingerprint_.add(static_cast<std::uint64_t>(event.time), event.tie, target_and_kind,
                         event.payload, ordinals_[event.target]++);
    }

    /// For executives: all before `at` is done; the clock stands there.
    void advance_clock(Time at) {
        expect(at >= now_, "the clock runs backwards");
        now_ = at;
        priority_ = Priority::complete;
    }

private:
    Queue queue_;
    Time now_{};
    Priority priority_ = Priority::complete;
    std::vector<std::uint64_t> sequences_;  ///< events sent, by source
    std::vector<std::uint64_t> ordinals_;   ///< events executed, by target
    Fingerprint fingerprint_;
    std::uint64_t events_ = 0;
};

using Scheduler = BasicScheduler<FutureEventList>;

}  // namespace packline
