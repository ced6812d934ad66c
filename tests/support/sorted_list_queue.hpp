#pragma once

#include "sim/core/event.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace packline::test {

/// A future event list that is too slow and too simple to be wrong: the oracle of the others.
class SortedListQueue {
public:
    void push(const Event& e) { events_.insert(std::ranges::upper_bound(events_, e, before), e); }
    std::int64_t next_time() const {
        return events_.empty() ? std::numeric_limits<std::int64_t>::max() : events_.front().time;
    }
    bool pop_before(std::int64_t bound, Event& out) {
        if (next_time() >= bound) {
            return false;
        }
        out = events_.front();
        events_.erase(events_.begin());
        return true;
    }
    std::size_t size() const { return events_.size(); }
    bool empty() const { return events_.empty(); }

private:
    std::vector<Event> events_;
};

}  // namespace packline::test
