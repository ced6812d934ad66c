#pragma once

#include "models/packaging/ledger/ledger_counts.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/lots/lot.hpp"
#include "models/packaging/lots/lot_table.hpp"
#include "models/packaging/lots/population.hpp"

namespace packline::packaging {

/// Units of what costs are spread over: sites, or before any are placed those that are to be.
std::int64_t units_in(const LineTables& tables, ProductId product, Loss of, bool has_sites);

/// How far on its route a lot is.
RoutePlace place_of(const Lot& lot, const LotDetail& detail);

/// What is in process at an end of the window: `sign` 1 at its end, -1 at its start.
void hold_lots(LedgerCounts& counts, const LineTables& tables, const LotTable& lots,
               std::int64_t sign);

}  // namespace packline::packaging
