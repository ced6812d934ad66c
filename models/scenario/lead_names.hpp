#pragma once

/// @file
/// Gives what a part of a line refers to the name of a site: `mold` becomes `north_mold`. A part
/// that is not there (null) is left alone.

#include "models/scenario/document.hpp"

#include <string>

namespace packline::scenario {

/// A name; nothing else than a scalar.
void lead(Node* name, const std::string& head);
/// A name or a list of names.
void lead_all(Node* names, const std::string& head);
/// The keys of a map.
void lead_keys(Node* map, const std::string& head);
/// The skills of `operators:`, which are a site's own, as its people are.
void lead_needs(Node* needs, const std::string& head);
/// The kits of `tooling:`: one, or a map.
void lead_tooling(Node* kits, const std::string& head);
/// The materials of `bins: {slow: 30 % into parts}`.
void lead_bins(Node* bins, const std::string& head);
/// The products that the `sets:` of a station may run.
void lead_sets(Node* sets, const std::string& head);

}  // namespace packline::scenario
