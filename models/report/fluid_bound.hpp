#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/fluid_line.hpp"
#include "sim/base/time.hpp"
#include "sim/random/random_key.hpp"

#include <span>
#include <string>
#include <vector>

namespace packline::report {

/// What a fluid would make of the disruptions of a line: demand flows in at a constant rate, each
/// station passes on at most what its tools that run allow. Without variability nothing waits that
/// need not: what the simulation shows beyond it is what queueing adds.
///
/// Each product that ships is a flow of its own, with the parts that the line makes for it. A
/// station that stops holds up those that pass it; where flows share one that is short, all of
/// them get on alike, and what some do not need goes to the others. Bought materials and budgets
/// cap flows as stations do: see FluidStock and FluidBudget. Where these leave something out, more
/// flows.
struct FluidBound {
    std::vector<double> backlog;    ///< at the end of each bucket, in days of demand of the line
    std::vector<double> undelayed;  ///< likewise, as if what flows in came out at once
    double peak = 0;                ///< days of demand
    Time peak_at;
    Time cleared = Time::never();  ///< after the peak; never: not before the end
};

/// For the disruptions of one replication. Capacity is that of the static load: mean times,
/// batches full, setups as if lots came at random. Cost: flows x stations x buckets.
///
/// `on_the_way`: by product, the time that lots take; empty: none. So much later a product is
/// behind in what comes out: what was under way still came. Materials may come so much later too,
/// as they are needed on the way. When the line has cleared is told without it.
FluidBound fluid_bound(const FluidLine& fluid_line, RandomKey key, Duration bucket,
                       std::size_t buckets, std::span<const Duration> on_the_way = {});

/// By how much a line is further behind than its baseline is: of both, each bucket by itself. Both
/// in days of demand of the line.
FluidBound further_behind(const FluidBound& base, const FluidBound& other, Duration bucket);

/// What disrupts a line but a fluid cannot see: it has no people, no queues and no stock of parts
/// that the line makes. In words: "mask 'drought' (people)".
std::vector<std::string> unseen_by_fluid(const packaging::LineSpec& line);
/// Whether it sees any gate, mask or plan.
bool seen_by_fluid(const packaging::LineSpec& line);

}  // namespace packline::report
