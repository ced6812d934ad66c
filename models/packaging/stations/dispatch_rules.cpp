#include "models/packaging/stations/dispatch_rules.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/math.hpp"

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

/// Lots with the highest index come first; those without a due date last. As a logarithm, in
/// billionths: ln(w / p) - max(slack, 0) / (k * mean p), with weights 10 (hottest) to 1.
/// Source: Vepsalainen and Morton 1987, "Priority rules for job shops with weighted tardiness
/// costs", Management Science 33.
std::int64_t apparent_tardiness_cost(const DispatchFacts& facts, const DispatchMoment& moment,
                                     double k) {
    if (facts.due == Time::never()) {
        return kLast;
    }
    const double weight = 10.0 - facts.priority;
    const double p = static_cast<double>(std::max<std::int64_t>(facts.operation.us, 1));
    const double mean = static_cast<double>(std::max<std::int64_t>(moment.mean_operation.us, 1));
    const double slack = static_cast<double>(((facts.due - moment.now) - facts.remaining).us);
    const double index = math::log(weight / p) - std::max(slack, 0.0) / (k * mean);
    return static_cast<std::int64_t>(std::clamp(-index, -1e9, 1e9) * 1e9);
}

bool of_moment(DispatchRule rule) {
    switch (rule) {
        case DispatchRule::critical_ratio:
        case DispatchRule::setup_avoidance:
        case DispatchRule::tardiness_cost:
        case DispatchRule::next_queue:
        case DispatchRule::fewest_of_step:
        case DispatchRule::random:
            return true;
        default:
            return false;
    }
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
        case DispatchRule::lpt:
            return -facts.operation.us;
        case DispatchRule::operation_due:
            return facts.operation_due.us;
        case DispatchRule::slack:
            // The moment is the same for all that wait: it need not be known.
            return facts.due == Time::never() ? kLast : (facts.due - facts.remaining).us;
        default:
            return 0;
    }
}

std::int64_t value_of_moment(DispatchRule rule, const DispatchFacts& facts,
                             const DispatchMoment& moment, double atc_k) {
    switch (rule) {
        case DispatchRule::critical_ratio:
            return critical_ratio(facts, moment.now);
        case DispatchRule::setup_avoidance:
            return moment.setup_us;
        case DispatchRule::tardiness_cost:
            return apparent_tardiness_cost(facts, moment, atc_k);
        case DispatchRule::next_queue:
            return moment.next_queue.us;
        case DispatchRule::fewest_of_step:
            return moment.lots_of_step;
        default:
            return moment.ticket;
    }
}

}  // namespace

Time operation_due(Time released, Time due, Duration after, Duration total) {
    if (due == Time::never() || total <= Duration{}) {
        return due;
    }
    const double share = to_seconds(after) / to_seconds(total);
    return due - from_seconds(to_seconds(due - released) * share);
}

DispatchRules::DispatchRules(std::span<const DispatchRule> rules, double atc_k)
    : rules_{rules.begin(), rules.end()}, atc_k_{atc_k} {
    expect(!rules_.empty() && rules_.size() <= kMaxRules, "a station has 1 to 7 dispatch rules");
    for (const DispatchRule rule : rules_) {
        used_ |= 1U << static_cast<unsigned>(rule);
        moment_ = moment_ || of_moment(rule);
    }
    if (use(DispatchRule::setup_avoidance) && std::ranges::count_if(rules_, of_moment) == 1) {
        const auto setup = std::ranges::find(rules_, DispatchRule::setup_avoidance);
        before_setup_ = static_cast<std::size_t>(setup - rules_.begin());
    }
}

DispatchKey DispatchRules::key(const DispatchFacts& facts) const {
    DispatchKey key{};
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        key[i] = value_at_joining(rules_[i], facts);
    }
    return key;
}

DispatchKey DispatchRules::at_moment(DispatchKey key, const DispatchFacts& facts,
                                     const DispatchMoment& moment) const {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (of_moment(rules_[i])) {
            key[i] = value_of_moment(rules_[i], facts, moment, atc_k_);
        }
    }
    return key;
}

}  // namespace packline::packaging
