#pragma once

#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

#include <string>

namespace packline::scenario {

/// Reads a CSV table as a list of maps: the first row names the keys, an empty field means
/// that the key is absent. Fields may be quoted ("" for a quote), and hold lists and maps in
/// brackets; `#` starts a comment line.
Node parse_csv(const std::string& text, const std::string& shown, Diagnostics& diagnostics);

/// Turns a table into a map from the names in a column to its rows.
void name_rows(Node& table, std::string_view column, Diagnostics& diagnostics);

}  // namespace packline::scenario
