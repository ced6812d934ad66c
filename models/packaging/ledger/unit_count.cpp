#include "models/packaging/ledger/unit_count.hpp"

namespace packline::packaging {

std::int64_t units_in(const LineTables& tables, ProductId product, Loss of, bool has_sites) {
    return has_sites ? of.sites : of.items * tables.nominal_sites(product);
}

RoutePlace place_of(const Lot& lot, const LotDetail& detail) {
    const bool finished_there = (lot.state == LotState::blocked && detail.tool != kNoTool) ||
                                lot.state == LotState::awaiting_vehicle;
    return {lot.step,
            lot.state == LotState::in_tool || lot.state == LotState::on_hold || finished_there};
}

}  // namespace packline::packaging
