#pragma once

#include "models/packaging/spec/regime_spec.hpp"
#include "models/packaging/spec/route_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// How a bought material comes into stock.
struct SupplySpec {
    enum class Kind : std::uint8_t {
        none,
        reorder,   ///< when the inventory position is at or below the reorder point
        interval,  ///< the same quantity again and again
        schedule,  ///< given deliveries
    };
    struct Delivery {
        Time at;
        std::int64_t quantity = 0;
    };

    Kind kind = Kind::none;
    std::int64_t reorder_at = 0;
    std::int64_t order_up_to = 0;  ///< orders so much that the position gets there,
    std::int64_t order_quantity =
        0;                      ///< or, if not 0, the least multiple of it that passes reorder_at
    Distribution every;         ///< interval: between deliveries [s]
    Duration first;             ///< interval: time of the first delivery
    std::int64_t quantity = 0;  ///< interval: per delivery
    std::vector<Delivery> schedule;  ///< ascending in time
    std::vector<Delivery> on_order;  ///< reorder: due from orders made before the start
    RegimeTime lead_time;            ///< from order to receipt, by the state at the order [s]
    RegimeTime second_lead_time;     ///< of the second source [s]
    RegimeNumber allocation;    ///< share of what is due that comes, by the state at the receipt
    double second_share = 0.0;  ///< of each order that goes to the second source
    std::vector<YieldSpec> incoming;  ///< defects that parts bring with them (latent)
    double inspected = 0.0;           ///< share of these that the receipt finds and sends back
};

}  // namespace packline::packaging
