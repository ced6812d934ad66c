#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/random_key.hpp"

#include <vector>

namespace packline::report {

/// What a fluid would make of the disruptions of a line: demand flows in at a constant rate, each
/// station passes on at most what its tools that run allow. Without variability nothing waits that
/// need not: what the simulation shows beyond it is what queueing adds.
struct FluidBound {
    std::vector<double> backlog;  ///< at the end of each bucket, in days of demand
    double peak = 0;              ///< days of demand
    Time peak_at;
    Time cleared = Time::never();  ///< after the peak; never: not before the end
};

/// For the disruptions of one replication. Capacity is that of the static load: mean times,
/// batches full, setups as if lots came at random. Cost: stations x buckets.
FluidBound fluid_bound(const packaging::LineSpec& line, RandomKey key, Duration bucket,
                       std::size_t buckets);

}  // namespace packline::report
