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

void hold_lots(LedgerCounts& counts, const LineTables& tables, const LotTable& lots,
               std::int64_t sign) {
    for (std::size_t i = 0; counts.on() && i < lots.slots(); ++i) {
        const LotId lot = LotId::from_index(i);
        if (lots[lot].state != LotState::gone) {
            const Population& p = lots.population(lot);
            const ProductId product = lots[lot].product;
            counts.hold(product, place_of(lots[lot], lots.detail(lot)),
                        sign * units_in(tables, product, {p.items, p.sites},
                                        p.positions > 0 || p.singulated));
        }
    }
}

}  // namespace packline::packaging
