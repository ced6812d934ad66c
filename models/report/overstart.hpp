#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/lots/order.hpp"
#include "models/report/row_table.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

// How many lots to start so that a wanted number of good units comes out.

namespace packline::report {

/// Good units that are wanted of a product.
struct WantedOutput {
    packaging::ProductId product;
    std::int64_t units = 1;
};

/// Lots to start for it. A count of 0: it cannot be told.
struct Overstart {
    WantedOutput wanted;
    std::size_t measured = 0;  ///< lots whose yield is known
    double per_lot = 0;        ///< good units of a lot, mean of these
    std::int64_t without_loss = 0;
    std::int64_t by_means = 0;  ///< from yields as means alone
    std::int64_t half = 0;      ///< enough with a chance of 50 %
    std::int64_t ninety = 0;    ///< enough with a chance of 90 %
};

/// Smallest number of lots in a row that make `units`, from each lot of `good` on, going on with
/// the first behind the last; ascending. Lots in a row keep what makes them alike (an excursion).
/// Requires: units above 0. Empty: they make nothing.
std::vector<std::int64_t> lots_in_a_row(std::span<const std::int64_t> good, std::int64_t units);

/// From the lots of each replication that were released before any that is still in process at its
/// end: what is left out later would be the slow ones.
std::vector<Overstart> overstarts(
    const packaging::LineTables& tables,
    const std::vector<std::vector<packaging::OrderRecord>>& replications,
    std::span<const WantedOutput> wanted);

std::string overstart_text(const packaging::LineTables& tables, std::span<const Overstart> rows);
/// One row for each product that is wanted; what cannot be told is left empty.
RowTable overstart_table(const packaging::LineTables& tables, std::span<const Overstart> rows);

}  // namespace packline::report
