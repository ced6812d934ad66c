#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/station_spec.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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
    Time operation_due = Time::never();        ///< only where a rule asks for it
    Duration remaining;                        ///< raw process time from this step to the end
    Duration operation;                        ///< mean time of this operation
    Time queue_time_deadline = Time::never();  ///< of the limit that ends here
};

/// What only the moment of a decision tells of a waiting lot; fields that no rule of the list
/// asks for may be left out.
struct DispatchMoment {
    Time now{};
    std::int64_t setup_us = 0;      ///< time of the cheapest setup for the lot among tools at hand
    Duration next_queue{};          ///< work per tool that waits at the station of its next step
    std::int64_t lots_of_step = 0;  ///< that wait here for the same step
    std::int64_t ticket = 0;        ///< random, of this decision
    Duration mean_operation{};      ///< of all lots that wait here
};

/// Latest end of an operation that leaves the work behind it its share of the time from release
/// to the due date. `after`: raw process time behind the operation, `total`: of the whole route.
/// Source: Conway, Maxwell, Miller 1967, "Theory of scheduling", 11 (OPNDD by work content).
Time operation_due(Time released, Time due, Duration after, Duration total);

/// The lexicographic list of rules of one station.
///
/// What does not change while a lot waits is computed once, when it joins the queue. Only
/// lists with a rule that depends on the moment look at the whole queue again at each decision.
class DispatchRules {
public:
    /// Requires: 1 to kMaxRules distinct rules; atc_k > 0.
    explicit DispatchRules(std::span<const DispatchRule> rules, double atc_k = 2);

    /// The key at joining; rules that depend on the moment count as equal.
    DispatchKey key(const DispatchFacts& facts) const;
    bool depend_on_moment() const { return moment_; }

    /// How many rules come before that of setups, where no other depends on the moment.
    std::optional<std::size_t> before_setup() const { return before_setup_; }

    bool use(DispatchRule rule) const { return (used_ >> static_cast<unsigned>(rule) & 1U) != 0; }

    /// Fills in what depends on the moment.
    DispatchKey at_moment(DispatchKey key, const DispatchFacts& facts,
                          const DispatchMoment& moment) const;

private:
    std::vector<DispatchRule> rules_;
    std::uint32_t used_ = 0;  ///< bit r: DispatchRule r is in the list
    double atc_k_;
    bool moment_ = false;
    std::optional<std::size_t> before_setup_;
};

}  // namespace packline::packaging
