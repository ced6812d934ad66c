#pragma once

#include "models/cli/arguments.hpp"
#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

#include <optional>
#include <string>
#include <vector>

namespace packline::cli {

/// Options of how tables in the form of SMT2020 are read.
std::vector<Option> import_options();
/// The same, and the option that names the folder instead of a line.
std::vector<Option> smt2020_options();

/// Reads the tables of a folder as the options say. None where anything is wrong.
std::optional<scenario::Node> import_tables(const Arguments& arguments, const std::string& folder,
                                            Diagnostics& diagnostics);

}  // namespace packline::cli
