#pragma once

#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

#include <string>
#include <string_view>

namespace packline::scenario {

/// Reads a CSV table as a list of maps: the first row names the keys, an empty field means
/// that the key is absent. Fields may be quoted ("" for a quote), and hold lists and maps in
/// brackets; `#` starts a comment line.
Node parse_csv(const std::string& text, const std::string& shown, Diagnostics& diagnostics);

/// A text as one field of such a table, quoted where it has to be.
std::string csv_field(const std::string& text);

/// Turns a table into a map from the names in a column to its rows.
void name_rows(Node& table, std::string_view column, Diagnostics& diagnostics);

}  // namespace packline::scenario
