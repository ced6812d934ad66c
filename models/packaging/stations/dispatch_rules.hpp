#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/station_spec.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

// Which lot is next: pure decisions without clock or events.

namespace packline::packaging {

inline constexpr std::size_t kMaxRules = 7;

/// One value per rule of the station's list, in its order; the lower comes first.
using DispatchKey = std::array<std::int64_t, kMaxRules>;

/// What the rules may know of a waiting lot.
struct DispatchFacts {
    std::uint8_t priority = 5;
    Time arrived;
    Time due = Time::never();
    Duration remaining;                        ///< raw process time from this step to the end
    Duration operation;                        ///< mean time of this operation
    Time queue_time_deadline = Time::never();  ///< of the limit that ends here
};

/// The lexicographic list of rules of one station.
///
/// What does not change while a lot waits is computed once, when it joins the queue. Only
/// lists with a rule that depends on the moment (critical ratio, setup avoidance) look at the
/// whole queue again at each decision.
class DispatchRules {
public:
    /// Requires: 1 to kMaxRules distinct rules.
    explicit DispatchRules(std::span<const DispatchRule> rules);

    /// The key at joining; rules that depend on the moment count as equal.
    DispatchKey key(const DispatchFacts& facts) const;
    bool depend_on_moment() const { return moment_; }
    bool depend_on_setup() const { return setup_; }

    /// Fills in what depends on the moment: `setup_us` is the time of the cheapest setup for
    /// this lot among the tools at hand.
    DispatchKey at_moment(DispatchKey key, const DispatchFacts& facts, Time now,
                          std::int64_t setup_us) const;

private:
    std::vector<DispatchRule> rules_;
    bool moment_ = false;
    bool setup_ = false;
};

}  // namespace packline::packaging
