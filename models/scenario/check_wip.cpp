#include "models/scenario/check_wip.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/lot_history.hpp"

#include <fmt/format.h>
#include <set>
#include <utility>
#include <vector>

namespace packline::scenario {

using namespace packaging;

void check_wip(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    std::set<std::pair<std::uint32_t, std::string>> names;
    std::vector<std::int64_t> held(line.carriers.size(), 0);
    std::vector<std::size_t> last(line.carriers.size(), 0);
    for (std::size_t i = 0; i < line.wip.size(); ++i) {
        const InitialLotSpec& lot = line.wip[i];
        const ProductSpec& product = line.products[lot.product.index()];
        if (!names.emplace(lot.product.value, lot.name).second) {
            diagnostics.error(
                at.wip[i], fmt::format("two lots of '{}' are called '{}'", product.name, lot.name),
                "give each an `id` of its own; it keys its random numbers");
        }
        const NominalCounts there = counts_before(line, product, lot.step, lot.items);
        const NominalCounts full = counts_before(line, product, lot.step);
        if (there.items > full.items) {
            diagnostics.error(
                at.wip[i],
                fmt::format("items = {}, but a lot of '{}' has {} when it comes to "
                            "'{}'",
                            there.items, product.name, full.items,
                            line.routes[product.route.index()].steps[lot.step.index()].name),
                "state what is left of the lot, in the form that it has there");
        }
        if (lot.sites > there.sites) {
            diagnostics.error(
                at.wip[i],
                fmt::format("units = {}, but so many items have {}", lot.sites, there.sites),
                "state what is good on them, or leave it out where all is");
        }
        if (const HeldCarriers own = carriers_at_start(line, lot); own.pool.valid()) {
            held[own.pool.index()] += own.n;
            last[own.pool.index()] = i;
        }
    }
    for (std::size_t p = 0; p < held.size(); ++p) {
        if (held[p] > line.carriers[p].carriers) {
            diagnostics.error(
                at.wip[last[p]],
                fmt::format("lots in process hold {} carriers of '{}', which has {}", held[p],
                            line.carriers[p].name, line.carriers[p].carriers),
                "raise its `stock:`, or correct the lots");
        }
    }
}

}  // namespace packline::scenario
