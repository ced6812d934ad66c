#pragma once

#include "models/scenario/dialect_price_keys.hpp"
#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The keys of materials and how they are bought: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kMaterial{
    Key{"stock", "count or unlimited", "0", "good parts in stock at the start"},
    Key{"sites", "count or grid", "single parts",
        "whole wafers, each with so many sites: they join items, site on site"},
    Key{"supply", "map", "none", "how it is bought"},
    Key{"shelf_life", "duration", "for ever", "in stock; older parts are discarded"},
    Key{"room", "count", "for any number",
        "parts on the shelf at most, reserved ones too; of a delivery what finds none goes back"},
    Key{"pack", "count", "-", "with floor_life: parts that are opened (thawed) at once"},
    Key{"floor_life", "duration", "for ever",
        "of a pack that is open: a pack is opened when its first part is placed; what is left of "
        "it then is discarded, unless it is reserved and nothing else is there"},
    kMaterialPrice,
};
inline constexpr std::array kSupply{
    Key{"reorder_at", "count", "-",
        "orders when the inventory position (in stock and not reserved, plus ordered, minus what "
        "kits wait for) is at or below it"},
    Key{"order_up_to", "count", "-", "with reorder_at: the position that an order restores"},
    Key{"order", "count", "-", "with reorder_at, instead: the quantity of an order"},
    Key{"lead_time", "time, or map by regime", "-",
        "with reorder_at: from order to receipt; `{regime: market, normal: 98 d, short: 273 d}`: "
        "by the state at the order"},
    Key{"on_order", "list or path", "none",
        "with reorder_at: deliveries due from orders made before the start; they count in the "
        "position"},
    Key{"second_source", "map", "none",
        "with reorder_at: another supplier for a part of each order"},
    Key{"every", "time", "-", "instead: regular deliveries; exp(...) makes them Poisson"},
    Key{"quantity", "count", "-", "with every: parts per delivery"},
    Key{"first", "duration", "0 h", "with every: time of the first delivery"},
    Key{"schedule", "list or path", "-", "instead: given deliveries, in a list or a CSV file"},
    Key{"allocation", "share, or map by regime", "100 %",
        "of what is ordered or due that comes; the rest of an order is ordered anew"},
    Key{"incoming", "map to shares", "none", "share of parts free of each defect at receipt"},
    Key{"inspected", "share", "0",
        "of the parts with such a defect that the receipt finds and sends back"},
};
inline constexpr std::array kSecondSource{
    Key{"share", "share", kRequired, "of each order"},
    Key{"lead_time", "time, or map by regime", kRequired, "from order to receipt"},
};
inline constexpr std::array kDelivery{
    Key{"at", "duration", kRequired, "time of the delivery"},
    Key{"quantity", "count", kRequired, "parts"},
};

}  // namespace packline::scenario
