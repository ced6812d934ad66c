#pragma once

#include "models/scenario/dialect_price_keys.hpp"
#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The keys of people and their tooling: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kTooling{
    Key{"stock", "count", kRequired, "kits of this kind that exist"},
    Key{"life", "count with unit", "never wears",
        "uses: `200000 touchdowns`, `5000 wafers`, `100000 units`; ends when its tool is empty"},
    kKitPrice,
    Key{"refurbish", "time", "-",
        "how long it is away at the end of its life, as good as new then"},
    Key{"refurbishments", "count", "no limit", "how often; then it is replaced or lost"},
    Key{"used", "list of counts", "all new",
        "uses so far of kits in the store at the start; `tool_states:` tells those on tools"},
    Key{"replace", "time", "-", "lead time of a new one; without it and `refurbish` it is lost"},
};
inline constexpr std::array kOperatorGroup{
    Key{"persons", "count", kRequired, "alike: each can do all that the group can"},
    Key{"skills", "list of names", "the group's name", "what stations ask for"},
    Key{"area", "area", "all areas", "where they work; all areas that they serve are one process"},
    Key{"calendar", "name", "always there", "their shift; a task begun in it is finished"},
    Key{"breaks", "list of windows", "none",
        "as `open` of a calendar: times in the shift at which they begin no task"},
    Key{"weekly_hours", "duration", "no limit",
        "of each person on tasks, from Monday 00:00; beyond them they begin no task"},
    kWage,
};
inline constexpr std::array kOperatorNeeds{
    Key{"setup", "skill or map", "nobody", "from the start of a setup to its end"},
    Key{"load", "skill or map", "nobody", "at the start of a visit: for the loading"},
    Key{"run", "skill or map", "nobody", "the whole visit once the tool is set up"},
    Key{"assist", "skill or map", "nobody", "station only: each assist, which waits for them"},
    Key{"repair", "skill or map", "nobody", "station only: the crew that each repair waits for"},
    Key{"maintenance", "skill or map", "nobody", "station only: each maintenance"},
};
inline constexpr std::array kOperatorNeed{
    Key{"skill", "skill", kRequired, "one that a group of operators has; `none`: nobody"},
    Key{"persons", "count", "1", "how many, all at once"},
    Key{"takes", "duration", "the loading time", "load only: how long it keeps them"},
};

}  // namespace packline::scenario
