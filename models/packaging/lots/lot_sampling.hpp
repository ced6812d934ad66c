#pragma once

#include "models/packaging/lots/lot.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace packline::packaging {

/// Which lots a step with `sample: 1 in n lots` looks at: of the lots that come, every n-th.
///
/// Parts of one lot that pass a step in the same round (sublots, what split over tools) are one
/// lot to it: the first to come decides for the rest. After rework it is another round.
class LotSampling {
public:
    /// True where this visit of `step` is one of 1 in `n`.
    /// `in_parts`: other lots of `order` may come to the step in the same round.
    bool every_nth(std::uint32_t n, const Lot& lot, StepIndex step, bool in_parts);
    /// Nothing of the order is left.
    void forget(OrderId order);

private:
    struct Choice {
        StepIndex step;
        std::uint32_t round = 0;
        bool chosen = false;
    };

    /// Lots seen, by product and step: few of all pairs. Never walked.
    std::unordered_map<std::uint64_t, std::uint32_t> counters_;
    std::vector<std::vector<Choice>> choices_;  ///< by order, of lots in parts
};

}  // namespace packline::packaging
