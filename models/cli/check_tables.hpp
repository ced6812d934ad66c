#pragma once

#include "models/cli/arguments.hpp"
#include "models/packaging/spec/line_spec.hpp"

#include <vector>

namespace packline::cli {

/// Tables of `packline check` that are printed where they are asked for: load by station and week,
/// and which tools may run what.
std::vector<Option> check_table_options();
/// Throws UsageError where options of tables do not fit together, or --json leaves no place for
/// them.
void require_table_options(const Arguments& arguments);
/// Prints those that the options ask for, and writes them as CSV.
void print_check_tables(const packaging::LineSpec& line, const Arguments& arguments);

}  // namespace packline::cli
