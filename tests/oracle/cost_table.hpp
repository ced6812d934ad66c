#pragma once

#include "models/packaging/ledger/ledger.hpp"
#include "models/packaging/spec/line_spec.hpp"

#include <string>
#include <vector>

namespace packline::oracle {

/// All amounts of a ledger that are not zero, as lines of `costs.csv`, in order of the alphabet.
std::vector<std::string> cost_rows(const packaging::LineSpec& line,
                                   const packaging::Ledger& ledger);

/// Those of a file without its header.
std::vector<std::string> read_cost_rows(const std::string& path);

}  // namespace packline::oracle
