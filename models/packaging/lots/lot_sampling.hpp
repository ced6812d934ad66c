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
    /// Skip-lot plan: every lot until `qualify` in a row were good, then every n-th, until one of
    /// these is bad. Source: Dodge 1943 (CSP-1); Dodge and Perry 1971 (SkSP-2).
    bool skip_lot(std::uint32_t qualify, std::uint32_t n, const Lot& lot, StepIndex step,
                  bool in_parts);
    /// What the inspection of `step` said of a lot that a skip-lot plan chose.
    void judge(const Lot& lot, StepIndex step, bool good, bool in_parts);
    /// Nothing of the order is left.
    void forget(OrderId order);

private:
    struct Choice {
        StepIndex step;
        std::uint32_t round = 0;
        bool chosen = false;
        bool judged = false;  ///< a part of the lot counts as good already
    };
    struct Row {
        std::uint32_t good = 0;     ///< lots in a row
        std::uint32_t skipped = 0;  ///< since the last one that was inspected
    };

    template <class Choose>
    bool once_per_lot(const Lot& lot, StepIndex step, bool in_parts, const Choose& choose);
    Choice* choice_of(const Lot& lot, StepIndex step);
    static std::uint64_t pair(const Lot& lot, StepIndex step) {
        return (std::uint64_t{lot.product.value} << 32) | step.value;
    }

    /// Lots seen, by product and step: few of all pairs. Never walked.
    std::unordered_map<std::uint64_t, std::uint32_t> counters_;
    std::unordered_map<std::uint64_t, Row> rows_;  ///< of skip-lot plans, likewise
    std::vector<std::vector<Choice>> choices_;     ///< by order, of lots in parts
};

}  // namespace packline::packaging
