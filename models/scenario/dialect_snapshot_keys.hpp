#pragma once

#include "models/scenario/dialect.hpp"

#include <array>

// What stands in a line when it starts, a lot or a tool a row: part of the list in
// dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kInitial{
    Key{"product", "product", kRequired, "what it is"},
    Key{"step", "step", kRequired, "at whose queue it stands when the run starts"},
    Key{"id", "word", "a number", "unique in its product; keys its random numbers"},
    Key{"lots", "count", "1", "without `id`: so many alike"},
    Key{"items", "count", "as released", "left of it, of the form that it has at the step"},
    Key{"units", "count", "all", "dies or packages on these items that are left"},
    Key{"priority", "count", "the product's", "0 is hottest, 9 coldest"},
    Key{"due", "duration", "the product's", "from the start of the run; `-3 d` is behind it"},
    Key{"arrives_in", "duration", "0 h",
        "it is on its way or on hold, and comes to the queue then"},
    Key{"tool", "count", "none",
        "it is in this tool of the station, from 1; with others: one batch, or in a cascade, "
        "chambers, a rack or at ports one after another"},
    Key{"began", "duration", "0 h", "with `tool`: so long before the start, setup not counted"},
    Key{"leaves_in", "duration", "by `began`", "with `tool`: until it is done"},
    Key{"clocks", "map of durations", "as if just finished",
        "time since it finished earlier steps that queue-time limits run from: `{clean: 2 h}`"},
    Key{"done_on", "map of counts", "any tool",
        "tools that did earlier steps, from 1, for steps with `same_tool_as`: `{bond: 2}`"},
    Key{"exposed", "duration", "as if just opened",
        "floor life used up since its dry pack was opened or it was baked, without dry storage"},
    Key{"reworked", "map of counts", "none",
        "items that were reworked once, twice ... in this layer: `{1: 20, 2: 3}`"},
    Key{"repeats", "count", "0", "times that queue-time limits have sent it back in this layer"},
    Key{"rejected", "yes or no", "no",
        "by an inspection, and a screen of rejected lots is to come"},
    Key{"retest", "count", "none",
        "with `retest: offline`: which retest it waits for or is in, from 1"},
    Key{"retest_units", "count", "-", "with `retest`: that failed, and are tested again"},
    Key{"carriers", "map of counts", "one per item when it took them",
        "carriers that it holds: `{boat: 12}`, `{boat: 0}`"},
    Key{"latent", "map of counts", "none",
        "dies (items, of a defect of items) that are bad though nobody has found them: `{crack: "
        "12}`"},
};

inline constexpr std::array kToolState{
    Key{"station", "station", kRequired, "of which it speaks"},
    Key{"tool", "count", "all", "its number, from 1"},
    Key{"setup", "family", "none", "what it is set up for"},
    Key{"run", "count", "0", "lots that it has done of that family, for `minimum_run`"},
    Key{"down_for", "duration", "0 h", "it stands still for so long"},
    Key{"maintenance", "name", "-", "of which `due` speaks"},
    Key{"due", "duration or count", "-", "until that maintenance: `20 h`, or `120 wafers`"},
    Key{"kits", "map of counts", "none", "kits on it and their uses so far: `{socket: 12000}`"},
    Key{"enters_in", "duration", "by those inside",
        "cascade, chambers, slots one by one: until the next lot may follow those inside"},
    Key{"free_in", "list of durations", "by those inside",
        "until each of its chambers, slots or places is free; with ports: where it works"},
};

}  // namespace packline::scenario
