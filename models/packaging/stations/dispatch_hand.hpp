#pragma once

#include "models/packaging/stations/waiting_queue.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline::packaging {

/// What a decision about the next load has in hand; kept, so that nothing is allocated per event.
struct DispatchHand {
    std::vector<std::size_t> chosen;  ///< places in the queue of the lots of a load
    std::vector<std::size_t> chosen_of_set;
    std::vector<WaitingLot> of_set;  ///< lots that tools of one set may run
    std::vector<std::size_t> place_of_set;
    std::vector<LotId> load_lots;
    std::vector<WaitingLot> ordered;
    std::vector<std::uint32_t> lots_of_step;  ///< only where a rule asks for it
    std::vector<std::uint32_t> claimed;       ///< tools kept for lots that cannot start yet

    bool has_claimed(std::uint32_t tool) const {
        return std::ranges::find(claimed, tool) != claimed.end();
    }
};

}  // namespace packline::packaging
