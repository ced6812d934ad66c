#pragma once

#include "models/scenario/document.hpp"

#include <set>
#include <string>

namespace packline::scenario {

/// Takes out what a line does not use of the files under `flows:`. These are libraries: a line
/// that makes one product of a family needs neither the routes nor the tools of the others.
/// What the line's own file states stays, and is warned about where nothing uses it.
///
/// `files` are the flow files, as shown in locations. Requires: parameters and repeats are
/// filled in.
void leave_out_unused(Node& root, const std::set<std::string>& files);

}  // namespace packline::scenario
