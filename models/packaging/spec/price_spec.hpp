#pragma once

#include "sim/base/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

// What things cost, as plain data. Money is a whole number of millionths of the line's currency, so
// that sums do not depend on their order.

namespace packline::packaging {

enum class Level : std::uint8_t;
enum class TimePer : std::uint8_t;

using Money = std::int64_t;  ///< millionths of a unit of currency
inline constexpr Money kMoneyUnit = 1'000'000;
inline constexpr Duration kYear = days(365);

/// Money that goes with time.
struct MoneyRate {
    Money money = 0;
    Duration per = kYear;

    bool any() const { return money != 0; }
};

/// What a visit of a tool uses up: resist, slurry, tape, gas.
struct ConsumableSpec {
    std::string name;
    Money price = 0;
    TimePer per{};
};

/// What a station costs whether or not it works, and what its visits use up.
struct StationCosts {
    Money price = 0;                    ///< of one tool
    Duration depreciation = kYear * 5;  ///< straight line, from installation; with a price
    MoneyRate upkeep;                   ///< of one tool: service, spare parts
    MoneyRate floor;                    ///< of one tool: clean room, building
    MoneyRate labour;                   ///< of one tool: people whom the line does not model
    std::vector<ConsumableSpec> consumables;

    bool of_tools() const { return price != 0 || upkeep.any() || floor.any() || labour.any(); }
    bool any() const { return of_tools() || !consumables.empty(); }
};

/// What a product brings in, and what its start and its lateness cost.
struct ProductPrices {
    Money price = 0;         ///< of a good unit that ships
    Money incoming = 0;      ///< of what lots start from: wafers, dies
    TimePer incoming_per{};  ///< item or site
    Money late = 0;          ///< for each good unit of a lot that leaves after its due date
    MoneyRate waiting;       ///< for each unit that customers have ordered and not received
    Money lost = 0;          ///< for each unit of a lot that is turned away or never started

    bool any() const {
        return price != 0 || incoming != 0 || late != 0 || waiting.any() || lost != 0;
    }
};

}  // namespace packline::packaging
