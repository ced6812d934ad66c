#include "models/scenario/tool_set_load.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <cstddef>

namespace packline::scenario {

namespace {

/// Work over capacity of a group, where sets that are not `left` no longer take any.
double load_of(std::uint32_t group, std::uint32_t left, std::span<const SetDemand> work,
               std::span<const double> capacity) {
    double hours = 0;
    for (const SetDemand& w : work) {
        const std::uint32_t able = w.sets & left;
        hours += able != 0 && (able & ~group) == 0 ? w.hours : 0;
    }
    double total = 0;
    for (std::size_t i = 0; i < capacity.size(); ++i) {
        total += (group >> i & 1U) != 0 ? capacity[i] : 0;
    }
    return hours / total;
}

/// Work placed on sets. Source: Edmonds and Karp 1972, J. ACM 19(2): shortest augmenting paths.
class Placement {
public:
    Placement(std::span<const SetDemand> work, std::span<const double> capacity)
        : work_{work}, free_{capacity.begin(), capacity.end()}, placed_(work.size()) {
        double all = 0;
        for (std::size_t w = 0; w < work.size(); ++w) {
            rest_.push_back(work[w].hours);
            placed_[w].assign(free_.size(), 0);
            all += work[w].hours;
        }
        least_ = 1e-12 * all;
    }

    UnplacedWork fill() {
        while (augment()) {
        }
        UnplacedWork out;
        for (const double rest : rest_) {
            out.hours += rest > least_ ? rest : 0;
        }
        for (std::size_t s = 0; s < free_.size(); ++s) {
            out.sets |= from_work_[s] != kNowhere ? 1U << s : 0;
        }
        return out;
    }

private:
    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

    /// Places more along the shortest way from work that is left to a set with room: it may push
    /// other work aside. False, with what was reached, where there is none.
    bool augment() {
        from_work_.assign(free_.size(), kNowhere);
        from_set_.assign(work_.size(), kNowhere);
        std::vector<std::size_t> front;
        for (std::size_t w = 0; w < work_.size(); ++w) {
            if (rest_[w] > least_) {
                front.push_back(w);
            }
        }
        for (std::size_t next = 0; next < front.size(); ++next) {
            const std::size_t w = front[next];
            for (std::size_t s = 0; s < free_.size(); ++s) {
                if ((work_[w].sets >> s & 1U) == 0 || from_work_[s] != kNowhere) {
                    continue;
                }
                from_work_[s] = w;
                if (free_[s] > least_) {
                    push_to(s);
                    return true;
                }
                for (std::size_t other = 0; other < work_.size(); ++other) {
                    const bool seen = rest_[other] > least_ || from_set_[other] != kNowhere;
                    if (!seen && placed_[other][s] > least_) {
                        from_set_[other] = s;
                        front.push_back(other);
                    }
                }
            }
        }
        return false;
    }

    void push_to(std::size_t last) {
        double amount = free_[last];
        for (std::size_t s = last;;) {
            const std::size_t w = from_work_[s];
            if (from_set_[w] == kNowhere) {
                amount = std::min(amount, rest_[w]);
                break;
            }
            s = from_set_[w];
            amount = std::min(amount, placed_[w][s]);
        }
        free_[last] -= amount;
        for (std::size_t s = last;;) {
            const std::size_t w = from_work_[s];
            placed_[w][s] += amount;
            if (from_set_[w] == kNowhere) {
                rest_[w] -= amount;
                return;
            }
            s = from_set_[w];
            placed_[w][s] -= amount;
        }
    }

    std::span<const SetDemand> work_;
    std::vector<double> free_;                 ///< by set
    std::vector<double> rest_;                 ///< by work, not placed
    std::vector<std::vector<double>> placed_;  ///< by work, set
    std::vector<std::size_t> from_work_;       ///< by set: how it was reached
    std::vector<std::size_t> from_set_;        ///< by work
    double least_ = 0;
};

}  // namespace

UnplacedWork unplaced_work(std::span<const SetDemand> work, std::span<const double> capacity) {
    expect(capacity.size() <= 32, "more sets of tools than can be compared");
    return Placement{work, capacity}.fill();
}

std::vector<double> even_loads(std::span<const SetDemand> work, std::span<const double> capacity) {
    expect(capacity.size() <= 20, "more sets of tools than can be compared");
    std::vector<double> loads(capacity.size(), 0);
    std::vector<SetDemand> open{work.begin(), work.end()};
    std::uint32_t left = (1U << capacity.size()) - 1;
    while (left != 0) {
        std::uint32_t worst = left;
        double highest = load_of(left, left, open, capacity);
        for (std::uint32_t group = (left - 1) & left; group != 0; group = (group - 1) & left) {
            const double load = load_of(group, left, open, capacity);
            if (load > highest + 1e-12) {
                highest = load;
                worst = group;
            }
        }
        for (std::size_t i = 0; i < capacity.size(); ++i) {
            if ((worst >> i & 1U) != 0) {
                loads[i] = highest;
            }
        }
        for (SetDemand& w : open) {
            w.hours = (w.sets & left & ~worst) == 0 ? 0 : w.hours;
        }
        left &= ~worst;
    }
    return loads;
}

}  // namespace packline::scenario
