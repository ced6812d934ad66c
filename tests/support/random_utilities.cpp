#include "tests/support/random_utilities.hpp"

#include "sim/random/draws.hpp"
#include "tests/support/random_choices.hpp"

namespace packline::test {

using namespace packaging;

packaging::LineSpec with_utilities(packaging::LineSpec line, std::uint32_t number) {
    Draws draws{{number, 0}, 4714, Purpose::test, 0};
    if (chance(draws, 0.5)) {
        return line;
    }
    const UtilityId water{0};
    const UtilityId energy{1};
    line.utilities = {{"water", "m3", {}, {}},
                      {"energy", "kWh", {}, {}},
                      {"carbon", "kg", {{energy, 481'300}, {water, 1'000'003}}, {}}};
    for (StationSpec& s : line.stations) {
        for (const UtilityId u : {water, energy}) {
            UseSpec use{.utility = u};
            for (std::int64_t& rate : use.per_hour) {
                rate = chance(draws, 0.5) ? pick(draws, 0, 1'999'999'999) : 0;
            }
            use.per_lot = pick(draws, 0, 1'000'000'000);
            use.per_item = pick(draws, 0, 100'000'000);
            use.per_site = pick(draws, 0, 1'000);
            if (chance(draws, 0.6)) {
                s.uses.push_back(use);
            }
        }
    }
    return line;
}

}  // namespace packline::test
