#pragma once

#include "models/packaging/line_tables.hpp"

#include <vector>

namespace packline::packaging {

/// Two steps whose areas are one process because of a gate or diversion.
struct GateTie {
    StepIndex from;
    StepIndex to;
    const char* why = "";  ///< with places for the names of both
};

/// Ties from where lots start that a gate waits for to where they end, and to all that opens with
/// it; from products to those that their releases are diverted to.
std::vector<GateTie> gate_ties(const LineTables& tables);

}  // namespace packline::packaging
