#pragma once

#include "models/packaging/line_processes.hpp"

#include <vector>

namespace packline::packaging {

/// Ties from where lots start that a gate waits for to where they end, and to all that opens with
/// it; from products to those that their releases are diverted to. Some lead from an area to
/// itself.
std::vector<AreaTie> gate_ties(const LineTables& tables);

}  // namespace packline::packaging
