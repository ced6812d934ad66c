#include "models/scenario/tool_set_load.hpp"

#include "sim/base/errors.hpp"

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

}  // namespace

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
