#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/price_spec.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <string>
#include <vector>

// Kits of tooling as plain data: sockets, load boards, probe cards, stencils, reticles, boards.

namespace packline::packaging {

/// What a kit wears by.
enum class ToolingUse : std::uint8_t {
    load,  ///< touchdowns, batches
    item,
    site,
};

/// Kits that are alike.
struct ToolingSpec {
    std::string name;
    std::uint32_t stock = 1;
    Money price = 0;  ///< of a kit that wears; refurbished without limit: of doing so
    bool wears = false;
    std::int64_t life = 0;  ///< uses after which a kit is taken away when its tool is empty
    ToolingUse counted_in = ToolingUse::load;
    bool refurbished = false;               ///< comes back from its end of life
    Distribution refurbish;                 ///< [s]
    std::uint32_t most_refurbishments = 0;  ///< then it is replaced or lost; 0: no limit
    bool replaced = false;                  ///< a new one is ordered when one is lost
    Distribution replace;                   ///< lead time [s]
    std::vector<std::int64_t> used = {};    ///< uses so far of kits in the store at the start
};

/// Kits that a visit holds, from the start of its setup to its end.
struct ToolingNeed {
    ToolingId kit;
    std::uint32_t n = 1;
    friend bool operator==(const ToolingNeed&, const ToolingNeed&) = default;
};

}  // namespace packline::packaging
