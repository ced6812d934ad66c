#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/row_table.hpp"

#include <span>
#include <string>

namespace packline::cli {

/// What `packline check` knows of products and stations, for programs, and the tables.
std::string check_json(const packaging::LineSpec& line, std::span<const report::NamedTable> tables);

}  // namespace packline::cli
