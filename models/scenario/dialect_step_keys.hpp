#pragma once

#include "models/scenario/dialect.hpp"
#include "models/scenario/dialect_price_keys.hpp"

#include <array>
#include <string_view>

// The keys of routes and steps: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kRoute{
    Key{"steps", "list or path", kRequired, "steps in order, in a list or a CSV file"},
    Key{"like", "route", "-", "instead of steps: those of another route"},
    Key{"parameters", "map of values", "the line's", "values of this route's ${names}"},
};
inline constexpr std::array kRepeat{
    Key{"repeat", "map", kRequired,
        "`{layer: 3}` or `{layer: [a, b]}`: `{layer}` in the steps is replaced"},
    Key{"steps", "list", kRequired, "steps of one round"},
    Key{"when", "condition", "always", "kept only where it holds"},
};
inline constexpr std::array kStep{
    Key{"id", "name", kRequired, "unique in the route"},
    Key{"on", "station", kRequired, "where it is done"},
    Key{"takes", "operation time", "required but with `lot_pitch`",
        "`3 min/wafer`, `20 min/lot`, `4 h/load`, `7000 die/h`; on a cascade the pitch; on a "
        "tester "
        "`12 s/touchdown` of one unit by itself, or `1000 units/h` of the cell"},
    Key{"transit", "time", "-", "cascade: from entry to exit of one item"},
    Key{"lot_pitch", "time", "-",
        "cascade: least time between the starts of lots; without `takes` all of a lot enters at "
        "once"},
    Key{"recipe", "word", "the id", "what batches are formed by"},
    Key{"load", "map", "the station's", "batch station: limits of a load of this step"},
    Key{"same_tool_as", "step", "any tool",
        "done on the very tool that did this earlier step of the lot, which waits for it"},
    Key{"setup", "family", "any", "what the tool must be set up for"},
    Key{"when", "condition", "always", "`name == value`, `name != value` or `name` of a parameter"},
    Key{"sublot", "count or lot", "the lot",
        "items that are worked and move on together; they meet again before the first step "
        "without; a lot that comes whole is worked on one tool and leaves in these"},
    Key{"split", "count", "1", "tools that a lot beyond the load limit may use"},
    Key{"sample", "sample or map", "all",
        "what is handled: `20 % lots`, `1 in 5 lots`, `20 % wafers`, `3 wafers`, `125 units`, "
        "`rejected lots` (by an inspection with `accept`: a screen), `expired lots` (a bake), or "
        "a skip-lot plan"},
    Key{"yield", "share, map or list", "1", "defects that the step makes"},
    Key{"inspect", "map", "none", "defects that the step finds"},
    Key{"bins", "map to shares", "none",
        "names for the units that leave: `30 %`, `30 % into fast_parts` (a material), `rest`"},
    Key{"rework", "map", "none", "what goes back instead of being lost"},
    Key{"start_within", "map or list", "none", "queue-time limits that end at this step"},
    Key{"floor_life", "map", "none", "moisture: exposure within which this step must start"},
    Key{"dry", "yes or no", "no", "exposure stands still from the arrival at the step to its end"},
    Key{"hold", "map", "none", "lots held at the end of the step"},
    Key{"consumes", "map", "none",
        "assembly: parts per live site or per item, `{die: 2 per site, carrier: 1 per wafer}`"},
    Key{"places", "count or grid", "-", "assembly: sites placed on each item"},
    Key{"kit", "at release or at step", "at release",
        "assembly: parts are ordered with those of all such steps at release, or by each lot when "
        "it comes to the step"},
    Key{"kit_fill", "share", "100 %",
        "assembly that places: share of the sites from which on a partial kit is taken; other "
        "positions stay empty"},
    Key{"on_bad_site", "skip or map", "skip",
        "assembly: what each bad site gets instead, `{dummy: 1 per site}`"},
    Key{"takes_carrier", "carrier pool", "none", "one per item, from before this step"},
    Key{"frees_carrier", "carrier pool", "none", "given back at its end"},
    Key{"singulates", "yes or no", "no", "items end here: each site becomes a unit"},
    Key{"operators", "map", "the station's", "who is needed: setup, load, run"},
    Key{"tooling", "map to counts", "the family's",
        "`{socket: 1}`: held from the start of the setup to the end of the visit"},
    kStepConsumables,
    Key{"layer", "count", "by `repeat:`", "rework passes count anew in each layer"},
};
inline constexpr std::array kStepLoad{
    Key{"max", "count with unit", kRequired, "what fits, counted as the station does"},
    Key{"min", "count", "1", "what it starts with"},
};
inline constexpr Key kDensity{"density", "defects by area", "-",
                              "`0.09 per cm2`: the share follows from the area of a site"};
inline constexpr Key kModel{"model", "poisson, murphy, seeds or negative_binomial", "poisson",
                            "how unevenly the defects lie; negative_binomial where alpha is given"};
inline constexpr Key kAlpha{"alpha", "number", "-",
                            "negative binomial: the smaller, the more clustered"};
inline constexpr Key kArea{"area", "area", "the grid's die", "of a site: `200 mm2`, `10 x 20 mm`"};
inline constexpr Key kCritical{"critical", "share", "1", "share of the area where a defect kills"};
inline constexpr Key kCorrelation{"correlation", "share", "0",
                                  "of two sites of one lot or item (beta-binomial)"};
inline constexpr Key kClusters{
    "clusters", "item or lot", "lot, with correlation",
    "whose sites share their luck: with density its value is drawn for each"};
inline constexpr Key kLearning{"learning", "map", "none",
                               "the share rises over time or with volume"};
inline constexpr std::array kYield{
    Key{"survive", "share", "-", "share without the defect; instead of `density`"},
    Key{"mechanism", "name", "the step's id", "what the losses are booked under"},
    Key{"found", "at once or latent", "at once", "latent: stays until an inspection covers it"},
    kDensity,
    kModel,
    kAlpha,
    kArea,
    kCritical,
    kCorrelation,
    kClusters,
    kLearning,
};
inline constexpr std::array kIncoming{
    Key{"survive", "share", "-", "share that comes without the defect; instead of `density`"},
    kDensity,
    kModel,
    kAlpha,
    kArea,
    kCritical,
    kCorrelation,
    kClusters,
    kLearning,
};
inline constexpr std::array kLearningKeys{
    Key{"from", "share", kRequired, "share without the defect at the start; it rises to the yield"},
    Key{"over", "duration", "-", "time constant: 63 % of the way is gone after it"},
    Key{"volume", "count", "-", "instead: with the units handled, of which this many count as one"},
    Key{"exponent", "number", "0.5",
        "with volume: the rest to learn is (1 + units / volume)^-exponent"},
};
inline constexpr std::array kInspect{
    Key{"finds", "map to shares", "none",
        "share of each mechanism's defective sites found, `all` for every one; `92 % of faults`: "
        "by fault coverage, after Williams and Brown"},
    Key{"overkill", "share", "0", "share of good sites rejected"},
    Key{"retests", "count", "0", "times that all fails are tested again"},
    Key{"retest_escape", "share", "0", "share of true defects that a retest passes"},
    Key{"accept", "count", "no verdict",
        "acceptance number: a lot with more finds is rejected, for a step with `sample: rejected "
        "lots`"},
    Key{"retest", "inline or offline", "inline",
        "tester: fails go again in the same visit, or in one of their own that queues again"},
    Key{"retest_takes", "operation time", "as the test",
        "tester: `300 units/h` or `20 s/touchdown`"},
    Key{"first_pass", "share", "-",
        "of the units that pass the first time: instead of `finds`, or with `final`"},
    Key{"final", "share", "-",
        "of the units that pass in the end; with `first_pass` overkill and true defects follow"},
};
inline constexpr std::array kRework{
    Key{"share", "share", "-", "sent back at random"},
    Key{"of", "list of mechanisms", "-", "item defects found here that are reworked"},
    Key{"level", "item or lot", "item", "with share: items one by one, or the whole lot"},
    Key{"to", "step", kRequired, "where it goes back to"},
    Key{"max", "count or unlimited", "1", "passes per item and layer; beyond it is scrap"},
    Key{"clears", "list of mechanisms", "`of`", "defects that are gone when the rework starts"},
    Key{"merge_at", "step", "next batch or assembly step", "before which it meets the rest"},
    Key{"wait", "yes or no", "yes", "the rest waits there"},
    Key{"steps", "list", "none", "steps on the way back (strip, clean)"},
};
inline constexpr std::array kSkipLot{
    Key{"qualify", "count", kRequired, "good lots in a row (finds within `accept`), all inspected"},
    Key{"then", "sample", kRequired, "`1 in 5 lots`, until one of these is bad"},
};
inline constexpr std::array kQueueTime{
    Key{"limit", "duration", kRequired, "from the end of `of` to the start of this step"},
    Key{"of", "step", kRequired, "step whose end starts the clock"},
    Key{"action", "repeat, yield, scrap or count", "scrap",
        "what happens when it passes; count: nothing, late starts are counted"},
    Key{"to", "step", "`of`", "repeat: where it goes back to"},
    Key{"max", "count", "1", "repeats per lot and layer, then `then`"},
    Key{"then", "yield or scrap", "scrap", "what happens when repeats are used up"},
    Key{"survive", "share", "1", "yield: share of the sites that survives"},
    Key{"mechanism", "name", "(queue_time)", "what losses are booked under"},
};
inline constexpr std::array kFloorLife{
    Key{"limit", "duration or level", kRequired,
        "exposure since the pack was opened, over all steps: `MSL 3`, or `168 h`"},
    Key{"of", "step", kRequired, "step that opens the dry pack"},
    Key{"bake", "step", kRequired,
        "where the lot goes back to when it has run out, and starts anew; with `sample: expired "
        "lots` the others pass it"},
};
inline constexpr std::array kHold{
    Key{"probability", "share", kRequired, "of each lot"},
    Key{"takes", "time", kRequired, "how long"},
};

}  // namespace packline::scenario
