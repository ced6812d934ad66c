// `stations:` of a line.

#include "models/packaging/stations/dispatch_rules.hpp"
#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::station(const Member& member) {
    MapReader reader{member.value, "station", diagnostics_};
    StationSpec s;
    s.name = member.key;
    s.tools = static_cast<std::uint32_t>(reader.count("tools", 1, 100'000, 1).n);
    s.area = AreaId{0};
    if (reader.has("area")) {
        s.area = AreaId{find(area_names_, reader.text("area"), reader.at("area"), "area")};
    } else if (area_names_.size() > 1) {
        diagnostics_.error(member.at, fmt::format("station '{}' stands in no area", member.key),
                           "add `area:`; lots need to know where to travel");
    }
    if (reader.has("site")) {
        s.site = reader.text("site");
    }
    for (const Node* tag : reader.list("tags")) {
        s.tags.push_back(tag->text);
    }
    s.kind = static_cast<StationKind>(
        reader.choice("kind", {"single", "batch", "chambered", "cascade", "rack", "tester"}, 0));
    tool_sets(reader, s);
    load(reader, s);
    buffer(reader, s);
    if (s.kind == StationKind::chambered) {
        if (!reader.has("chambers")) {
            diagnostics_.error(member.at,
                               fmt::format("chambered station '{}' states no chambers", member.key),
                               "add `chambers: n`, the items it handles at once");
        }
        s.chambers = static_cast<std::uint32_t>(reader.count("chambers", 1, 1000, 1).n);
    } else if (reader.has("chambers")) {
        reader.error("chambers",
                     fmt::format("a {} station has no chambers",
                                 reader.has("kind") ? reader.text("kind") : "single"),
                     "write `kind: chambered`, or leave the key out");
    }
    rooms(reader, s);
    heads(reader, s);
    if (reader.has("loading")) {
        s.loading = reader.time("loading");
    }
    if (reader.has("unloading")) {
        s.unloading = reader.time("unloading");
    }
    uses(reader, s);
    setup(reader, s);
    s.longest_idle = reader.choice("idle_tool", {"least setup", "longest idle"}, 0) == 1;
    test_cell(reader, s);
    failures(reader, s);
    maintenance(reader, s);
    if (reader.has("calendar")) {
        s.calendar = CalendarId{
            find(calendar_names_, reader.text("calendar"), reader.at("calendar"), "calendar")};
    }
    operators(reader, s.operators, s.loading.upper() > 0);
    s.calendar_interrupts = reader.yes_no("calendar_interrupts", false);
    dispatch(reader, s);
    excursions(reader, s);
    s.costs = station_costs(reader);
    at_.stations.push_back(member.at);
    at_.station_tools.push_back(reader.at("tools"));
    line_.stations.push_back(std::move(s));
}

/// Keys of conveyors and racks.
void LineReader::rooms(MapReader& reader, StationSpec& s) {
    s.holds = static_cast<std::uint32_t>(reader.count("holds", 1, 10'000, 0).n);
    s.slots = static_cast<std::uint32_t>(reader.count("slots", 1, 10'000, 1).n);
    s.partial = reader.yes_no("partial", false);
    ports(reader, s);
    if (reader.has("holds") && s.kind != StationKind::cascade) {
        reader.error("holds", "'holds' is for cascades (conveyors)",
                     "write `kind: cascade`, or leave the key out");
    }
    for (const char* key : {"slots", "partial"}) {
        if (reader.has(key) && s.kind != StationKind::rack) {
            reader.error(key, fmt::format("'{}' is for racks", key),
                         "write `kind: rack`, or leave the key out");
        }
    }
    if (s.kind == StationKind::rack && !reader.has("slots")) {
        diagnostics_.error(reader.node().at, fmt::format("rack '{}' states no slots", s.name),
                           "add `slots: n`; `load: {max: ...}` is what one slot holds");
    }
}

void LineReader::ports(MapReader& reader, StationSpec& s) {
    s.load_ports = static_cast<std::uint32_t>(reader.count("load_ports", 1, 100, 0).n);
    if (s.load_ports > 0 && s.kind != StationKind::single && s.kind != StationKind::cascade) {
        reader.error("load_ports", "only tools of single and cascade stations have load ports",
                     "leave the key out");
        s.load_ports = 0;
    } else if (s.load_ports > 0 && s.holds > 0) {
        reader.error("load_ports", "load ports beside `holds` (both limit what is inside)",
                     "leave one of the two out");
        s.load_ports = 0;
    }
    s.fullest_first = reader.choice("port_order", {"emptiest", "fullest"}, 0) == 1;
    if (reader.has("port_order") && !reader.has("load_ports")) {
        reader.error("port_order", "the station has no load ports",
                     "add `load_ports: 2`, or leave the key out");
    }
}

void LineReader::heads(MapReader& reader, StationSpec& s) {
    s.heads = static_cast<std::uint32_t>(reader.count("heads", 1, 100, 1).n);
    s.sync_loss = reader.share("sync_loss", 0);
    if (reader.has("heads") && s.kind != StationKind::single) {
        reader.error("heads", "only tools of a single station have several heads",
                     "write `kind: single`, or leave the key out");
    }
    if (reader.has("sync_loss") && s.heads == 1) {
        reader.error("sync_loss", "one head does not wait for others",
                     "add `heads: 2`, or leave the key out");
    }
}

void LineReader::load(MapReader& reader, StationSpec& s) {
    const bool batch = s.kind == StationKind::batch;
    const Node* node = reader.map("load");
    if (node == nullptr) {
        // Without a limit a load is what a lot is.
        s.load.counted_in = Level::lot;
        if (batch && !reader.has("load")) {
            diagnostics_.error(
                reader.node().at,
                fmt::format("batch station '{}' does not say what a load holds", s.name),
                "add `load: {max: 4 lots}`");
        }
        return;
    }
    if (s.kind == StationKind::chambered || s.kind == StationKind::cascade ||
        s.kind == StationKind::tester) {
        reader.error("load", "this kind of station takes items one by one and has no loads",
                     "leave the key out");
        return;
    }
    MapReader in{*node, "load", diagnostics_};
    constexpr std::int64_t kMost = 1'000'000'000;
    const Count max = in.count("max", 1, kMost, 1);
    s.load.max = max.n;
    if (is_item_word(max.unit)) {
        s.load.counted_in = Level::item;
    } else if (is_site_word(max.unit)) {
        s.load.counted_in = Level::site;
    } else if (is_lot_word(max.unit)) {
        s.load.counted_in = Level::lot;
    } else {
        in.error("max", fmt::format("max = {} (what is counted is wanted)", in.text("max")),
                 "write `4 lots`, `50 wafers` or `16 units`");
    }
    for (const char* key :
         {"min", "wait", "start", "by", "strict_min", "look_ahead", "waits_for", "filler"}) {
        if (!batch && in.has(key)) {
            in.error(key, fmt::format("'{}' is for batch stations", key),
                     "write `kind: batch`, or leave the key out");
        }
    }
    s.load.min = in.count("min", 1, kMost, 1).n;
    if (s.load.min > s.load.max) {
        in.error("min",
                 fmt::format("min = {} is above max = {} (no load could ever start)", s.load.min,
                             s.load.max),
                 "lower min or raise max");
        s.load.min = s.load.max;
    }
    s.load.has_wait = in.has("wait");
    s.load.longest_wait = in.duration("wait", Duration{});
    s.load.start =
        in.choice("start", {"min", "full"}, 0) == 1 ? BatchStart::full : BatchStart::at_least_min;
    s.load.by = static_cast<BatchBy>(in.choice("by", {"recipe", "step", "product", "anything"}, 0));
    s.load.strict_min = in.yes_no("strict_min", false);
    look_ahead(in, s.load);
    filler(in, s.load);
}

/// Families that any step asks for at this station: the vocabulary of its setups.
void LineReader::setup_families(StationSpec& s, const std::string& name) {
    const Node* routes = root_.find("routes");
    if (routes == nullptr) {
        return;
    }
    const auto look = [&](const Node& step, const auto& again) -> void {
        const Node* family = step.find("setup");
        if (family != nullptr && family->is_scalar() && step.text_of("on") == name &&
            std::ranges::find(s.setup.families, family->text) == s.setup.families.end()) {
            s.setup.families.push_back(family->text);
        }
        if (const Node* rework = step.find("rework")) {
            if (const Node* extra = rework->find("steps")) {
                for (const Node& one : extra->items) {
                    again(one, again);
                }
            }
        }
    };
    for (const Member& route : routes->members) {
        if (const Node* steps = route.value.find("steps")) {
            for (const Node& step : steps->items) {
                look(step, look);
            }
        }
    }
}

void LineReader::setup(MapReader& reader, StationSpec& s) {
    const Node* node = reader.value("setup");
    setup_families(s, s.name);
    family_tooling_.emplace_back(s.setup.families.size());
    if (node == nullptr) {
        return;
    }
    if (node->is_scalar()) {
        s.setup.otherwise = reader.time("setup");
        return;
    }
    MapReader in{*node, "setup", diagnostics_};
    s.setup.otherwise = in.time("takes");
    for (const Node* change : in.list("changes")) {
        MapReader c{*change, "change", diagnostics_};
        s.setup.changes.push_back(
            {FamilyId{find(s.setup.families, c.text("from"), c.at("from"), "setup family")},
             FamilyId{find(s.setup.families, c.text("to"), c.at("to"), "setup family")},
             c.time("takes")});
    }
    for (const Node* family : in.list("anew")) {
        s.setup.anew.resize(s.setup.families.size());
        const std::uint32_t f = find(s.setup.families, family->text, family->at, "setup family");
        if (f < s.setup.anew.size()) {
            s.setup.anew[f] = true;
        }
    }
    minimum_run(in, s);
    if (const Node* kits = in.map("tooling")) {
        for (const Member& m : kits->members) {
            const std::uint32_t family = find(s.setup.families, m.key, m.at, "setup family");
            if (family < family_tooling_.back().size()) {
                family_tooling_.back()[family] = tooling_needs(m.value);
            }
        }
    }
    for (const Node* on : in.list("lost_on")) {
        if (on->text == "failure") {
            s.setup.lost_on_failure = true;
        } else if (on->text == "maintenance") {
            s.setup.lost_on_maintenance = true;
        } else {
            diagnostics_.error(on->at,
                               fmt::format("lost_on = {} (failure or maintenance)", on->text),
                               "what makes the setup necessary again");
        }
    }
}

void LineReader::minimum_run(MapReader& in, StationSpec& s) {
    const Count run = in.count("minimum_run", 1, 1'000'000, 0);
    s.setup.minimum_run = static_cast<std::uint32_t>(run.n);
    if (run.n > 0 && !run.unit.empty() && !is_lot_word(run.unit)) {
        in.error("minimum_run",
                 fmt::format("minimum_run = {} (a run is counted in lots)", in.text("minimum_run")),
                 "write `7 lots`");
    }
    if (run.n > 0 && s.kind == StationKind::batch) {
        in.error("minimum_run", "a batch station chooses its load before its setup",
                 "leave the key out: its loads are runs already");
        s.setup.minimum_run = 0;
    }
    s.setup.run_broken_by = static_cast<std::int32_t>(in.count("broken_by", 0, 9, -1).n);
    s.setup.run_given_up = in.duration("given_up_after", Duration{});
    for (const char* key : {"broken_by", "given_up_after"}) {
        if (in.has(key) && run.n == 0) {
            in.error(key, "there is no minimum run to break", "add `minimum_run: 7 lots`");
        }
    }
}

void LineReader::failures(MapReader& reader, StationSpec& s) {
    const auto add = [&](FailureSpec f, const Location& at) {
        const auto same = [&](const FailureSpec& o) { return o.name == f.name; };
        if (std::ranges::any_of(s.failures, same)) {
            diagnostics_.error(at, fmt::format("two stops of '{}' are called '{}'", s.name, f.name),
                               "give each a `name:` of its own; it keys its random numbers");
        }
        s.failures.push_back(std::move(f));
    };
    for (const Node* node : reader.list("failures")) {
        MapReader in{*node, "failure", diagnostics_};
        FailureSpec f;
        f.name = in.has("name") ? in.text("name") : "failure";
        f.time_between = in.time("mtbf");
        f.repair = in.time("mttr");
        f.clock = in.choice("clock", {"busy", "calendar"}, 0) == 0 ? FailureClock::busy
                                                                   : FailureClock::calendar;
        f.on_failure =
            static_cast<OnFailure>(in.choice("on_failure", {"resume", "repeat", "scrap"}, 0));
        f.waits_for_maintenance = in.yes_no("waits_for_maintenance", false);
        if (f.waits_for_maintenance && f.clock == FailureClock::busy) {
            in.error("waits_for_maintenance",
                     "a failure by busy time never falls into maintenance (nothing is worked on)",
                     "write `clock: calendar`, or leave it out");
        }
        add(std::move(f), node->at);
    }
    for (const Node* node : reader.list("assists")) {
        MapReader in{*node, "assist", diagnostics_};
        FailureSpec f;
        f.name = in.has("name") ? in.text("name") : "assist";
        f.assist = true;
        f.time_between = in.time("mtba");
        f.repair = in.time("takes");
        add(std::move(f), node->at);
    }
    for (const FailureSpec& f : s.failures) {
        if (diagnostics_.ok() && f.time_between.mean() <= 0) {
            diagnostics_.error(reader.node().at,
                               fmt::format("the time between stops of '{}' is zero", s.name),
                               "a tool that stops at once never works");
        }
    }
}

void LineReader::dispatch(MapReader& reader, StationSpec& s) {
    if (!reader.has("dispatch")) {
        if (reader.has("atc_k")) {
            reader.error("atc_k", "atc_k without the rule it belongs to",
                         "add `dispatch: [priority, atc]`, or leave the key out");
        }
        return;
    }
    // In the order of DispatchRule.
    const std::vector<std::string> names{"priority", "fifo",  "edd",    "cr",    "spt",
                                         "setup",    "qtime", "lpt",    "odd",   "slack",
                                         "atc",      "winq",  "fewest", "random"};
    s.dispatch.clear();
    for (const Node* rule : reader.list("dispatch")) {
        const auto it = std::ranges::find(names, rule->text);
        if (it == names.end()) {
            diagnostics_.error(rule->at, fmt::format("no dispatch rule is called '{}'", rule->text),
                               fmt::format("have: {}", fmt::join(names, ", ")));
            continue;
        }
        const auto r = static_cast<DispatchRule>(it - names.begin());
        if (std::ranges::find(s.dispatch, r) != s.dispatch.end()) {
            diagnostics_.error(rule->at, fmt::format("rule '{}' is listed twice", rule->text),
                               "the second one never decides anything");
            continue;
        }
        if (s.dispatch.size() == kMaxRules) {
            diagnostics_.error(
                rule->at,
                fmt::format("more than {} dispatch rules (lots never tie in so many)", kMaxRules),
                "leave out those that hardly ever decide");
            break;
        }
        s.dispatch.push_back(r);
    }
    const bool atc =
        std::ranges::find(s.dispatch, DispatchRule::tardiness_cost) != s.dispatch.end();
    if (reader.has("atc_k") && !atc) {
        reader.error("atc_k", "atc_k without the rule it belongs to",
                     "add `atc` to `dispatch`, or leave the key out");
    }
    s.atc_k = reader.number("atc_k", 0.01, 1000, s.atc_k);
    if (s.dispatch.empty()) {
        s.dispatch = {DispatchRule::priority, DispatchRule::fifo};
    }
}

}  // namespace packline::scenario
