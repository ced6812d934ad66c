#pragma once

// The parts that a line is made of, and what they have in common.

#include "models/packaging/line_homes.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/lots/join_table.hpp"
#include "models/packaging/lots/lot_sampling.hpp"
#include "models/packaging/lots/lot_table.hpp"
#include "models/packaging/lots/order.hpp"
#include "models/packaging/lots/parcel_lanes.hpp"
#include "models/packaging/lots/population.hpp"
#include "models/packaging/lots/step_quality.hpp"
#include "models/packaging/people/waiting_line.hpp"
#include "models/packaging/release/release_desk.hpp"
#include "models/packaging/stations/buffers.hpp"
#include "models/packaging/stations/dispatch_hand.hpp"
#include "models/packaging/stations/fleets.hpp"
#include "models/packaging/stations/progress.hpp"
#include "models/packaging/stations/shop_floor.hpp"
#include "models/packaging/stock/carrier_pools.hpp"
#include "models/packaging/stock/kit_ledger.hpp"
#include "models/packaging/stock/material_stock.hpp"
#include "models/packaging/stock/supply_desk.hpp"
#include "models/packaging/trace.hpp"
#include "sim/base/int128.hpp"
#include "sim/core/logical_processes.hpp"
#include "sim/core/scheduler.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// Where a part of a line stands: what all parts share. References outlive the part.
struct LineSite {
    const LineTables& tables;
    const LogicalProcesses& processes;
    const ConditionHomes& homes;
    ShopFloor& floor;      ///< of which it touches what is its own
    ParcelLanes& parcels;  ///< likewise
};

/// How a line is run.
struct LineOptions {
    RandomKey key;
    Duration bucket = hours(24);  ///< of the series
    std::size_t buckets = 0;
    Time end = Time{} + days(36500);             ///< disruptions are worked out up to here
    std::vector<TraceRow>* trace = nullptr;      ///< not owned; null: no trace
    std::vector<OrderRecord>* orders = nullptr;  ///< not owned; null: no record of what became
};

/// What is inside a part of a line at some time: for the checks of conservation.
struct LineInventory {
    Loss lots;  ///< items and sites
    std::int64_t orders = 0;
    Int128 sojourn = 0;  ///< of these orders since the start of the window [us]
};

/// A visit while it is being planned.
struct VisitPlan {
    Duration begin;   ///< mark at which the operation starts, after setup and loading
    double time = 0;  ///< the drawn time [s], per what the step states
    Duration unloading;
    Duration transit;
    Duration lot_pitch;
    const StepTable* step = nullptr;
    LotId lot;               ///< whose draws are used
    std::int64_t piece = 0;  ///< items that leave together; 0: all
};

/// What goes into the places of a tool one by one.
struct Entrants {
    std::int64_t n = 0;
    Duration stay;
    Duration pitch;
    bool pieces = false;  ///< sublots leave on their own
};

/// What a search for a circle of waiting lots has come to.
struct Reached {
    std::vector<LotId> lots;
    std::vector<StationId> stations;
};

/// A lot that is finished and stands in its tool.
struct StandingLot {
    std::uint32_t tool;
    LotId lot;
};

}  // namespace packline::packaging
