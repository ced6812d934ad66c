#pragma once

#include "models/packaging/lots/lot.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// Where parts of a lot meet again: before `step`, all that are still alive.
struct Join {
    StepIndex step;
    JoinId outer;               ///< the join that the merged lot must come to next
    std::uint32_t members = 0;  ///< parts that are alive
    std::uint32_t arrived = 0;
    LotId first;  ///< list of those that wait, through Lot::next
};

/// Joins are nested: a part that splits again opens an inner join at or before the outer one.
class JoinTable {
public:
    /// Opens a join of `members` parts.
    JoinId open(StepIndex step, JoinId outer, std::uint32_t members);
    void close(JoinId join);
    Join& operator[](JoinId join) { return joins_[join.index()]; }
    const Join& operator[](JoinId join) const { return joins_[join.index()]; }

private:
    std::vector<Join> joins_;
    std::vector<JoinId> free_;
};

}  // namespace packline::packaging
