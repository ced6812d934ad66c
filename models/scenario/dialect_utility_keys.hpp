#pragma once

#include "models/scenario/dialect.hpp"
#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The keys of utilities and of the budgets on them: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kUtility{
    Key{"unit", "word", kRequired, "m3, L, kWh, MWh, kg, g, mg or t: what it is told in"},
    Key{"from", "map of shares", "none",
        "so much of it for each unit of another utility: `{energy: 0.58}` in kg per kWh, "
        "`{water: 50 %}`; beside what stations use of it themselves"},
    Key{"price", "amount", "0 $", "of one unit: `0.12 $/kWh`"},
    Key{"at", "map of maps", "none", "`{north: {energy: 0.4}}`: otherwise at this site"},
};

inline constexpr std::array kBudget{
    Key{"utility", "utility", kRequired, "what is limited"},
    Key{"limit", "amount", kRequired, "`900 m3`, `250 MWh`: what may be used"},
    Key{"over", "duration, day or month", kRequired,
        "`24 h`: any so long time (rolling); day, month (730 h): each one of the calendar"},
    Key{"scope", "map", "all stations", "whose use counts"},
    Key{"reads", "duration", "15 min",
        "meters are read at multiples of this; what is read acts one reading later"},
    Key{"from", "time", "0 d",
        "since when it throttles, blocks and rations; with `ration`, what was used before does not "
        "count"},
    Key{"throttle", "share or map", "none", "of the limit: from there on starts are held back"},
    Key{"block", "share or map", "none",
        "of the limit: from there on stations start nothing (non-scheduled); what is inside is "
        "finished, and what starts before the reading acts, so that use may go over"},
    Key{"ration", "share", "none",
        "of the limit: never more is used. A load that would take the use over it waits for its "
        "turn; what is free is shared out at each reading and acts one reading later. Of what is "
        "used by lot, item or unit"},
};
inline constexpr std::array kThrottle{
    Key{"at", "share", kRequired, "of the limit"},
    Key{"to", "share", "0", "of the starts that go on"},
    Key{"held", "wait or lost", "wait", "the others are made later, or never"},
    Key{"reentry", "rate", "all at once",
        "how those of a product that waited come back: `2 lots/d`, the first at once"},
    Key{"scope", "map", "the budget's", "products, or stations at which they start"},
};
inline constexpr std::array kBlock{
    Key{"at", "share", "100 %", "of the limit"},
    Key{"scope", "map", "those that count", "stations that are blocked: `{tag: wet}`"},
};
inline constexpr std::array kWhen{
    Key{"budget", "budget", "-", "use at or above `at` of its limit"},
    Key{"at", "share", "100 %", "with budget"},
    Key{"queue", "station", "-", "instead: more than `above` lots wait there"},
    Key{"above", "count", "-", "with queue"},
    Key{"stock", "material", "-", "instead: less than `below` parts in stock"},
    Key{"below", "count", "-", "with stock"},
    Key{"reads", "duration", "15 min",
        "with queue or stock: looked at at multiples of this; what is seen acts one later"},
};

}  // namespace packline::scenario
