#include "models/packaging/ledger/ledger.hpp"

#include "models/packaging/ledger/booking.hpp"
#include "models/packaging/ledger/division.hpp"

#include <utility>

namespace packline::packaging {

namespace {

/// What a product brought in, and what its lateness cost.
void sell(const LedgerInput& in, std::size_t p, ProductLedger& out) {
    const ProductSpec& product = in.tables.spec.products[p];
    const ProductStatistics& s = in.counted.products[p];
    std::int64_t left = s.good_sites;
    for (const auto& [material, units] : binned_parts(in.tables, in.counted, p)) {
        left -= units;
    }
    out.shipped_units = product.makes.valid() ? 0 : left;
    out.stocked_units = s.good_sites - out.shipped_units;
    out.revenue = product.prices.price * out.shipped_units;
    const std::int64_t turned_away = s.lost + s.starts_lost + s.starts_shut_lost;
    out.penalties =
        product.prices.late * s.late_sites +
        over_time(product.prices.waiting, s.backlog.integral(in.end)) +
        product.prices.lost * turned_away * in.tables.units_per_lot(ProductId::from_index(p));
}

}  // namespace

std::vector<std::pair<MaterialId, std::int64_t>> binned_parts(const LineTables& tables,
                                                              const LineStatistics& counted,
                                                              std::size_t p) {
    std::vector<std::pair<MaterialId, std::int64_t>> out;
    std::vector<bool> seen(tables.bins().size(), false);
    const RouteId r = tables.spec.products[p].route;
    const std::vector<StepSpec>& steps = tables.spec.routes[r.index()].steps;
    for (std::size_t s = 0; s < steps.size(); ++s) {
        const StepTable& table = tables.step(tables.index(r, StepId::from_index(s)));
        for (std::size_t b = 0; b < table.bins.size(); ++b) {
            const MaterialId into = steps[s].bins[b].into;
            if (into.valid() && !seen[table.bins[b]]) {
                seen[table.bins[b]] = true;
                out.emplace_back(into, counted.products[p].bins[table.bins[b]]);
            }
        }
    }
    return out;
}

CostByKind ProductLedger::scrapped() const {
    CostByKind out;
    for (const CostByKind& a : scrap) {
        out += a;
    }
    return out;
}

SiteMoney& SiteMoney::operator+=(const SiteMoney& other) {
    revenue += other.revenue;
    penalties += other.penalties;
    spent += other.spent;
    capex += other.capex;
    return *this;
}

SiteMoney& SiteMoney::operator-=(const SiteMoney& other) {
    revenue -= other.revenue;
    penalties -= other.penalties;
    spent -= other.spent;
    capex -= other.capex;
    return *this;
}

SiteMoney MoneyMonth::all() const {
    SiteMoney out;
    for (const SiteMoney& site : sites) {
        out += site;
    }
    return out;
}

CostByKind Ledger::spent() const {
    CostByKind out = idle;
    out += stock;
    out += expired;
    for (const ProductLedger& p : products) {
        out += p.good;
        out += p.other_good;
        out += p.scrapped();
        out += p.in_process;
    }
    return out;
}

Money Ledger::revenue() const {
    Money out = 0;
    for (const ProductLedger& p : products) {
        out += p.revenue;
    }
    return out;
}

Money Ledger::penalties() const {
    Money out = 0;
    for (const ProductLedger& p : products) {
        out += p.penalties;
    }
    return out;
}

Money Ledger::cost_of_sales() const {
    Money out = idle.total() + expired.total();
    for (const ProductLedger& p : products) {
        out += p.good.total() + p.other_good.total() + p.scrapped().total();
    }
    return out;
}

Ledger make_ledger(const LedgerInput& input) {
    Ledger out;
    if (!input.counted.ledger.on()) {
        return out;
    }
    const LineSpec& spec = input.tables.spec;
    out.sites.resize(input.sites.names.size());
    for (std::size_t p = 0; p < spec.products.size(); ++p) {
        ProductLedger& product = out.products.emplace_back();
        const std::size_t rows = spec.routes[spec.products[p].route.index()].steps.size() + 1;
        product.spent.resize(rows);
        product.made_parts.resize(rows);
        product.scrap.resize(input.counted.ledger.reasons());
        product.lost_units.resize(input.counted.ledger.reasons(), 0);
        sell(input, p, product);
        out.sites[input.sites.ships[p]].revenue += product.revenue;
        out.sites[input.sites.ships[p]].penalties += product.penalties;
    }
    book_costs(input, out);
    divide_costs(input, out);
    return out;
}

}  // namespace packline::packaging
