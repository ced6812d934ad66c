#include "models/packaging/stations/dispatch_rules.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <limits>

namespace packline::packaging {

namespace {

constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

/// (due - now) / remaining in millionths; lots without a due date come last.
std::int64_t critical_ratio(const DispatchFacts& facts, Time now) {
    if (facts.due == Time::never()) {
        return kLast;
    }
    const double left = static_cast<double>((facts.due - now).us);
    const double work = static_cast<double>(std::max<std::int64_t>(facts.remaining.us, 1));
    const double ratio = std::clamp(left / work, -1e12, 1e12);
    return static_cast<std::int64_t>(ratio * 1e6);
}

std::int64_t value_at_joining(DispatchRule rule, const DispatchFacts& facts) {
    switch (rule) {
        case DispatchRule::priority:
            return facts.priority;
        case DispatchRule::fifo:
            return facts.arrived.us;
        case DispatchRule::edd:
            return facts.due.us;
        case DispatchRule::spt:
            return facts.operation.us;
        case DispatchRule::queue_time_rescue:
            return facts.queue_time_deadline.us;
        case DispatchRule::critical_ratio:
        case DispatchRule::setup_avoidance:
            return 0;
    }
    return 0;
}

}  // namespace

DispatchRules::DispatchRules(std::span<const DispatchRule> rules)
    : rules_{rules.begin(), rules.end()} {
    expect(!rules_.empty() && rules_.size() <= kMaxRules, "a station has 1 to 7 dispatch rules");
    setup_ = std::ranges::find(rules_, DispatchRule::setup_avoidance) != rules_.end();
    moment_ = setup_ || std::ranges::find(rules_, DispatchRule::critical_ratio) != rules_.end();
}

DispatchKey DispatchRules::key(const DispatchFacts& facts) const {
    DispatchKey key{};
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        key[i] = value_at_joining(rules_[i], facts);
    }
    return key;
}

DispatchKey DispatchRules::at_moment(DispatchKey key, const DispatchFacts& facts, Time now,
                                     std::int64_t setup_us) const {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (rules_[i] == DispatchRule::setup_avoidance) {
            key[i] = setup_us;
        } else if (rules_[i] == DispatchRule::critical_ratio) {
            key[i] = critical_ratio(facts, now);
        }
    }
    return key;
}

}  // namespace packline::packaging
