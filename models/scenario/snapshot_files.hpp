#pragma once

#include "models/packaging/snapshot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/import/line_files.hpp"

#include <string>
#include <vector>

namespace packline::scenario {

/// A line that starts from a snapshot, as files: `start.yaml`, which extends `line.yaml` (the text
/// of the line that was run), with its tables beside it. Releases go on as they would have; dates
/// of gates, masks, plans and regimes, and deliveries that are under way, do not move.
std::vector<LineFile> snapshot_files(const packaging::LineSpec& line, const std::string& line_text,
                                     const packaging::Snapshot& snapshot);

/// What of the state these files tell roughly or not at all, one sentence each.
std::vector<std::string> snapshot_notes(const packaging::LineSpec& line,
                                        const packaging::Snapshot& snapshot);

}  // namespace packline::scenario
