#pragma once

#include "sim/base/errors.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/base/time.hpp"
#include "sim/core/entity_record.hpp"
#include "sim/core/event.hpp"
#include "sim/core/event_queue.hpp"
#include "sim/core/identity.hpp"
#include "sim/core/logical_processes.hpp"
#include "sim/core/priority.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace packline {

/// One of several schedulers that share the work of one model: what it executes itself.
struct SchedulerShare {
    const std::uint8_t* cluster_of = nullptr;  ///< by entity; null: all is executed here
    std::uint8_t cluster = 0;                  ///< what is executed here
    std::vector<Event>* mail = nullptr;        ///< by cluster: events for the others
};

/// What a model sees of an executive: the clock and a way to send events.
///
/// Orders events by (time, priority, source, sequence). The source is the sending entity and
/// counts its own sequence, so the order does not depend on who executes it. Causality and
/// lookahead are checked in every build.
template <EventQueue Queue>
class BasicScheduler {
public:
    /// All entities belong to one logical process.
    explicit BasicScheduler(std::size_t entities)
        : owned_(entities), records_{owned_.data()}, queue_{make_queue(records_)} {}

    /// Requires: `processes` outlives the scheduler.
    explicit BasicScheduler(const LogicalProcesses& processes)
        : owned_(processes.entities()),
          records_{owned_.data()},
          processes_{&processes},
          several_{processes.size() > 1},
          queue_{make_queue(records_)} {}

    /// For executives: executes a share of what `whole` would; both keep records together.
    BasicScheduler(const BasicScheduler& whole, SchedulerShare share)
        : records_{whole.records_},
          processes_{whole.processes_},
          several_{whole.several_},
          share_{share},
          queue_{make_queue(records_)},
          now_{whole.now_} {}

    BasicScheduler(const BasicScheduler&) = delete;
    BasicScheduler& operator=(const BasicScheduler&) = delete;
    BasicScheduler(BasicScheduler&&) noexcept = default;
    BasicScheduler& operator=(BasicScheduler&&) noexcept = default;
    ~BasicScheduler() = default;

    Time now() const { return now_; }

    /// Sends an event. Requires: `at` >= now, and at now itself a priority not before the
    /// current event's, else the order would depend on what had been executed already; to
    /// another logical process at least the lookahead of a channel that leads there.
    void schedule(EntityId source, EntityId target, Time at, Priority priority, std::uint16_t kind,
                  std::uint16_t epoch, std::uint64_t payload) {
        expect(at > now_ || (at == now_ && priority >= priority_), "an event in the past");
        if (several_) {
            expect(at - now_ >= processes_->lookahead_between(source.value, target.value),
                   "an event to another logical process within the lookahead, or where no "
                   "channel leads");
        }
        const Event event{.time = at.us,
                          .tie = make_tie(static_cast<unsigned>(priority), source.value,
                                          records_[source.value].sent++),
                          .target = target.value,
                          .kind = kind,
                          .epoch = epoch,
                          .payload = payload};
        if (executes(target)) {
            queue_.push(event);
        } else {
            share_.mail[share_.cluster_of[target.value]].push_back(event);
        }
    }

    /// Whether events of this target are executed by the same thread as the event in hand.
    bool executes(EntityId target) const {
        return share_.cluster_of == nullptr || share_.cluster_of[target.value] == share_.cluster;
    }

    /// Priority of the event in hand.
    Priority priority() const { return priority_; }
    /// How many events its target had executed before the event in hand.
    std::uint64_t ordinal() const { return ordinal_; }
    std::uint64_t events() const { return events_; }
    Fingerprint fingerprint() const { return fingerprint_; }
    bool empty() const { return queue_.empty(); }
    /// Null: not given, all entities belong to one.
    const LogicalProcesses* processes() const { return processes_; }

    /// For executives: time of the next event; the largest integer where there is none.
    std::int64_t next_time() { return queue_.next_time(); }

    /// For executives: the next event before `bound`, not yet begun.
    bool next_before(Time bound, Event& event) { return queue_.pop_before(bound.us, event); }

    /// For executives: an event that was sent already.
    void accept(const Event& event) { queue_.push(event); }

    /// For executives: the event is live; the clock moves to it and it joins the fingerprint.
    void begin(const Event& event) {
        now_ = Time{event.time};
        priority_ = static_cast<Priority>(priority_of(event.tie));
        ++events_;
        ordinal_ = records_[event.target].executed++;
        const std::uint64_t target_and_kind = (std::uint64_t{event.target} << 16) | event.kind;
        fingerprint_.add(static_cast<std::uint64_t>(event.time), event.tie, target_and_kind,
                         event.payload, ordinal_);
    }

    /// For executives: all before `at` is done; the clock stands there.
    void advance_clock(Time at) {
        expect(at >= now_, "the clock runs backwards");
        now_ = at;
        priority_ = Priority::complete;
    }

    /// For executives: what a share did up to `end` is added to the whole; what it left to do
    /// comes back.
    void take_back(BasicScheduler& share, Time end) {
        events_ += std::exchange(share.events_, 0);
        fingerprint_.merge(std::exchange(share.fingerprint_, {}));
        for (Event event; share.next_before(Time::never(), event);) {
            queue_.push(event);
        }
        share.advance_clock(std::max(end, share.now_));
    }

private:
    static Queue make_queue(const EntityRecord* records) {
        if constexpr (std::is_constructible_v<Queue, PrefetchRecord>) {
            return Queue{PrefetchRecord{records}};
        } else {
            return Queue{};
        }
    }

    std::vector<EntityRecord> owned_;
    EntityRecord* records_;
    const LogicalProcesses* processes_ = nullptr;
    bool several_ = false;  ///< processes, whose lookahead is to be checked
    SchedulerShare share_;
    Queue queue_;
    Time now_{};
    Priority priority_ = Priority::complete;
    std::uint64_t ordinal_ = 0;
    Fingerprint fingerprint_;
    std::uint64_t events_ = 0;
};

using Scheduler = BasicScheduler<FutureEventList>;

}  // namespace packline
