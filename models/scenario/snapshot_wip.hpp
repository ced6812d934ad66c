#pragma once

#include "models/packaging/snapshot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/time.hpp"

#include <string>
#include <vector>

namespace packline::scenario {

/// A length of time that reads back as the same one.
std::string exact(Duration d);
/// `{a: 1, b: 2}` of its members; nothing of none.
std::string braces(const std::vector<std::string>& members);

/// The lots of a snapshot as a table for `wip:`. What no lot has has no column.
std::string wip_csv(const packaging::LineSpec& line, const packaging::Snapshot& snapshot);

}  // namespace packline::scenario
