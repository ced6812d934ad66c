#pragma once

#include "models/packaging/ledger/ledger.hpp"

namespace packline::packaging {

/// Books the parts that were placed, and divides what was spent on each product by where its units
/// went. Requires: the rest is booked, and units that shipped are known.
void divide_costs(const LedgerInput& input, Ledger& ledger);

}  // namespace packline::packaging
