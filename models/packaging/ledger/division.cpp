// Where the money went: to good units, scrap, what is in process, and parts in stock.

#include "models/packaging/ledger/division.hpp"

#include "models/packaging/ledger/route_order.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace packline::packaging {

namespace {

class Dividing {
public:
    Dividing(const LedgerInput& input, Ledger& ledger)
        : in_{input}, spec_{input.tables.spec}, ledger_{ledger}, pools_(spec_.materials.size()) {
        makers_.resize(spec_.materials.size());
        for (std::size_t p = 0; p < spec_.products.size(); ++p) {
            const auto add = [&](MaterialId m) {
                std::vector<std::size_t>& makers = makers_[m.index()];
                if (makers.empty() || makers.back() != p) {
                    makers.push_back(p);
                }
            };
            for (const auto& [material, units] : binned_parts(in_.tables, in_.counted, p)) {
                add(material);
            }
            if (spec_.products[p].makes.valid()) {
                add(spec_.products[p].makes);
            }
        }
    }

    void divide_all() {
        for (std::size_t p = 0; p < spec_.products.size(); ++p) {
            bought_parts(p);
        }
        receipts();
        for (const std::size_t p : in_order_of_making()) {
            made_parts(p);
            divide(p);
        }
        for (Pool& pool : pools_) {
            close(pool);
        }
    }

private:
    /// Parts of one material, of which some or all are made by the line.
    struct Pool {
        std::int64_t makers_left = 0;  ///< products that are still to be worked out
        std::int64_t parts = 0;        ///< made, and bought beside them
        CostByKind value;              ///< of these
        CostByKind idle;               ///< that their products bear
        CostByKind placed;             ///< value of those that were placed
        std::int64_t placed_parts = 0;
        std::int64_t expired_parts = 0;
        Money price = 0;
        bool made = false;
    };

    const RouteSpec& route(std::size_t p) const {
        return spec_.routes[spec_.products[p].route.index()];
    }
    const std::vector<std::int64_t>& placed(std::size_t p, std::size_t step) const {
        return in_.counted.ledger.products()[p].steps[step].placed;
    }

    /// Calls f(step, material, parts placed).
    template <class F>
    void for_each_part(std::size_t p, F f) const {
        for (std::size_t s = 0; s < route(p).steps.size(); ++s) {
            const StepSpec& step = route(p).steps[s];
            const std::vector<std::int64_t>& parts = placed(p, s);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                const std::size_t dummy = i - std::min(i, step.components.size());
                f(s,
                  i < step.components.size() ? step.components[i].material
                                             : step.dummies[dummy].material,
                  parts[i]);
            }
        }
    }

    /// What so many parts cost that were bought: where their price goes with a regime, by the mean
    /// of those that came in the window, or where none did by the price at the start.
    Money bought_value(std::size_t material, std::int64_t n) const {
        const MaterialSpec& spec = spec_.materials[material];
        const std::vector<std::int64_t>& came = in_.materials[material].received_in;
        const std::int64_t all = std::accumulate(came.begin(), came.end(), std::int64_t{0});
        return all == 0 ? spec.price * n
                        : static_cast<Money>(floor_div(Int128{paid_for(material)} * n, all));
    }
    /// What was paid for the parts that came, by the prices of the states.
    Money paid_for(std::size_t material) const {
        const std::vector<std::int64_t>& came = in_.materials[material].received_in;
        Money sum = 0;
        for (std::size_t state = 0; state < came.size(); ++state) {
            sum += spec_.materials[material].price_by_state[state] * came[state];
        }
        return sum;
    }

    void bought_parts(std::size_t p) {
        for_each_part(p, [&](std::size_t s, MaterialId m, std::int64_t n) {
            Pool& pool = pools_[m.index()];
            pool.placed_parts += n;
            if (spec_.materials[m.index()].unlimited) {  // bought as it is placed
                const StationId station = route(p).steps[s].station;
                ledger_.sites[in_.sites.of_station[station.index()]].spent[CostKind::material] +=
                    spec_.materials[m.index()].price * n;
            }
            if (makers_[m.index()].empty()) {
                const Money money = bought_value(m.index(), n);
                ledger_.products[p].spent[s][CostKind::material] += money;
                pool.placed[CostKind::material] += money;
            }
        });
    }

    void receipts() {
        for (std::size_t i = 0; i < pools_.size(); ++i) {
            Pool& pool = pools_[i];
            const MaterialSpec& material = spec_.materials[i];
            const MaterialStatistics& s = in_.materials[i];
            pool.price = material.price;
            pool.made = !makers_[i].empty();
            pool.expired_parts = s.expired;
            const std::int64_t bought =
                material.unlimited ? pool.placed_parts : s.received - s.returned;
            pool.parts = bought + s.made;
            const Money paid =
                material.price_regime.valid() ? paid_for(i) : material.price * bought;
            pool.value[CostKind::material] = paid;
            ledger_.booked[CostKind::material] += paid;
            if (!material.unlimited) {
                ledger_.sites[in_.sites.of_material[i]].spent[CostKind::material] += paid;
            }
            pool.makers_left = static_cast<std::int64_t>(makers_[i].size());
        }
    }

    /// Products whose parts are worked out come first; in a circle, the first in the text.
    std::vector<std::size_t> in_order_of_making() const {
        std::vector<std::int64_t> makers;
        for (const Pool& pool : pools_) {
            makers.push_back(pool.makers_left);
        }
        std::vector<std::size_t> out;
        std::vector<bool> done(spec_.products.size(), false);
        while (out.size() < done.size()) {
            std::size_t next = done.size();
            for (std::size_t p = 0; p < done.size(); ++p) {
                bool ready = !done[p];
                for_each_part(p, [&](std::size_t, MaterialId m, std::int64_t) {
                    ready = ready && makers[m.index()] == 0;
                });
                if (ready) {
                    next = p;
                    break;
                }
            }
            if (next == done.size()) {
                next = static_cast<std::size_t>(std::ranges::find(done, false) - done.begin());
            }
            done[next] = true;
            out.push_back(next);
            for (std::size_t m = 0; m < makers.size(); ++m) {
                makers[m] -= std::ranges::count(makers_[m], next);
            }
        }
        return out;
    }

    /// What n of so many parts come to of their whole value.
    static CostByKind share(const CostByKind& whole, std::int64_t n, std::int64_t parts) {
        CostByKind out;
        for (std::size_t k = 0; k < kCostKinds; ++k) {
            out.by[k] = static_cast<Money>(floor_div(Int128{whole.by[k]} * n, parts));
        }
        return out;
    }

    /// Parts that the line made, at the mean cost of those of the window; where none was made in
    /// it, at the stated price.
    void made_parts(std::size_t p) {
        for_each_part(p, [&](std::size_t s, MaterialId m, std::int64_t n) {
            Pool& pool = pools_[m.index()];
            if (!pool.made || n == 0) {
                return;
            }
            CostByKind value;
            if (pool.parts > 0 && pool.makers_left == 0) {
                value = share(pool.value, n, pool.parts);
                ledger_.products[p].idle += share(pool.idle, n, pool.parts);
            } else {
                value[CostKind::material] = pool.price * n;
            }
            pool.placed += value;
            ledger_.products[p].made_parts[s] += value;
        });
    }

    /// What was spent on a product goes where its units went.
    void divide(std::size_t p) {
        ProductLedger& out = ledger_.products[p];
        const LedgerCounts::Product& counted = in_.counted.ledger.products()[p];
        const std::size_t n = counted.steps.size();
        const std::size_t reasons = out.scrap.size();
        std::vector<std::size_t> step_of(n);  // by rank
        const std::vector<std::uint32_t> rank = route_order(route(p));
        for (std::size_t s = 0; s < n; ++s) {
            step_of[rank[s]] = s;
        }
        // Units by how many steps they have behind them.
        std::vector<std::vector<Int128>> units(n + 1, std::vector<Int128>(reasons + 1, 0));
        for (std::size_t s = 0; s < n; ++s) {
            for (std::size_t done = 0; done < 2; ++done) {
                std::vector<Int128>& to = units[rank[s] + done];
                const std::size_t place = 2 * s + done;
                to[0] += counted.in_process.empty() ? 0 : counted.in_process[place];
                for (std::size_t why = 0; why < reasons && !counted.lost.empty(); ++why) {
                    const std::int64_t lost = counted.lost[place * reasons + why];
                    to[1 + why] += lost;
                    out.lost_units[why] += lost;
                }
            }
        }
        CostByKind good;
        std::vector<Int128> weights(reasons + 2, 0);  // in process, lost by reason, good
        weights.back() = in_.counted.products[p].good_sites;
        for (std::size_t behind = n + 1; behind-- > 0;) {
            for (std::size_t i = 0; i <= reasons; ++i) {
                weights[i] += units[behind][i];
            }
            const std::size_t row = behind == 0 ? n : step_of[behind - 1];
            CostByKind spent = out.spent[row];
            spent += out.made_parts[row];
            if (spent == CostByKind{}) {
                continue;
            }
            const std::vector<Int128> by = passed(weights);
            if (by.empty()) {
                out.in_process += spent;
                continue;
            }
            const Division parts{by};
            out.in_process += parts.part(spent, 0);
            for (std::size_t why = 0; why < reasons; ++why) {
                out.scrap[why] += parts.part(spent, 1 + why);
            }
            good += parts.part(spent, reasons + 1);
        }
        deliver(p, good);
    }

    /// Units that bear the cost of a step. Where more left the line than passed the step in the
    /// window, those that left; where none did either, nobody.
    static std::vector<Int128> passed(const std::vector<Int128>& weights) {
        const Int128 sum = std::accumulate(weights.begin(), weights.end(), Int128{0});
        if (sum > 0) {
            return weights;
        }
        std::vector<Int128> left = weights;
        left.front() = 0;
        return sum - weights.front() > 0 ? left : std::vector<Int128>{};
    }

    /// Good units ship or become parts.
    void deliver(std::size_t p, const CostByKind& good) {
        ProductLedger& out = ledger_.products[p];
        const ProductSpec& product = spec_.products[p];
        std::vector<Int128> weights{out.shipped_units};
        std::vector<std::size_t> into;
        std::int64_t left = out.stocked_units;
        for (const auto& [material, units] : binned_parts(in_.tables, in_.counted, p)) {
            weights.push_back(units);
            into.push_back(material.index());
            left -= units;
        }
        if (product.makes.valid()) {
            weights.push_back(left);
            into.push_back(product.makes.index());
        }
        CostByKind shipped = good;
        if (std::accumulate(weights.begin(), weights.end(), Int128{0}) > 0) {
            const Division parts{weights};
            for (std::size_t i = 0; i < into.size(); ++i) {
                const CostByKind part = parts.part(good, i + 1);
                pools_[into[i]].value += part;
                pools_[into[i]].idle += parts.part(out.idle, i + 1);
                out.to_stock += part;
                shipped -= part;
            }
        }
        (product.lot_class == LotClass::production ? out.good : out.other_good) += shipped;
        for (std::size_t m = 0; m < pools_.size(); ++m) {
            pools_[m].makers_left -= std::ranges::count(makers_[m], p);
        }
    }

    void close(Pool& pool) {
        CostByKind expired;
        if (pool.made && pool.parts > 0) {
            expired = share(pool.value, pool.expired_parts, pool.parts);
        } else {
            expired[CostKind::material] =
                bought_value(static_cast<std::size_t>(&pool - pools_.data()), pool.expired_parts);
        }
        ledger_.expired += expired;
        ledger_.stock += pool.value;
        ledger_.stock -= pool.placed;
        ledger_.stock -= expired;
    }

    const LedgerInput& in_;
    const LineSpec& spec_;
    Ledger& ledger_;
    std::vector<Pool> pools_;                       ///< by material
    std::vector<std::vector<std::size_t>> makers_;  ///< by material: products
};

}  // namespace

void divide_costs(const LedgerInput& input, Ledger& ledger) {
    Dividing{input, ledger}.divide_all();
}

}  // namespace packline::packaging
