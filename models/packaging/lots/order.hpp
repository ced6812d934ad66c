#pragma once

#include "models/packaging/lots/lot.hpp"

#include <cstdint>

namespace packline::packaging {

/// What was released: a lot and all that split off it.
struct Order {
    enum class Kit : std::uint8_t { none, waiting, reserved };

    ProductId product;
    std::uint32_t number = 0;  ///< among the lots of the product, from 1
    Time released;
    Time due = Time::never();  ///< of the lot released
    std::int64_t good = 0;     ///< units shipped or in stock so far
    std::uint64_t key = 0;     ///< of the lot released
    std::uint32_t alive = 0;   ///< records
    std::uint8_t priority = 5;
    bool shipped = false;
    bool lost = false;     ///< found no place at release
    bool initial = false;  ///< was there at the start: nobody knows how long before
    Kit kit = Kit::none;
    StepIndex kit_from;          ///< first step whose parts are in it
    std::int64_t kit_items = 0;  ///< items to which no site has been placed yet
    LotId waiting;               ///< lots at the assembly step without their kit
};

/// What became of an order.
struct OrderRecord {
    ProductId product;
    std::uint32_t number = 0;
    std::uint64_t key = 0;  ///< of the lot released: the same in every replication
    Time released;
    Time due = Time::never();
    Time ended = Time::never();  ///< when the last of it left the line; never: it is still there
    std::int64_t good = 0;       ///< units shipped or in stock
};

inline OrderRecord record_of(const Order& order, Time ended) {
    return {order.product, order.number, order.key, order.released, order.due, ended, order.good};
}

}  // namespace packline::packaging
