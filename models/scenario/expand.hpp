#pragma once

#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Puts parameters in place (`${name}`), unrolls `repeat:` in the routes and drops steps whose
/// `when:` does not hold. Afterwards the tree has none of the three, and each step has a
/// `layer` member with the number of its round. Returns false, with one error, where that would
/// write too much; the tree is then of no use.
bool expand(Node& root, Diagnostics& diagnostics);

}  // namespace packline::scenario
