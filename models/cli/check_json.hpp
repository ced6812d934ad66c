#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <string>

namespace packline::cli {

/// What `packline check` knows of products and stations, for programs.
std::string check_json(const packaging::LineSpec& line);

}  // namespace packline::cli
