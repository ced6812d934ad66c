#pragma once

#include "models/scenario/dialect.hpp"
#include "models/scenario/dialect_step_keys.hpp"

#include <array>

// The keys of what keeps a line from what it could do: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kRegime{
    Key{"states", "list", kRequired, "states in order; after the last one the first comes again"},
};
inline constexpr std::array kState{
    Key{"state", "name", kRequired, "what times by regime call it"},
    Key{"lasts", "time", "for ever", "how long; without it, to the end of the run"},
};
inline constexpr std::array kScope{
    Key{"site", "name or list", "all", "stations of these sites"},
    Key{"area", "name or list", "all", "stations of these areas"},
    Key{"station", "name or list", "all", "these stations; `all` for every one"},
    Key{"tag", "word or list", "all", "stations with any of these tags"},
    Key{"tools", "range", "all", "`3-4` or `3`: these tools of each such station, from 1"},
    Key{"product", "name or list", "none", "releases of these products"},
    Key{"route", "name or list", "none",
        "steps of these routes; a lot is held before them, where it keeps its place in a buffer"},
    Key{"step", "name or list", "all", "with route: only these steps"},
    Key{"operators", "name or list", "all",
        "of a mask of the workforce: these groups; `all` for every one"},
    Key{"material", "name or list", "none", "deliveries of these materials"},
    Key{"source", "both, first or second", "both", "with material: these of its suppliers"},
};
inline constexpr Key kReentry{"reentry", "rate", "all at once",
                              "how starts of a product that waited come back, beside those that "
                              "are due then: `2 lots/d`, the first at once"};
inline constexpr std::array kGate{
    Key{"scope", "map", "nothing",
        "what is shut: tools, releases of products, steps of routes, suppliers"},
    Key{"shuts", "time", "0 d", "from when; what is on a tool is finished"},
    Key{"begins", "time", "`shuts`", "start of the first stage, if later"},
    Key{"when_broken", "budget", "-", "instead of `shuts`: when this budget is used up"},
    Key{"when", "map", "-", "instead of `shuts`: when a condition holds"},
    Key{"after", "gate or list", "none", "gates that must be open before the first stage"},
    Key{"stages", "list", kRequired, "in order; the gate opens at the end of the last"},
    Key{"divert", "map of diversions", "none",
        "releases of other products instead, while it is shut"},
    kReentry,
};
inline constexpr std::array kStage{
    Key{"stage", "name", kRequired, "what it is called"},
    Key{"takes", "time, or map by regime", kRequired,
        "`lognormal(38 d cv 0.8)`, or `{regime: market, normal: 38 d, freeze: 150 d}` by the state "
        "at its start"},
    Key{"lots", "count", "0",
        "so many lots of `of` go through the line first, then `takes` begins; where one of them is "
        "lost the stage fails"},
    Key{"of", "product", "-",
        "with lots: of `class: qualification` and `release: none`; they pass steps that are shut"},
    Key{"fails", "share", "0", "probability that it fails at its end and goes back"},
    Key{"back_to", "stage", "itself", "the stage that a failure goes back to"},
    Key{"denied", "share", "0", "probability that it ends the gate for good: it never opens"},
};
inline constexpr std::array kDiversion{
    Key{"to", "product", kRequired, "that is released instead: an old route, another site"},
    Key{"share", "share", "100 %", "of the releases; the others are held, lost or go on as before"},
    Key{"after", "gate or list", "none", "gates that must be open: the other site is qualified"},
};
inline constexpr std::array kPlan{
    Key{"plan", "name", "-", "in a CSV file: what the order is called"},
    Key{"station", "station", kRequired, "that gets the tools"},
    Key{"tools", "count", "1", "that come, beside those of the station"},
    Key{"price", "amount", "the station's", "of one tool: `1.2 M$`"},
    Key{"paid_at_order", "share", "0 %", "of the price; what is left is paid at the installation"},
    Key{"paid_at_delivery", "share", "0 %", "of the price, when the tools are on the site"},
    Key{"paid_when_ready", "share", "0 %", "of the price, when they may run production lots"},
    Key{"ordered", "time", "0 d", "date of the order"},
    Key{"class", "name", "-", "its lead time is that of a class in `lead_times:`"},
    Key{"lead_time", "time, or map by regime", "0 d", "instead: from the order, by the state then"},
    Key{"licence", "time, or map by regime", "0 d", "then: until it may be exported"},
    Key{"denied", "share", "0", "with licence: probability that it never may"},
    Key{"delivery", "time, or map by regime", "0 d", "then: the way to the site"},
    Key{"after", "gate or list", "none", "gates that must be open before it is installed"},
    Key{"install", "time, or map by regime", "0 d", "from there until it runs"},
    Key{"qualification", "time, or map by regime", "0 d",
        "then: of one lot of its engineers; the time is SEMI E10 engineering"},
    Key{"lots", "count", "1", "with qualification: one after the other"},
    Key{"fails", "share", "0", "with qualification: probability that all lots are made again"},
    Key{"ramp", "duration", "0 d", "from there to full speed and yield, in ten steps"},
    Key{"ramp_speed", "share", "100 %", "with ramp: speed at its start"},
    Key{"ramp_yield", "share", "100 %", "with ramp: share of sites that survives at its start"},
    Key{"speed", "number", "1", "of tools that differ: they become a set of the station"},
    Key{"recipes", "list", "all", "that these tools may run"},
    Key{"products", "list", "all", "that these tools may run"},
};
inline constexpr std::array kMask{
    Key{"scope", "map", kRequired,
        "stations for capacity, speed and yield; products for starts; groups for workforce; "
        "materials for supply"},
    Key{"what", "capacity, speed, yield, starts, workforce or supply", "capacity",
        "what is multiplied by the level"},
    Key{"level", "share", "0",
        "what is left; of n tools floor(n x level) run, one more in part; "
        "likewise of n operators who can do the same"},
    Key{"from", "time", "0 d", "first onset: a date, or a distribution"},
    Key{"when_broken", "budget", "-", "whenever this budget is used up, from `from` on"},
    Key{"when", "map", "-", "whenever a condition holds, from `from` on"},
    Key{"lasts", "time", "for ever", "how long each time; with a condition: while it holds"},
    Key{"every", "time", "once", "from one end to the next onset"},
    Key{"most", "count", "no bound", "with every or a condition: onsets"},
    Key{"notice", "duration", "none",
        "from so long before the tools stop none starts what would not end by then (and grace)"},
    Key{"grace", "duration", "no end", "after it what is inside stops too; else it is finished"},
    Key{"inside", "resume, repeat or scrap", "resume", "with grace: what becomes of it"},
    Key{"recovery", "duration", "0 h", "over which the level comes back, in ten steps"},
    Key{"duty", "duration", "24 h",
        "period of the tool or operator that is there for a part of the time"},
    Key{"held", "wait or lost", "wait",
        "starts and supply: what is held back is made when the mask is over, or never; an order "
        "that is lost is made anew"},
    Key{"divert", "map of diversions", "none",
        "releases of other products instead, while the level is below 1"},
    kReentry,
};

}  // namespace packline::scenario
