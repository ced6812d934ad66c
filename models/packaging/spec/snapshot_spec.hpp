#pragma once

#include "models/packaging/spec/ids.hpp"
#include "sim/base/time.hpp"

#include <cstdint>
#include <string>

// What stands in a line when its run starts.

namespace packline::packaging {

/// A lot in process at the start: it stands at the queue of its step.
struct InitialLotSpec {
    std::string name;  ///< unique in its product; keys its random numbers
    ProductId product;
    StepId step;
    std::int64_t items = 0;      ///< left of it; 0: as many as were released
    std::int32_t priority = -1;  ///< -1: the product's
    bool has_due = false;        ///< else after the product's time from the start of the run
    Time due;                    ///< may lie before the start
};

/// What is known of a tool at the start; what is not stated is as in a new one.
struct InitialToolSpec {
    StationId station;
    std::uint32_t tool = 0;         ///< in its station, from 0
    FamilyId setup;                 ///< what it is set up for; none: nothing is known
    std::uint32_t run = 0;          ///< lots of that family so far
    Duration down;                  ///< it stands still for so long
    std::int32_t maintenance = -1;  ///< index into StationSpec::maintenance; -1: none is stated
    Duration due;                   ///< of it, where it goes by time
    std::int64_t due_count = 0;     ///< items until it, where it goes by count
};

}  // namespace packline::packaging
