#pragma once

#include "models/scenario/dialect.hpp"

#include <array>

// The keys of prices: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr Key kCurrencyKey{"currency", "three letters", "USD",
                                  "of all amounts of the line; `$` stands for USD"};
inline constexpr Key kStationCosts{
    "costs", "map", "none", "what its tools cost, at work or not, and what their visits use up"};
inline constexpr Key kStepConsumables{
    "consumables", "map of amounts", "none",
    "what each visit uses up beside what the station states: `{resist: 3 $/wafer}`"};
inline constexpr Key kMaterialPrice{
    "price", "amount, or map by regime", "0 $",
    "of a part that is bought; `{regime: market, normal: 2 $, short: 5 $}`: by the state at the "
    "receipt; parts that the line makes cost what was spent on them"};
inline constexpr Key kKitPrice{"price", "amount", "0 $",
                               "with life: of a kit; each use costs its share of all uses until it "
                               "is replaced, booked as a consumable of the step; where it is "
                               "refurbished without limit, of refurbishing it"};
inline constexpr Key kWage{"wage", "amount per time", "0 $/h",
                           "of each person while on duty, busy or not: `14 $/h`"};
inline constexpr Key kProductPrice{"price", "amount", "0 $", "revenue for a good unit that ships"};
inline constexpr Key kIncomingPrice{"incoming_price", "amount", "0 $",
                                    "of what lots start from: `900 $/wafer`, `0.4 $/die`"};
inline constexpr Key kPenaltiesKey{"penalties", "map", "none",
                                   "what units cost that are late, or never made"};

inline constexpr std::array kCosts{
    Key{"price", "amount", "0 $", "of one tool: `1.2 M$`"},
    Key{"depreciation", "duration or years", "5 y", "straight line, from its installation on"},
    Key{"upkeep", "amount per time", "0 $/y", "of one tool: service contract, spare parts"},
    Key{"floor", "amount per time", "0 $/y", "of one tool: clean room and building"},
    Key{"labour", "amount per time", "0 $/h",
        "of one tool: people whom the line does not model as `operators:`"},
    Key{"consumables", "map of amounts", "none",
        "what visits use up: `{slurry: 2 $/wafer, blade: 0.4 $/lot}`; /lot, /load (also "
        "/touchdown), /item or /site"},
};
inline constexpr std::array kPenalties{
    Key{"late", "amount", "0 $", "for each good unit of a lot that leaves after its due date"},
    Key{"waiting", "amount per time", "0 $/d",
        "for each unit that customers have ordered (`units:` of the release) and not received"},
    Key{"lost", "amount", "0 $", "for each unit of a lot that is turned away or never started"},
};

}  // namespace packline::scenario
