#include "tests/support/random_prices.hpp"

#include "tests/support/random_choices.hpp"

namespace packline::test {

using namespace packaging;

void add_prices(LineSpec& line, Draws draws) {
    // Odd amounts, so that nothing divides without a remainder.
    const auto money = [&](int most) {
        return chance(draws, 0.7) ? Money{pick(draws, 1, most)} * 1'003 : Money{0};
    };
    const auto uses = [&](std::vector<ConsumableSpec>& to) {
        if (chance(draws, 0.4)) {
            to.push_back({"x", 1 + money(5'000), static_cast<TimePer>(pick(draws, 0, 3))});
        }
    };
    for (StationSpec& s : line.stations) {
        s.costs.price = money(1'000'000'000);
        s.costs.depreciation = kYear * pick(draws, 1, 7);
        s.costs.upkeep = {money(50'000'000), kYear};
        s.costs.floor = {money(5'000'000), kYear};
        s.costs.labour = {money(5'000), hours(1)};
        uses(s.costs.consumables);
    }
    for (RouteSpec& r : line.routes) {
        for (StepSpec& s : r.steps) {
            uses(s.consumables);
        }
    }
    for (MaterialSpec& m : line.materials) {
        m.price = money(2'000);
    }
    for (OperatorGroupSpec& g : line.operators) {
        g.wage = {money(20'000), hours(1)};
    }
    for (UtilitySpec& u : line.utilities) {
        u.price = money(1'000);
    }
    for (ProductSpec& p : line.products) {
        p.prices.price = money(10'000);
        p.prices.incoming = money(500'000);
        p.prices.incoming_per = chance(draws, 0.5) ? TimePer::item : TimePer::site;
        p.prices.late = money(500);
        p.prices.lost = money(500);
        p.prices.waiting = {money(50), hours(24)};
    }
    for (ToolingSpec& kit : line.tooling) {
        kit.price = kit.wears ? money(900'000) : Money{0};
    }
    for (MaterialSpec& m : line.materials) {
        if (!line.regimes.empty() && m.supply.kind != SupplySpec::Kind::none && m.price > 0) {
            m.price_regime = RegimeId{0};
            for (std::size_t s = 0; s < line.regimes.front().states.size(); ++s) {
                m.price_by_state.push_back(m.price + static_cast<Money>(s) * 777);
            }
        }
    }
    for (PlanSpec& plan : line.plans) {
        plan.price = money(900'000);
        plan.paid_at_order = 0.3;
        plan.paid_when_ready = 0.1;
    }
}

}  // namespace packline::test
