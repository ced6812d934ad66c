#pragma once

#include "models/cli/arguments.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "models/report/row_table.hpp"

#include <vector>

namespace packline::cli {

/// Tables of `packline check` that are printed where they are asked for: load by station and week,
/// and which tools may run what.
std::vector<Option> check_table_options();
/// Throws UsageError where options of tables do not fit together.
void require_table_options(const Arguments& arguments);
/// Prints those that the options ask for, unless they go out as JSON, and writes them as CSV.
/// Returns them.
std::vector<report::NamedTable> tell_check_tables(const packaging::LineSpec& line,
                                                  const Arguments& arguments);

}  // namespace packline::cli
