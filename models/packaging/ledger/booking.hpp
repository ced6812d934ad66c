#pragma once

#include "models/packaging/ledger/ledger.hpp"

namespace packline::packaging {

/// Books what was spent but for parts: at the steps whose lots it served, else as idle capacity.
void book_costs(const LedgerInput& input, Ledger& ledger);

}  // namespace packline::packaging
