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

}  // namespace packline::packaging
