#pragma once

#include "sim/parallel/topology.hpp"

namespace packline {

/// How a run is spread over threads. None of it changes what comes out.
struct WindowPlan {
    Partition partition;
    unsigned threads = 1;
    bool measure = false;  ///< times and the cost of each window
};

}  // namespace packline
