// Every key of the dialect, once.

#include "models/scenario/dialect.hpp"
#include "models/scenario/dialect_disruption_keys.hpp"
#include "models/scenario/dialect_estimate_keys.hpp"
#include "models/scenario/dialect_people_keys.hpp"
#include "models/scenario/dialect_price_keys.hpp"
#include "models/scenario/dialect_snapshot_keys.hpp"
#include "models/scenario/dialect_station_keys.hpp"
#include "models/scenario/dialect_step_keys.hpp"
#include "models/scenario/dialect_supply_keys.hpp"
#include "models/scenario/dialect_table_keys.hpp"
#include "models/scenario/dialect_transport_keys.hpp"
#include "models/scenario/dialect_utility_keys.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>
#include <array>

namespace packline::scenario {

namespace {

constexpr std::array kLine{
    Key{"line", "name", kRequired, "what the line is called in results"},
    Key{"about", "text", "nothing", "which question it answers; for people"},
    Key{"extends", "path", "nothing", "another file of which this one states only what differs"},
    Key{"flows", "list of paths", "none",
        "files whose stations, routes, ... are merged in first, below what the line extends and "
        "states; what it does not use of them is left out"},
    kCurrencyKey,
    Key{"parameters", "map of values", "none", "named values, written ${name} elsewhere"},
    Key{"areas", "list of names", "one area", "parts of the plant between which lots travel"},
    Key{"transfer", "map of times, or of maps", "1 s",
        "time between areas: `default`, and `a -> b` for two (`a -> a`: from station to station "
        "inside it); in a map also who carries the lots or when they depart"},
    Key{"vehicles", "map of fleets", "none", "vehicles that carry lots between areas"},
    Key{"sites", "list of names, or map", "one site",
        "the line stands at each: `north_stepper` is a station of site north; in a map, what "
        "materials, carriers, stations and products have otherwise there"},
    Key{"shared_areas", "list of areas", "none", "areas that all sites share, with their stations"},
    Key{"calendars", "map of calendars", "none", "shift patterns"},
    Key{"mechanisms", "map to item or site", "site", "what one defect of a kind spoils"},
    Key{"materials", "map of materials", "none", "parts in stock that assembly takes from"},
    Key{"carriers", "map of carrier pools", "none", "carriers that circulate"},
    Key{"stockers", "map of stockers", "none", "places for waiting lots that stations share"},
    Key{"operators", "map of groups", "none", "people: who can do what, when, and how many"},
    Key{"tooling", "map of kits", "none", "sockets, load boards, probe cards, reticles, stencils"},
    Key{"utilities", "map of utilities", "none", "what is metered: water, energy, carbon, nickel"},
    Key{"stations", "map of stations", kRequired, "tools behind a queue"},
    Key{"routes", "map of routes", kRequired, "steps of the products"},
    Key{"products", "map of products", kRequired, "what flows, how often, on which route"},
    Key{"releases", "map of releases", "none", "releases that several products share"},
    Key{"budgets", "map of budgets", "none",
        "limits on utilities: water permits, caps on energy or carbon"},
    Key{"regimes", "map of regimes", "none", "states of a market that lead times depend on"},
    Key{"gates", "map of gates", "none",
        "permits, licences, requalifications: what they keep shut"},
    Key{"lead_times", "map of times", "none", "of classes of tools, for plans"},
    Key{"plans", "map of plans or path", "none",
        "tools that are ordered: in a map, or in a CSV file with a column `plan` of names"},
    Key{"masks", "map of masks", "none", "outages and curtailments: what they leave of it"},
    Key{"wip", "list or path", "none",
        "lots in process at the start, in a list or a CSV file: start from today"},
    Key{"tool_states", "list or path", "as new",
        "tools at the start: setups, what is down, when maintenance is due, kits on them"},
    kStocksKey,
    kQualificationsKey,
    Key{"experiment", "map", "defaults", "how long and how often it is simulated"},
    kEstimatesKey,
};
constexpr std::array kExperiment{
    Key{"horizon", "duration", "365 d", "end of each run, warm-up included"},
    Key{"warmup", "auto or duration", "auto", "start of the statistics; auto: by MSER-5"},
    Key{"replications", "count", "10", "independent runs"},
    Key{"seed", "count", "1", "another seed gives other, equally valid luck"},
};
constexpr std::array kCalendar{
    Key{"period", "duration", "1 wk", "after which the pattern repeats; t = 0 is Monday 00:00"},
    Key{"open", "list of windows", kRequired,
        "`Mon-Fri 06:00-22:00`, `day 06:00-18:00` (every day), or `0 h - 16 h` from the period's "
        "start"},
};
constexpr std::array kCarrier{
    Key{"stock", "count", kRequired, "carriers that exist"},
    Key{"returns", "time", "0 s", "way back of empty carriers to where they are taken"},
    Key{"wash", "map", "never",
        "of carriers that have been used so often, or the time to replace them"},
};
constexpr std::array kWash{
    Key{"after", "count", kRequired, "uses: from being taken to being empty again"},
    Key{"takes", "time", kRequired, "on the way back"},
};
constexpr std::array kWay{
    Key{"takes", "time", kRequired, "from area to area; with departures one for all that go"},
    Key{"by", "fleet", "-", "vehicles that are called for each lot"},
    Key{"departs", "duration or calendar", "at once",
        "`12 h`: lots wait for the next departure; or whenever a calendar opens"},
    Key{"first", "duration", "`departs`", "time of the first departure"},
    Key{"lots", "count", "all", "that one departure takes"},
};
constexpr std::array kStocker{
    Key{"places", "count with unit", kRequired, "`40 lots` or `600 wafers` that may wait there"},
};
constexpr std::array kProduct{
    Key{"route", "name", kRequired, "its steps"},
    Key{"lot", "count with unit", kRequired, "items per lot: `25 wafers`"},
    Key{"sites", "count or grid", "1", "per item at release; 0 where an assembly step places them"},
    Key{"site_name", "word", "unit", "what a site is called: die, unit, package"},
    Key{"priority", "count", "5", "0 is hottest, 9 coldest"},
    Key{"class", "production, engineering or qualification", "production",
        "tool time of the others is SEMI E10 engineering, and they are no output of the line"},
    Key{"due", "duration", "none", "after release"},
    Key{"release", "map or none", kRequired, "when lots start"},
    Key{"makes", "material", "shipped",
        "the route ends in this stock: unit by unit, or as wafers where the material has `sites`"},
    Key{"incoming", "map to shares or maps", "none",
        "share of sites free of each defect at release, or by area as in a yield"},
    Key{"package", "map", "none", "outline of the finished unit, for comparisons"},
    kProductPrice,
    kIncomingPrice,
    kPenaltiesKey,
};
constexpr std::array kPackage{
    Key{"footprint", "size", kRequired, "on the board: `10 x 10 mm`"},
    Key{"layers", "list", kRequired, "the stack from the board up; they add up to the height"},
};
constexpr std::array kLayer{
    Key{"name", "name", kRequired, "balls, substrate, die, mould"},
    Key{"thickness", "size", kRequired, "`0.25 mm`"},
};
constexpr std::array kRelease{
    Key{"every", "time", "-", "between releases; exp(...) makes them Poisson"},
    Key{"rate", "rate, list or path", "-",
        "`10 lots/wk`, evenly spaced; or a list or CSV file of dated rates"},
    Key{"poisson", "yes or no", "no", "with `rate`: at random"},
    Key{"lots", "count", "1", "per release"},
    Key{"first", "duration", "0 h", "time of the first release"},
    Key{"when_full", "wait or lose", "wait",
        "a lot that finds no place before the first station waits outside, or goes elsewhere"},
    Key{"schedule", "list or path", "-", "given releases, in a list or a CSV file"},
    Key{"cards", "count", "-", "CONWIP: so many lots in process; the end of one starts the next"},
    Key{"card_return", "duration", "at once",
        "until the card of a lot that ended starts the next; at once ties the areas of the route"},
    Key{"units", "count", "lots", "each release is an order of a customer for so many good units"},
    Key{"expected_yield", "share", "1",
        "of units: good ones per unit started; lots are overstarted"},
    Key{"cap", "map", "none", "with `every` or `rate`: starts only below a level"},
    Key{"mix", "map of counts", "-", "under `releases:`: lots of each product, in proportion"},
    Key{"mix_order", "even or random", "even", "products take turns, or are drawn"},
};
constexpr std::array kDatedRate{
    Key{"at", "duration", kRequired, "from when; before the first row nothing is released"},
    Key{"rate", "rate", kRequired, "`60 lots/wk`, or `0 lots/wk`"},
    Key{"over", "duration", "at once", "evenly from the rate before it"},
};
constexpr std::array kCap{
    Key{"lots", "count", kRequired, "no start at this level or above"},
    Key{"queue", "station", "in process",
        "lots in this queue, else lots in process of this release"},
    Key{"over", "wait or lose", "wait", "starts wait, or are lost"},
    Key{"reads", "duration", "10 min", "starts that wait look at the level at multiples of this"},
};
constexpr std::array kRow{
    Key{"at", "duration", kRequired, "time of the release"},
    Key{"lots", "count", "1", "lots released"},
    Key{"priority", "count", "the product's", "0 is hottest, 9 coldest"},
    Key{"due", "duration", "the product's",
        "time at which they are due, from the start of the run"},
};
constexpr std::array kGrid{
    Key{"wafer", "size", "-", "diameter of a round wafer or panel"},
    Key{"panel", "size", "-", "width and height of a panel: `510 x 515 mm`"},
    Key{"die", "size", kRequired, "width and height of a site"},
    Key{"edge", "size", "3 mm", "margin that stays free"},
    Key{"kerf", "size", "0.1 mm", "between sites"},
};

constexpr std::array kSections{
    Section{"line", "the top of a file", kLine},
    Section{"experiment", "`experiment:`", kExperiment},
    Section{"estimates", "`estimates:`", kEstimates},
    Section{"station", "each of `stations:`", kStation},
    Section{"set", "each of `sets:` of a station", kSet},
    Section{"load", "`load:` of a station", kLoad},
    Section{"setup", "`setup:` of a station", kSetup},
    Section{"change", "each of `changes:` of a setup", kChange},
    Section{"failure", "each of `failures:` of a station", kFailure},
    Section{"excursion", "each of `excursions:` of a station", kExcursion},
    Section{"watch", "`watch:` of an excursion", kWatch},
    Section{"site_failure", "`site_failures:` of a station", kSiteFailure},
    Section{"assist", "each of `assists:` of a station", kAssist},
    Section{"maintenance", "each of `maintenance:` of a station", kMaintenance},
    Section{"costs", "`costs:` of a station", kCosts},
    Section{"kit", "each of `tooling:`", kTooling},
    Section{"operator group", "each of `operators:` of the line", kOperatorGroup},
    Section{"operators", "`operators:` of a station or step", kOperatorNeeds},
    Section{"operator need", "each of `operators:` of a station or step", kOperatorNeed},
    Section{"utility", "each of `utilities:`", kUtility},
    Section{"product", "each of `products:`", kProduct},
    Section{"release", "`release:` of a product, each of `releases:`", kRelease},
    Section{"dated rate", "each row of `rate:` of a release, where it changes", kDatedRate},
    Section{"cap", "`cap:` of a release", kCap},
    Section{"scheduled release", "each row of `schedule:` of a release", kRow},
    Section{"lot in process", "each row of `wip:`", kInitial},
    Section{"tool state", "each row of `tool_states:`", kToolState},
    Section{"stock", "each row of `stocks:`", kStock},
    Section{"qualified set", "each row of `qualifications:`", kQualifiedSet},
    Section{"package", "`package:` of a product", kPackage},
    Section{"package layer", "each of `layers:` of a package", kLayer},
    Section{"penalties", "`penalties:` of a product", kPenalties},
    Section{"route", "each of `routes:`", kRoute},
    Section{"step", "each of `steps:` of a route or rework or repeat", kStep},
    Section{"repeat", "in the place of a step", kRepeat},
    Section{"step load", "`load:` of a step", kStepLoad},
    Section{"yield", "`yield:` of a step", kYield},
    Section{"incoming", "each of `incoming:` of a product, where it is no plain share", kIncoming},
    Section{"learning", "`learning:` of a yield or incoming", kLearningKeys},
    Section{"inspect", "`inspect:` of a step", kInspect},
    Section{"sample", "`sample:` of a step, where it is a skip-lot plan", kSkipLot},
    Section{"rework", "`rework:` of a step", kRework},
    Section{"start_within", "`start_within:` of a step", kQueueTime},
    Section{"floor_life", "`floor_life:` of a step", kFloorLife},
    Section{"hold", "`hold:` of a step", kHold},
    Section{"grid", "`sites:` and `places:`", kGrid},
    Section{"calendar", "each of `calendars:`", kCalendar},
    Section{"budget", "each of `budgets:`", kBudget},
    Section{"throttle", "`throttle:` of a budget", kThrottle},
    Section{"block", "`block:` of a budget", kBlock},
    Section{"when", "`when:` of a gate or mask", kWhen},
    Section{"regime", "each of `regimes:`", kRegime},
    Section{"state", "each of `states:` of a regime", kState},
    Section{"gate", "each of `gates:`", kGate},
    Section{"stage", "each of `stages:` of a gate", kStage},
    Section{"diversion", "each of `divert:` of a gate or mask, by product", kDiversion},
    Section{"plan", "each of `plans:`", kPlan},
    Section{"mask", "each of `masks:`", kMask},
    Section{"scope", "`scope:` of a gate or mask or budget or throttle or block", kScope},
    Section{"material", "each of `materials:`", kMaterial},
    Section{"supply", "`supply:` of a material", kSupply},
    Section{"second_source", "`second_source:` of a supply", kSecondSource},
    Section{"delivery", "each row of `schedule:` of a supply, each row of `on_order:` of a supply",
            kDelivery},
    Section{"carrier pool", "each of `carriers:`", kCarrier},
    Section{"wash", "`wash:` of a carrier pool", kWash},
    Section{"stocker", "each of `stockers:`", kStocker},
    Section{"way", "a map in `transfer:`", kWay},
    Section{"fleet", "each of `vehicles:`", kFleet},
    Section{"vehicle failure", "`failures:` of a fleet", kVehicleFailure},
    Section{"planned output", "each row of `packline forecast --plan`", kPlannedOutput},
    Section{"actual figure", "each row of `packline run --actual`", kActualFigure},
};

}  // namespace

std::span<const Section> dialect() { return kSections; }

const Section& section(std::string_view name) {
    const auto it = std::ranges::find(kSections, name, &Section::name);
    expect(it != kSections.end(), "the dialect has no such section");
    return *it;
}

std::vector<std::string> key_names(const Section& s) {
    std::vector<std::string> out;
    for (const Key& k : s.keys) {
        out.emplace_back(k.name);
    }
    return out;
}

}  // namespace packline::scenario
