#pragma once

#include "models/packaging/spec/ids.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline::packaging {

/// Parts that are ordered and on their way.
struct Shipment {
    MaterialId material;
    bool second = false;  ///< from the second source
    std::int64_t quantity = 0;
};

/// What is on its way to the stock of a part of the line, and how often what has happened there.
struct SupplyDesk {
    /// What one supplier may not deliver for the time being.
    struct Held {
        std::int64_t ordered = 0;  ///< by the reorder rule
        std::int64_t quantity = 0;
        double credit = 0;  ///< part of a part that may come, carried to the next delivery
    };
    struct Of {
        std::uint32_t due = 0;       ///< deliveries that nobody ordered, so far
        std::uint32_t receipts = 0;  ///< so far
        std::uint32_t orders = 0;
        std::uint32_t expiries = 0;
        std::array<Held, 2> held;         ///< by the first and the second source
        Time open_until = Time::never();  ///< of the pack whose end is planned
    };

    explicit SupplyDesk(std::size_t materials) : of(materials) {}

    std::uint32_t send(const Shipment& shipment) {
        if (free.empty()) {
            shipments.push_back(shipment);
            return static_cast<std::uint32_t>(shipments.size() - 1);
        }
        const std::uint32_t place = free.back();
        free.pop_back();
        shipments[place] = shipment;
        return place;
    }
    Shipment arrive(std::uint32_t place) {
        free.push_back(place);
        return shipments[place];
    }

    std::vector<MaterialId> acting;  ///< materials that are supplied or expire, here
    std::vector<Of> of;              ///< by material
    std::vector<Shipment> shipments;
    std::vector<std::uint32_t> free;  ///< places of shipments that have come
};

}  // namespace packline::packaging
