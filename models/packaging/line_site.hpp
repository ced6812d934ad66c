#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/lots/parcel_lanes.hpp"
#include "models/packaging/lots/population.hpp"
#include "models/packaging/stations/shop_floor.hpp"
#include "sim/base/int128.hpp"
#include "sim/core/logical_processes.hpp"

#include <cstdint>

namespace packline::packaging {

/// Where a part of a line stands: what all parts share. References outlive the part.
struct LineSite {
    const LineTables& tables;
    const LogicalProcesses& processes;
    ShopFloor& floor;      ///< of which it touches what is its own
    ParcelLanes& parcels;  ///< likewise
};

/// What is inside a part of a line at some time: for the checks of conservation.
struct LineInventory {
    Loss lots;  ///< items and sites
    std::int64_t orders = 0;
    Int128 sojourn = 0;  ///< of these orders since the start of the window [us]
};

}  // namespace packline::packaging
