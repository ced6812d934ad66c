#pragma once

#include "models/packaging/lots/lot.hpp"

#include <cstdint>

namespace packline::packaging {

/// What was released: a lot and all that split off it.
struct Order {
    enum class Kit : std::uint8_t { none, waiting, reserved };

    ProductId product;
    Time released;
    std::uint64_t key = 0;    ///< of the lot released
    std::uint32_t alive = 0;  ///< records
    std::uint8_t priority = 5;
    bool shipped = false;
    bool lost = false;  ///< found no place at release
    Kit kit = Kit::none;
    std::int64_t kit_items = 0;  ///< items to which no site has been placed yet
    LotId waiting;               ///< lots at the assembly step without their kit
};

}  // namespace packline::packaging
