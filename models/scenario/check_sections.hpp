#pragma once

#include "models/scenario/document.hpp"

namespace packline::scenario {

/// Reports sections of a line that are not what the dialect says, a map, a list or text, and
/// leaves empty ones in their place, so that whoever looks into them finds the right kind. What
/// stands alone where a list is wanted becomes a list of one.
void check_sections(Node& root, Diagnostics& diagnostics);

}  // namespace packline::scenario
