#pragma once

#include "models/packaging/line_site.hpp"

#include <cstdint>
#include <string>

namespace packline::packaging {

class Line;

/// Looks for lots that wait for each other in a circle: reads a line, changes nothing of it.
class DeadlockSearch {
public:
    /// `reached` is scratch.
    DeadlockSearch(const Line& line, Reached& reached) : line_{line}, reached_{reached} {}

    /// Throws ModelError that tells the circle where `lot`, which has to wait, never goes on.
    void check(LotId lot);

private:
    void reach(LotId lot);
    bool can_move(LotId lot);
    bool may_take(LotId lot, StepIndex step, std::uint32_t tool) const;
    bool tools_move(LotId lot, StepIndex step);
    bool tool_moves(std::uint32_t tool);
    bool queue_moves(LotId lot);
    LotId first_holder(LotId lot);
    std::string lot_label(LotId lot) const;
    std::string tell_wait(LotId lot) const;
    std::string tell_circle(LotId lot);

    const Line& line_;
    Reached& reached_;
};

}  // namespace packline::packaging
