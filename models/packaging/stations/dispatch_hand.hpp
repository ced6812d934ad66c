#pragma once

#include "models/packaging/stations/batch_rule.hpp"
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
    std::vector<DispatchKey> keys;       ///< of this moment, by place in the queue
    std::vector<std::size_t> left;       ///< places of those who have not had their turn, ascending
    std::vector<std::int64_t> setup_us;  ///< by setup family, in this judgement; -1: not known
    std::vector<std::uint32_t> lots_of_step;  ///< only where a rule asks for it
    std::vector<std::uint32_t> claimed;       ///< tools kept for lots that cannot start yet
    std::vector<ComingLot> coming;            ///< to a batch station that looks ahead

    /// Who comes next; those who joined first where keys tie. Mostly the first one starts, so that
    /// looking for the least beats sorting. Requires: some are left.
    std::size_t next_turn() {
        std::size_t best = 0;
        for (std::size_t i = 1; i < left.size(); ++i) {
            best = keys[left[i]] < keys[left[best]] ? i : best;
        }
        const std::size_t place = left[best];
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
        return place;
    }

    bool has_claimed(std::uint32_t tool) const {
        return std::ranges::find(claimed, tool) != claimed.end();
    }
};

}  // namespace packline::packaging
