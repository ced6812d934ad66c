#pragma once

#include "sim/parallel/engine_statistics.hpp"

#include <span>

namespace packline {

/// What a run in windows would take on many workers, from what each cluster cost in each window
/// of a real run.
///
/// In each window the clusters' costs go to the least busy worker, the dearest first (Graham
/// 1969); the window takes as long as the busiest worker and a barrier of so many workers. That
/// leaves out what workers do to each other's caches and memory, so it bounds what can be gained
/// from above.
/// Returns the time of all windows [s]. Requires: costs sorted by window; workers at least 1.
double simulated_seconds(std::span<const WindowCost> costs, unsigned workers,
                         double barrier_seconds);

/// Time that two members spend at a window's two barriers when nobody is late, measured here [s].
/// For more members it is taken to grow by the logarithm to base 2 of their number.
double measured_barrier_seconds();

}  // namespace packline
