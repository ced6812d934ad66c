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

bool may_do(const SetDemand& work, std::size_t set) { return (work.sets >> set & 1U) != 0; }
bool may_do(const GroupDemand& work, std::size_t group) { return work.able[group]; }

/// Work placed on sets. Source: Edmonds and Karp 1972, J. ACM 19(2): shortest augmenting paths.
template <class Demand>
class Placement {
public:
    Placement(std::span<const Demand> work, std::span<const double> capacity)
        : work_{work}, free_{capacity.begin(), capacity.end()}, placed_(work.size()) {
        double all = 0;
        for (std::size_t w = 0; w < work.size(); ++w) {
            rest_.push_back(work[w].hours);
            placed_[w].assign(free_.size(), 0);
            all += work[w].hours;
        }
        least_ = 1e-12 * all;
    }

    void fill() {
        while (augment()) {
        }
    }
    double left_over() const {
        double hours = 0;
        for (const double rest : rest_) {
            hours += rest > least_ ? rest : 0;
        }
        return hours;
    }
    /// Full of work that no other set may do.
    bool full(std::size_t set) const { return from_work_[set] != kNowhere; }

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
                if (!may_do(work_[w], s) || from_work_[s] != kNowhere) {
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

    std::span<const Demand> work_;
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
    Placement<SetDemand> placement{work, capacity};
    placement.fill();
    UnplacedWork out{.hours = placement.left_over()};
    for (std::size_t s = 0; s < capacity.size(); ++s) {
        out.sets |= placement.full(s) ? 1U << s : 0;
    }
    return out;
}

UnplacedTasks unplaced_tasks(std::span<const GroupDemand> work, std::span<const double> capacity) {
    Placement<GroupDemand> placement{work, capacity};
    placement.fill();
    UnplacedTasks out{.hours = placement.left_over(), .full = {}};
    for (std::size_t g = 0; g < capacity.size(); ++g) {
        out.full.push_back(placement.full(g));
    }
    return out;
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
