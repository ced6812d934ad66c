#pragma once

#include "models/scenario/dialect_price_keys.hpp"

#include <array>
#include <string_view>

// The keys of stations: part of the list in dialect_keys.cpp.

namespace packline::scenario {

inline constexpr std::array kStation{
    Key{"tools", "count", kRequired, "tools behind the queue"},
    Key{"sets", "map of sets", "all alike",
        "tools that differ; of idle tools the first set's is used"},
    Key{"when", "condition", "always", "kept only where it holds: see `when` of a step"},
    Key{"area", "name", "the only area", "where it stands; required where areas are given"},
    Key{"site", "name", "none", "site it belongs to, for scopes; `sites:` states it of itself"},
    Key{"tags", "list of words", "none", "what it handles or needs (nickel, wet), for scopes"},
    Key{"kind", "single, batch, chambered, cascade, rack or tester", "single",
        "one load at a time; lots together; n chambers; items one pitch apart; n slots; a test "
        "cell whose units go several at a time"},
    Key{"load", "map", "a lot is a load", "what one load holds; a batch station needs it"},
    Key{"buffer", "count with unit, or stocker", "room for any number",
        "places for waiting lots: `4 lots`, `50 wafers`, or a name of `stockers:`; a lot that "
        "finds none stays in its tool, which is blocked. With 0 lots it goes from tool to tool"},
    Key{"chambers", "count", "1", "of a chambered station: items at once"},
    Key{"holds", "count", "no limit", "of a cascade: items inside at most, as on a conveyor"},
    Key{"load_ports", "count", "none",
        "single or cascade: lots inside or at the ports at most; one is loaded while another is "
        "worked on"},
    Key{"port_order", "emptiest or fullest", "emptiest",
        "which of several tools with a free port takes a lot: that with the least lots inside, or "
        "with the most, so that lots follow each other through few tools"},
    Key{"slots", "count", "1",
        "of a rack: each holds a load; a lot takes as many as it needs for its own time"},
    Key{"partial", "yes or no", "no",
        "of a rack: a lot enters slot by slot, else when it has all that it needs"},
    Key{"heads", "count", "1",
        "that share the items or sites of a lot: `takes` is for one of each"},
    Key{"sync_loss", "share", "0", "of time that several heads lose to each other"},
    Key{"sites", "count", "-", "of a tester: units that one touchdown tests at once"},
    Key{"efficiency", "share", "1",
        "of a tester with several sites: test time t becomes t (1 + (n - 1) (1 - efficiency))"},
    Key{"index", "time", "0 s", "of a tester: added to each touchdown"},
    Key{"site_failures", "map", "none", "sites of a tester that fail singly; the others go on"},
    Key{"excursions", "map or list", "none",
        "tools that drift unseen: their lots get more defects until it is found"},
    Key{"loading", "time", "0 s", "before each visit of a tool, part of the operation"},
    Key{"unloading", "time", "0 s", "after it"},
    Key{"setup", "time or map", "none", "change from one setup family to another"},
    Key{"idle_tool", "least setup or longest idle", "least setup",
        "which of several idle tools takes a lot"},
    Key{"failures", "map or list", "none", "breakdowns"},
    Key{"assists", "map or list", "none", "short stops that resume; clock: busy time"},
    Key{"maintenance", "map or list", "none", "preventive maintenance of each tool"},
    Key{"operators", "map", "nobody", "who is needed for what: setup, load, run, assist, ..."},
    Key{"calendar", "name", "always open", "no new starts while it is closed"},
    Key{"calendar_interrupts", "yes or no", "no", "closing stops the operation too"},
    Key{"dispatch", "list", "[priority, fifo]",
        "rules of which a later one decides where those before it tie: priority, fifo, edd (due "
        "date), odd (operation due date), slack, cr (critical ratio), atc (apparent tardiness "
        "cost), spt, lpt (mean time of this operation), setup (least change), qtime (next limit), "
        "winq (least work per tool in the next queue), fewest (lots here of that step), random"},
    Key{"uses", "map of uses", "nothing",
        "of utilities: `water: 80 L/wafer`, `energy: [12 kW productive, 3 kW standby]`"},
    Key{"atc_k", "number", "2", "look-ahead of `atc`, in mean operations of the lots that wait"},
    kStationCosts,
};
inline constexpr std::array kSet{
    Key{"tools", "count", kRequired, "of the station's tools"},
    Key{"speed", "number", "1",
        "loading, operation and unloading take 1 / speed of what is stated"},
    Key{"recipes", "list", "all", "that these tools may run"},
    Key{"products", "list", "all", "that these tools may run"},
    Key{"from", "time", "0 h", "installed so long after the start; not scheduled before"},
};
inline constexpr std::array kLoad{
    Key{"max", "count with unit", kRequired, "what fits: `4 lots`, `50 wafers`, `16 units`"},
    Key{"min", "count", "1", "what a batch station starts with"},
    Key{"wait", "duration", "for ever", "of the lot that waits longest; then it starts"},
    Key{"start", "min or full", "min", "min: as soon as `min` waits; full: when nothing more fits"},
    Key{"by", "recipe, step, product or anything", "recipe", "lots that may share a load"},
    Key{"strict_min", "yes or no", "no", "the time-out does not start a load below `min`"},
    Key{"look_ahead", "duration", "none",
        "a load that may start and is not full waits for the next lot for it that comes within "
        "this time: one that is under way, or at work in the step before. `wait` and queue-time "
        "limits end that, too"},
    Key{"waits_for", "what pays or any", "what pays",
        "looking ahead. What pays: lots at hand together lose less time by waiting than the one "
        "to come would until the next tool is free (next arrival control heuristic)"},
    Key{"filler", "carrier pool", "none",
        "dummies that fill a load up to `min` at its time-out; without enough of them it waits"},
};
inline constexpr std::array kSetup{
    Key{"takes", "time", kRequired, "any change that `changes` does not list, the first setup too"},
    Key{"changes", "list", "none", "sequence-dependent times"},
    Key{"anew", "family or list", "none", "families that a tool is set up for at each visit"},
    Key{"tooling", "map of families", "none", "`{family: {kit: 1}}`: kits that its steps need"},
    Key{"minimum_run", "count", "none",
        "lots of one family that a tool does before it changes to another: `7 lots`"},
    Key{"broken_by", "count", "nobody", "priority: lots as hot or hotter need not wait for that"},
    Key{"given_up_after", "duration", "never", "a tool idle so long gives up its minimum run"},
    Key{"lost_on", "list", "none", "failure, maintenance: what makes the setup necessary again"},
};
inline constexpr std::array kChange{
    Key{"from", "family", kRequired, "family that the tool is set up for"},
    Key{"to", "family", kRequired, "family that it is to be set up for"},
    Key{"takes", "time", kRequired, "time of this change"},
};
inline constexpr std::array kFailure{
    Key{"name", "name", "failure", "needed where there are several"},
    Key{"mtbf", "time", kRequired, "between failures, in the time of its clock"},
    Key{"mttr", "time", kRequired, "repair"},
    Key{"clock", "busy or calendar", "busy", "which time runs towards the failure"},
    Key{"on_failure", "resume, repeat or scrap", "resume", "what happens to what is inside"},
    Key{"waits_for_maintenance", "yes or no", "no",
        "calendar clock: what comes during a maintenance begins at its end"},
};
inline constexpr std::array kSiteFailure{
    Key{"mtbf", "time", kRequired, "between failures of one site, in the time of its clock"},
    Key{"mttr", "time", kRequired, "until it works again"},
    Key{"clock", "busy or calendar", "busy", "which time runs towards the failure"},
};
inline constexpr std::array kExcursion{
    Key{"name", "name", "excursion", "needed where there are several"},
    Key{"after", "time", "-", "from the last repair, or the start, to the drift of a tool"},
    Key{"per_lot", "share", "-", "instead: chance of each lot to find its tool drifted"},
    Key{"survive", "share", kRequired, "share without the defect in lots that it makes then"},
    Key{"mechanism", "name", kRequired, "the defect"},
    Key{"found", "at once or latent", "latent", "of its defects"},
    Key{"found_after", "time", "-", "from the drift to its detection"},
    Key{"watch", "map", "none", "a control chart of each tool, kept at a later inspection"},
    Key{"repair", "time", kRequired, "the tool stands still for; a false alarm costs as much"},
    Key{"affected", "go on or screen", "go on",
        "screen: lots it made while it drifted are rejected, for a step with `sample: rejected "
        "lots`"},
};
inline constexpr std::array kWatch{
    Key{"step", "step", kRequired, "inspection whose finds of the mechanism are charted"},
    Key{"above", "share", kRequired, "mean share of finds that stops the tool"},
    Key{"lots", "count", "1", "of the same tool, over which the mean is taken"},
};
inline constexpr std::array kAssist{
    Key{"name", "name", "assist", "needed where there are several"},
    Key{"mtba", "time", kRequired, "busy time between assists"},
    Key{"takes", "time", kRequired, "length of the stop"},
};
inline constexpr std::array kMaintenance{
    Key{"name", "name", "maintenance", "needed where there are several"},
    Key{"every", "duration or count", kRequired, "`168 h`, or `500 wafers` handled by the tool"},
    Key{"takes", "time", kRequired, "length of the maintenance"},
    Key{"first", "duration or count", "`every`", "until the first one, of new tools"},
    Key{"stagger", "yes or no", "yes",
        "tool i of n is first due at first * i / n, else all at once"},
    Key{"window", "duration", "no end", "how long it may wait for the operation to end"},
};

}  // namespace packline::scenario
