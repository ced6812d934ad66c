#include "models/packaging/stations/batch_rule.hpp"

#include <algorithm>

namespace packline::packaging {

void BatchRule::choose(std::span<const WaitingLot> order, Time now,
                       std::vector<std::size_t>& load) const {
    for (std::size_t first = 0; first < order.size(); ++first) {
        const std::uint32_t group = order[first].batch;
        const auto same = [&](const WaitingLot& w) { return w.batch == group; };
        if (std::ranges::any_of(order.first(first), same)) {
            continue;  // judged already, from its first lot on
        }
        load.clear();
        std::int64_t waiting = 0;
        std::int64_t fits = 0;
        std::size_t left_out = 0;
        Time oldest = Time::never();
        for (std::size_t i = first; i < order.size(); ++i) {
            if (!same(order[i])) {
                continue;
            }
            waiting += order[i].amount;
            oldest = std::min(oldest, order[i].facts.arrived);
            if (fits + order[i].amount <= most(order[first]) || load.empty()) {
                fits += order[i].amount;
                load.push_back(i);
            } else {
                ++left_out;
            }
        }
        if (complete(order[first], waiting, fits, left_out, oldest, now)) {
            return;
        }
    }
    load.clear();
}

bool BatchRule::complete(const WaitingLot& first, std::int64_t waiting, std::int64_t fits,
                         std::size_t left_out, Time oldest, Time now) const {
    const std::int64_t least = first.most > 0 ? first.least : load_.min;
    const bool enough = load_.start == BatchStart::at_least_min
                            ? waiting >= least
                            : fits >= most(first) || left_out > 0;
    const bool timed_out = load_.has_wait && now - oldest >= load_.longest_wait &&
                           (!load_.strict_min || waiting >= least);
    return enough || timed_out;
}

}  // namespace packline::packaging
