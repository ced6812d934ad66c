#include "models/report/overstart.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/report/at_share.hpp"
#include "models/scenario/route_flow.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace packline::report {

namespace {

using packaging::OrderRecord;
using packaging::ProductId;

/// Good units of the lots of a product, in order of their release, one replication after the other.
std::vector<std::int64_t> good_of(const std::vector<std::vector<OrderRecord>>& replications,
                                  ProductId product) {
    std::vector<std::int64_t> good;
    for (const std::vector<OrderRecord>& orders : replications) {
        std::vector<const OrderRecord*> lots;
        Time known = Time::never();
        for (const OrderRecord& order : orders) {
            if (order.product == product && order.number > 0) {
                lots.push_back(&order);
                known = order.ended == Time::never() ? std::min(known, order.released) : known;
            }
        }
        std::ranges::sort(lots, {}, &OrderRecord::number);
        for (const OrderRecord* lot : lots) {
            if (lot->released < known) {
                good.push_back(lot->good);
            }
        }
    }
    return good;
}

std::int64_t lots_for(std::int64_t units, double per_lot) {
    // 10,000 / 2,500 are four lots, whatever the last bit is.
    return per_lot > 0
               ? static_cast<std::int64_t>(std::ceil(static_cast<double>(units) / per_lot - 1e-9))
               : 0;
}

}  // namespace

std::vector<std::int64_t> lots_in_a_row(std::span<const std::int64_t> good, std::int64_t units) {
    const std::int64_t round = std::accumulate(good.begin(), good.end(), std::int64_t{0});
    std::vector<std::int64_t> out;
    if (round <= 0) {
        return out;
    }
    const auto n = static_cast<std::int64_t>(good.size());
    // Whole rounds first, the rest by a window that moves along.
    const std::int64_t rounds = (units - 1) / round;
    const std::int64_t rest = units - rounds * round;  // 1 to `round`
    std::int64_t sum = 0;
    std::int64_t length = 0;
    for (std::int64_t first = 0; first < n; ++first) {
        while (sum < rest) {
            sum += good[static_cast<std::size_t>((first + length) % n)];
            ++length;
        }
        out.push_back(rounds * n + length);
        sum -= good[static_cast<std::size_t>(first)];
        --length;
    }
    std::ranges::sort(out);
    return out;
}

std::vector<Overstart> overstarts(const packaging::LineTables& tables,
                                  const std::vector<std::vector<OrderRecord>>& replications,
                                  std::span<const WantedOutput> wanted) {
    std::vector<Overstart> out;
    for (const WantedOutput& w : wanted) {
        const packaging::ProductSpec& product = tables.spec.products[w.product.index()];
        const packaging::RouteSpec& route = tables.spec.routes[product.route.index()];
        const auto whole = static_cast<double>(
            packaging::nominal_counts(tables.spec, product)[route.main_steps - 1].sites);
        const scenario::RouteFlow flow{tables.spec, route, product};
        const std::vector<std::int64_t> good = good_of(replications, w.product);
        const std::vector<std::int64_t> lots = lots_in_a_row(good, w.units);
        Overstart& row = out.emplace_back();
        row.wanted = w;
        row.measured = good.size();
        row.per_lot =
            good.empty()
                ? 0
                : static_cast<double>(std::accumulate(good.begin(), good.end(), std::int64_t{0})) /
                      static_cast<double>(good.size());
        row.without_loss = lots_for(w.units, whole);
        row.by_means = lots_for(w.units, whole * flow.end().items * flow.end().sites);
        if (!lots.empty()) {
            row.half = at_share<std::int64_t>(lots, 0.5);
            row.ninety = at_share<std::int64_t>(lots, 0.9);
        }
    }
    return out;
}

std::string overstart_text(const packaging::LineTables& tables, std::span<const Overstart> rows) {
    std::string out = fmt::format("\n  {:<20} {:>12} {:>14} {:>13} {:>12} {:>12} {:>12}\n",
                                  "lots to start for", "good units", "units per lot",
                                  "without loss", "mean yields", "50 % enough", "90 % enough");
    for (const Overstart& r : rows) {
        const auto count = [](std::int64_t n) {
            return n > 0 ? fmt::format("{}", n) : std::string{"?"};
        };
        out += fmt::format("  {:<20} {:>12} {:>14.1f} {:>13} {:>12} {:>12} {:>12}\n",
                           tables.spec.products[r.wanted.product.index()].name, r.wanted.units,
                           r.per_lot, count(r.without_loss), count(r.by_means), count(r.half),
                           count(r.ninety));
    }
    const bool none = std::ranges::any_of(rows, [](const Overstart& r) { return r.measured == 0; });
    if (none) {
        out += "  ?: no lot that was started in the runs has left; take a longer --horizon\n";
    }
    std::vector<std::string> all_lost;
    for (const Overstart& r : rows) {
        if (r.measured > 0 && r.half == 0) {
            all_lost.push_back(tables.spec.products[r.wanted.product.index()].name);
        }
    }
    if (!all_lost.empty()) {
        out += fmt::format("  ? of {}: no lot that has left had good units\n",
                           fmt::join(all_lost, ", "));
    }
    return out;
}

RowTable overstart_table(const packaging::LineTables& tables, std::span<const Overstart> rows) {
    RowTable out{{{"product"},
                  {"good_units"},
                  {"lots_measured"},
                  {"units_per_lot", 2},
                  {"without_loss"},
                  {"by_means"},
                  {"half"},
                  {"ninety"}}};
    const auto lots = [](std::int64_t n) { return n > 0 ? RowTable::Value{n} : RowTable::Value{}; };
    for (const Overstart& r : rows) {
        out.add({tables.spec.products[r.wanted.product.index()].name, r.wanted.units,
                 count_of(r.measured),
                 r.measured > 0 ? RowTable::Value{r.per_lot} : RowTable::Value{},
                 lots(r.without_loss), lots(r.by_means), lots(r.half), lots(r.ninety)});
    }
    return out;
}

}  // namespace packline::report
