// Groups of tools as stations of the dialect.

#include "models/scenario/import/smt2020_line.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace packline::scenario::smt2020 {

namespace {

/// The time of a change of setup by the tables, or by the routes.
std::optional<Time> change_time(const Tables& tables, const Use& use, const std::string& from,
                                const std::string& to) {
    const auto find = [&](const std::string& cur) {
        return std::ranges::find_if(
            tables.setups, [&](const SetupChange& c) { return c.from == cur && c.to == to; });
    };
    for (const std::string& cur : {from, std::string{}}) {
        if (const auto it = find(cur); it != tables.setups.end()) {
            return it->time;
        }
    }
    const auto stated = use.setup_times.find(to);
    return stated == use.setup_times.end() ? std::nullopt : std::optional{stated->second};
}

double seconds_of(const std::optional<Time>& t) { return t ? t->mean_s() : 0; }
std::string text_of(const std::optional<Time>& t) { return t ? t->text() : "0 min"; }

void put_minimum_run(Node& setup, const Tables& tables, const Tool& tool, const Use& use,
                     Diagnostics& diagnostics) {
    const auto group = tables.minimum_runs.find(tool.setup_group);
    if (tool.setup_group.empty()) {
        return;
    }
    if (group == tables.minimum_runs.end()) {
        diagnostics.error(
            tool.at,
            fmt::format("SETUPGRP = {} (setupgrp.txt has no such group)", tool.setup_group),
            "add it there, or leave the cell blank");
        return;
    }
    std::int64_t run = 0;
    for (const std::string& s : use.setups) {
        const auto it = group->second.find(s);
        const std::int64_t own = it == group->second.end() ? 1 : it->second;
        if (run != 0 && own != run) {
            diagnostics.error(tool.at,
                              fmt::format("setups of {} have different minimum runs ({} and {})",
                                          tool.family, run, own),
                              "write the same MINRUN for all of a group of tools");
            return;
        }
        run = own;
    }
    if (run > 1) {
        put(setup, "minimum_run", fmt::format("{} lots", run), tool.at);
    }
}

Node maintenance_of(const Attachment& a, const Calendar& c, const Smt2020Options& options) {
    Node m = Node::map(a.at);
    put(m, "name", a.calendar, a.at);
    put(m, "every", c.pieces > 0 ? fmt::format("{} wafers", c.pieces) : c.between.text(), c.at);
    if (a.first_pieces > 0) {
        put(m, "first", fmt::format("{} wafers", a.first_pieces), a.at);
    } else if (a.first && a.first->mean > 0) {
        put(m, "first", a.first->text(), a.at);
    }
    put(m, "takes", c.takes.text(), c.at);
    if (options.maintenance == Smt2020Options::Maintenance::at_once) {
        put(m, "window", "0 h", a.at);
    }
    return m;
}

void put_stops(Node& station, const Tables& tables, const Tool& tool,
               const Smt2020Options& options) {
    Node failures = Node::list(tool.at);
    Node maintenance = Node::list(tool.at);
    for (const Attachment& a : tables.attached) {
        if (a.resource != (a.of_area ? tool.group : tool.family)) {
            continue;
        }
        if (!a.down) {
            if (options.has(Mechanism::maintenance)) {
                maintenance.items.push_back(
                    maintenance_of(a, tables.maintenances.at(a.calendar), options));
            }
        } else if (options.has(Mechanism::breakdown)) {
            const Calendar& c = tables.downs.at(a.calendar);
            Node f = Node::map(a.at);
            put(f, "name", a.calendar, a.at);
            put(f, "mtbf", c.between.text(), c.at);
            put(f, "mttr", c.takes.text(), c.at);
            put(f, "clock", "calendar", a.at);
            if (options.breakdown == Smt2020Options::Breakdown::waits) {
                put(f, "waits_for_maintenance", "yes", a.at);
            }
            failures.items.push_back(std::move(f));
        }
    }
    if (!failures.items.empty()) {
        put(station, "failures", std::move(failures));
    }
    if (!maintenance.items.empty()) {
        put(station, "maintenance", std::move(maintenance));
    }
}

void put_kind(Node& station, const Tool& tool, const Use& use, const Smt2020Options& options) {
    if (tool.batch) {
        if (!options.has(Mechanism::batching)) {
            return;
        }
        put(station, "kind", "batch", tool.at);
        Node load = Node::map(tool.at);
        put(load, "max",
            fmt::format("{} {}", use.batch_max, tool.batch_in_lots ? "lots" : "wafers"), tool.at);
        constexpr std::array<const char*, 3> by{"anything", "step", "recipe"};
        put(load, "by", by[static_cast<std::size_t>(tool.together)], tool.at);
        put(station, "load", std::move(load));
        return;
    }
    if (cascades(tool, use)) {
        put(station, "kind", "cascade", tool.at);
    }
    if (tool.ports > 1 || cascades(tool, use)) {
        put(station, "load_ports", std::to_string(tool.ports), tool.at);
        if (options.cascade == Smt2020Options::Cascade::fullest) {
            put(station, "port_order", "fullest", tool.at);
        }
    }
}

/// Rules of the waiting lots, and of the idle tools where setups make a difference.
void put_rules(Node& station, const Tool& tool, const Use& use, const Smt2020Options& options) {
    const bool least =
        use.changes_in_table ||
        (options.setup_rules == Smt2020Options::SetupRules::all && !use.setup_times.empty());
    if (!least || !tool.least_setup_tool) {
        put(station, "idle_tool", "longest idle", tool.at);
    }
    Node dispatch = Node::list(tool.at);
    const std::vector<std::string> fifo{"fifo"};
    for (const std::string& rule : tool.rank.empty() ? fifo : tool.rank) {
        if (rule != "setup" || (least && station.find("setup") != nullptr)) {
            dispatch.items.push_back(Node::scalar(rule, tool.at));
        }
    }
    put(station, "dispatch", std::move(dispatch));
}

Node station_of(const Tables& tables, const Tool& tool, const Use& use,
                const Smt2020Options& options, Diagnostics& diagnostics) {
    Node s = Node::map(tool.at);
    put(s, "tools", std::to_string(tool.tools), tool.at);
    put(s, "area", tool.location, tool.at);
    if (!tool.group.empty()) {
        put(s, "tags", tool.group, tool.at);
    }
    put_kind(s, tool, use, options);
    if (tool.load.mean > 0) {
        put(s, "loading", tool.load.text(), tool.at);
    }
    if (tool.unload.mean > 0) {
        put(s, "unloading", tool.unload.text(), tool.at);
    }
    if (options.has(Mechanism::setup)) {
        if (Node setup = setup_of(tables, tool, use, diagnostics); setup.is_map()) {
            put(s, "setup", std::move(setup));
        }
    }
    put_rules(s, tool, use, options);
    put_stops(s, tables, tool, options);
    return s;
}

}  // namespace

std::map<std::string, Use> uses_of(const Tables& tables, Diagnostics& diagnostics) {
    std::map<std::string, Use> uses;
    for (const Tool& t : tables.tools) {
        uses[t.family];
    }
    std::set<std::pair<std::string, std::string>> asked;  // family, setup
    for (const Route& route : tables.routes) {
        for (const Step& s : route.steps) {
            Use& use = uses[s.family];
            use.intervals = use.intervals || s.lot_interval || s.piece_interval;
            use.batch_max = std::max(use.batch_max, s.batch_max);
            if (s.setup.empty()) {
                continue;
            }
            if (std::ranges::find(use.setups, s.setup) == use.setups.end()) {
                use.setups.push_back(s.setup);
            }
            const bool first = use.always.contains(s.setup) == s.setup_always ||
                               !asked.contains({s.family, s.setup});
            asked.insert({s.family, s.setup});
            if (s.setup_always) {
                use.always.insert(s.setup);
            }
            if (!first) {
                diagnostics.error(s.at,
                                  fmt::format("setup {} is made always here, and when it is needed "
                                              "in another row",
                                              s.setup),
                                  "write the same WHEN for the same setup of a group");
            }
            use.changes_in_table =
                use.changes_in_table ||
                std::ranges::find(tables.setups, s.setup, &SetupChange::to) != tables.setups.end();
            if (!s.setup_time) {
                continue;
            }
            const auto [known, added] = use.setup_times.try_emplace(s.setup, *s.setup_time);
            if (!added && known->second.mean_s() != s.setup_time->mean_s()) {
                diagnostics.error(s.at,
                                  fmt::format("setup {} takes {} here and {} in another row",
                                              s.setup, s.setup_time->text(), known->second.text()),
                                  "write the same STIME for the same setup of a group");
            }
        }
    }
    return uses;
}

Node setup_of(const Tables& tables, const Tool& tool, const Use& use, Diagnostics& diagnostics) {
    // What most changes take stands for all; those that differ are listed.
    std::vector<std::pair<std::string, int>> times;
    std::optional<Time> usual;
    bool some = false;
    for (const std::string& to : use.setups) {
        const std::optional<Time> any = change_time(tables, use, {}, to);
        usual = usual ? usual : any;
        some = some || seconds_of(any) > 0;
        if (usual && seconds_of(any) != seconds_of(usual)) {
            diagnostics.warning(tool.at,
                                fmt::format("the first setup of each tool of {} takes {}",
                                            tool.family, text_of(usual)),
                                "its setups differ in the time from any other one");
        }
    }
    Node setup = Node::map(tool.at);
    put(setup, "takes", text_of(usual), tool.at);
    Node changes = Node::list(tool.at);
    for (const std::string& from : use.setups) {
        for (const std::string& to : use.setups) {
            const std::optional<Time> time = change_time(tables, use, from, to);
            if (from == to || seconds_of(time) == seconds_of(usual)) {
                continue;
            }
            some = some || seconds_of(time) > 0;
            Node c = Node::map(tool.at);
            put(c, "from", from, tool.at);
            put(c, "to", to, tool.at);
            put(c, "takes", text_of(time), tool.at);
            changes.items.push_back(std::move(c));
        }
    }
    if (!some) {
        return Node::scalar("0 min", tool.at);
    }
    if (!changes.items.empty()) {
        put(setup, "changes", std::move(changes));
    }
    Node anew = Node::list(tool.at);
    for (const std::string& always : use.always) {
        anew.items.push_back(Node::scalar(always, tool.at));
    }
    if (!anew.items.empty()) {
        put(setup, "anew", std::move(anew));
    }
    put_minimum_run(setup, tables, tool, use, diagnostics);
    return setup;
}

Node stations_of(const Tables& tables, const std::map<std::string, Use>& uses,
                 const Smt2020Options& options, Diagnostics& diagnostics) {
    Node stations = Node::map(tables.at);
    for (const Tool& tool : tables.tools) {
        put(stations, tool.family,
            station_of(tables, tool, uses.at(tool.family), options, diagnostics));
    }
    return stations;
}

}  // namespace packline::scenario::smt2020
