#include "models/packaging/stations/batch_rule.hpp"

#include <algorithm>

namespace packline::packaging {

Time BatchRule::choose(std::span<const WaitingLot> order, const BatchMoment& moment,
                       std::vector<std::size_t>& load) const {
    Time comes = Time::never();
    for (std::size_t first = 0; first < order.size(); ++first) {
        const std::uint32_t batch = order[first].batch;
        const auto same = [&](const WaitingLot& w) { return w.batch == batch; };
        if (std::ranges::any_of(order.first(first), same)) {
            continue;  // judged already, from its first lot on
        }
        load.clear();
        Group group{.first = order[first]};
        for (std::size_t i = first; i < order.size(); ++i) {
            if (!same(order[i])) {
                continue;
            }
            group.waiting += order[i].amount;
            group.oldest = std::min(group.oldest, order[i].facts.arrived);
            if (group.fits + order[i].amount <= most(order[first]) || load.empty()) {
                group.fits += order[i].amount;
                load.push_back(i);
                group.deadline = std::min(group.deadline, order[i].facts.queue_time_deadline);
            } else {
                ++group.left_out;
            }
        }
        group.lots = load.size();
        if (full(group) || timed_out(group, moment)) {
            return comes;
        }
        if (load_.start == BatchStart::full || group.waiting < least(group.first)) {
            continue;
        }
        const Time next = load_.look_ahead == Duration{} ? Time::never() : awaited(group, moment);
        if (next == Time::never()) {
            return comes;
        }
        comes = std::min(comes, next);
    }
    load.clear();
    return comes;
}

/// Nothing more goes in. A minimum above the load of a step that states its own still holds.
bool BatchRule::full(const Group& group) const {
    const bool full = group.fits >= most(group.first) || group.left_out > 0;
    return full && (load_.start == BatchStart::full || group.waiting >= least(group.first));
}

bool BatchRule::timed_out(const Group& group, const BatchMoment& moment) const {
    const std::int64_t missing = least(group.first) - group.waiting;
    return load_.has_wait && moment.now - group.oldest >= load_.longest_wait &&
           (missing <= 0 || (load_.filler.valid() ? moment.fillers >= missing : !load_.strict_min));
}

/// When the lot comes that the load waits for; never: it waits for none.
Time BatchRule::awaited(const Group& group, const BatchMoment& moment) const {
    Time next = Time::never();
    for (const ComingLot& lot : moment.coming) {
        if (lot.batch == group.first.batch && lot.at > moment.now && lot.at <= group.deadline &&
            lot.at - moment.now <= load_.look_ahead &&
            group.fits + lot.amount <= most(group.first)) {
            next = std::min(next, lot.at);
        }
    }
    if (next == Time::never() || load_.waits_for == WaitsFor::any) {
        return next;
    }
    const Time else_taken = std::min(moment.next_tool, moment.now + group.first.facts.operation);
    const Duration lost_by_waiting = (next - moment.now) * static_cast<std::int64_t>(group.lots);
    return lost_by_waiting < else_taken - next ? next : Time::never();
}

}  // namespace packline::packaging
