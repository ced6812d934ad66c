#pragma once

#include "models/scenario/document.hpp"

namespace packline::scenario {

/// Checks the names of stations, routes, steps, ...: letters, digits, _ and - only, so that
/// `--set` and the columns of results can address them, and no two of one kind with the same
/// hash, since hashes key the random numbers. Requires: an expanded tree.
void check_names(const Node& root, Diagnostics& diagnostics);

}  // namespace packline::scenario
