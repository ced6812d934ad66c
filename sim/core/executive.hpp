#pragma once

#include "sim/base/time.hpp"
#include "sim/core/event.hpp"
#include "sim/core/scheduler.hpp"

namespace packline {

/// What an executive asks of a model: whether an event still means something (its epoch is
/// not stale), and what it does. Both are found at compile time: no virtual call per event.
template <class M>
concept Model = requires(M model, const M& same, const Event& event, Scheduler& scheduler) {
    { same.live(event) } -> std::same_as<bool>;
    model.handle(event, scheduler);
};

/// Executes all events before `end` in order, on this thread: the oracle of every other
/// executive. Stale events are skipped and leave no trace.
template <class M, class S>
void run_sequential(M& model, S& scheduler, Time end) {
    Event event;
    while (scheduler.next_before(end, event)) {
        if (model.live(event)) {
            scheduler.begin(event);
            model.handle(event, scheduler);
        }
    }
    scheduler.advance_clock(end);
}

}  // namespace packline
