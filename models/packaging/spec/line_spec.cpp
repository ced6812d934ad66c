#include "models/packaging/spec/line_spec.hpp"

#include <algorithm>

namespace packline::packaging {

ProductRelease release_of(const LineSpec& line, std::size_t product) {
    for (const ReleaseStreamSpec& stream : line.streams) {
        std::int64_t all = 0;
        std::int64_t own = 0;
        for (const ReleaseStreamSpec::Share& share : stream.mix) {
            all += share.lots;
            own += share.product.index() == product ? share.lots : 0;
        }
        if (own > 0) {
            return {&stream.release, static_cast<double>(own) / static_cast<double>(all)};
        }
    }
    return {&line.products[product].release, 1.0};
}

bool comes_later(const LineSpec& line, StationId station, std::uint32_t tool) {
    return std::ranges::any_of(line.plans, [&](const PlanSpec& p) {
        return std::ranges::any_of(p.scope.tools, [&](const ScopeSpec::Tools& t) {
            return t.station == station && tool >= t.first && tool < t.first + t.count;
        });
    });
}

bool priced(const LineSpec& line) {
    const auto has_wage = [](const OperatorGroupSpec& g) { return g.wage.any(); };
    const auto has_costs = [](const StationSpec& s) { return s.costs.any(); };
    const auto has_price = [](const MaterialSpec& m) { return m.price != 0; };
    const auto charged = [](const UtilitySpec& u) { return u.price != 0; };
    const auto ordered = [](const PlanSpec& p) { return p.price != 0; };
    const auto wears = [](const ToolingSpec& k) { return k.price != 0; };
    const auto sells = [](const ProductSpec& p) { return p.prices.any(); };
    const auto uses_up = [](const RouteSpec& r) {
        return std::ranges::any_of(r.steps,
                                   [](const StepSpec& s) { return !s.consumables.empty(); });
    };
    return std::ranges::any_of(line.utilities, charged) ||
           std::ranges::any_of(line.plans, ordered) || std::ranges::any_of(line.tooling, wears) ||
           std::ranges::any_of(line.stations, has_costs) ||
           std::ranges::any_of(line.operators, has_wage) ||
           std::ranges::any_of(line.materials, has_price) ||
           std::ranges::any_of(line.products, sells) || std::ranges::any_of(line.routes, uses_up);
}

bool comes_without_bound(const LineSpec& line, std::size_t product) {
    const ReleaseSpec& release = *release_of(line, product).release;
    return release.kind == ReleaseKind::interval && release.cap.most == 0 &&
           !release.lost_when_full;
}

}  // namespace packline::packaging
