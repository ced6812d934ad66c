#pragma once

#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

namespace packline::scenario {

/// Puts the line up at each of its `sites`: areas, stations, carriers, materials, routes and
/// products are copied, and their names begin with the site's (`north_stepper`). What stands in
/// `shared_areas` is there once, for all. Afterwards the tree has neither key.
/// Requires: the tree is expanded. Returns false where there were errors.
bool copy_to_sites(Node& root, Diagnostics& diagnostics);

/// The line of one site alone, to look for what is wrong with it: steps at other sites are done
/// here. Requires: there are sites.
Node as_one_site(const Node& root);

}  // namespace packline::scenario
