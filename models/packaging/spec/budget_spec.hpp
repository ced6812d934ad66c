#pragma once

#include "models/packaging/spec/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <string>
#include <vector>

// Limits on what is metered, and conditions that disruptions start on, as plain data.

namespace packline::packaging {

/// A limit on a utility over a time: a water permit, a cap on carbon. Masks and gates start when it
/// is used up; where it is rationed, loads wait that would take the use over it.
struct BudgetSpec {
    std::string name;
    UtilityId utility;
    std::vector<StationId> stations;  ///< whose use counts
    std::int64_t limit = 0;           ///< [millionths of the utility's unit]
    Duration span;                    ///< over which the limit holds; a multiple of `reads`
    bool rolling = true;              ///< any so long time; else each from time 0 on
    Duration reads = minutes(15);     ///< the meters are read at multiples of this
    std::int64_t ration = 0;          ///< what loads may use [as limit]; 0: it is not rationed
    Distribution from;                ///< since when it is rationed [s]
};

/// What is looked at, at stated times, to start and end a disruption.
struct ConditionSpec {
    enum class Kind : std::uint8_t {
        none,    ///< starts at a time instead
        budget,  ///< use at or above a share of the limit
        queue,   ///< more lots wait at a station
        stock,   ///< less of a material in stock
    };
    Kind kind = Kind::none;
    BudgetId budget;
    std::int64_t level = 0;  ///< budget: use [millionths of the unit]; else lots or parts
    StationId station;
    MaterialId material;
    Duration reads = minutes(15);  ///< multiples of this are looked at; what is seen acts one later
    bool while_it_holds = false;   ///< the disruption ends with it; else after its own time
};

}  // namespace packline::packaging
