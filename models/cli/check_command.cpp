// packline check: what is wrong with a line, and how busy its stations will be.

#include "models/cli/check_json.hpp"
#include "models/cli/check_tables.hpp"
#include "models/cli/commands.hpp"
#include "models/cli/import_options.hpp"
#include "models/cli/line_input.hpp"
#include "models/packaging/critical_path.hpp"
#include "models/packaging/line_processes.hpp"
#include "models/report/plan_outlook.hpp"
#include "models/scenario/closed_releases.hpp"
#include "models/scenario/static_load.hpp"
#include "models/scenario/static_staffing.hpp"
#include "models/scenario/static_tooling.hpp"
#include "models/scenario/static_utilities.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <string>
#include <vector>

namespace packline::cli {

namespace {

void print_products(const packaging::LineSpec& line) {
    const bool outlines = std::ranges::any_of(
        line.products, [](const packaging::ProductSpec& p) { return p.package.stated(); });
    fmt::print("  {:<20} {:>10} {:>14} {:>22}{}\n", "product", "lots/day", "units/lot",
               "shortest cycle time", outlines ? "    footprint     height" : "");
    const std::vector<double> lots = scenario::lots_per_day(line);
    for (std::size_t i = 0; i < line.products.size(); ++i) {
        const packaging::ProductSpec& p = line.products[i];
        const auto counts = packaging::nominal_counts(line, p);
        const double h = to_seconds(packaging::critical_path(line, p)) / 3600;
        const std::size_t last = line.routes[p.route.index()].main_steps - 1;
        fmt::print("  {:<20} {:>10.3f} {:>14} {:>20.1f} h", p.name, lots[i], counts[last].sites, h);
        if (p.package.stated()) {
            fmt::print(" {:>8.1f} mm2 {:>7.3f} mm", p.package.footprint_mm2(),
                       p.package.height_mm());
        }
        fmt::print("\n");
    }
}

/// What nobody releases at a rate: as many as cards let in, or as the same lots go round.
void print_closed(const packaging::LineSpec& line) {
    const std::vector<scenario::ClosedRelease> all = scenario::closed_releases(line);
    for (std::size_t p = 0; p < all.size(); ++p) {
        const scenario::ClosedRelease& c = all[p];
        if (!c.closed) {
            continue;
        }
        const char* what = c.goes_round ? "rounds" : "lots";
        const packaging::ProductRelease by = packaging::release_of(line, p);
        const std::string law =
            c.goes_round ? "its lots, none of which waits"
                         : fmt::format("{}{} cards / {:.4g} h",
                                       by.share < 1 ? fmt::format("{:.3g} x ", by.share) : "",
                                       by.release->cards,
                                       to_seconds(scenario::card_round(line, *by.release)) / 3600);
        fmt::print(
            "  '{}' {}: at most {:.4g} {}/day", line.products[p].name,
            c.goes_round ? "goes round until the end of the run" : "comes as its cards let it in",
            c.per_day, what);
        if (c.limit.valid()) {
            fmt::print(" that '{}' can do ({:.4g} by Little's law: {})\n",
                       line.stations[c.limit.index()].name, c.by_law, law);
        } else {
            fmt::print(" by Little's law ({})\n", law);
        }
    }
}

void print_stations(const packaging::LineSpec& line) {
    const std::vector<scenario::StationLoad> loads = scenario::static_load(line);
    std::vector<std::size_t> order(loads.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return loads[a].load_with_setups > loads[b].load_with_setups;
    });
    fmt::print(
        "\n  static load: demand x time x visits / available tools (batches full, setups as if "
        "lots "
        "came at random)\n");
    print_closed(line);
    fmt::print("  {:<20} {:>6} {:>10} {:>9} {:>11} {:>8} {:>13} {:>12}\n", "station", "tools",
               "lots/day", "h/day", "available", "load", "with setups", "tools @85%");
    for (const std::size_t s : order) {
        const scenario::StationLoad& l = loads[s];
        fmt::print("  {:<20} {:>6} {:>10.2f} {:>9.1f} {:>9.1f} % {:>6.1f} % {:>11.1f} % {:>12}\n",
                   line.stations[s].name, line.stations[s].tools, l.lots_per_day, l.hours_per_day,
                   100 * l.available, 100 * l.load, 100 * l.load_with_setups, l.tools_at_85);
        for (std::size_t i = 0; i < l.sets.size(); ++i) {
            const packaging::ToolSetSpec& set = line.stations[s].sets[i];
            fmt::print("    {:<18} {:>6} {:>39.1f} %  with the best split of the work\n", set.name,
                       set.tools, 100 * l.sets[i]);
        }
    }
}

/// What the line draws if nothing holds it back, and what its budgets leave of that.
void print_utilities(const packaging::LineSpec& line) {
    if (line.utilities.empty()) {
        return;
    }
    const std::vector<std::vector<double>> use = scenario::static_use(line);
    fmt::print(
        "\n  utilities a day, from means alone: tools that work, are set up or stand ready\n");
    for (std::size_t u = 0; u < line.utilities.size(); ++u) {
        double sum = 0;
        for (const std::vector<double>& station : use) {
            sum += station[u];
        }
        fmt::print("  {:<20} {:>12.1f} {}\n", line.utilities[u].name, sum, line.utilities[u].unit);
    }
    const std::vector<double> loads = scenario::budget_loads(line);
    for (std::size_t b = 0; b < loads.size(); ++b) {
        fmt::print("  budget {:<20} {:>6.1f} % of its limit{}\n", line.budgets[b].name,
                   100 * loads[b], loads[b] > 1 ? ": it holds the line back" : "");
    }
}

/// When tools that are ordered are there: the load above counts them from the start.
void print_plans(const packaging::LineSpec& line) {
    const std::vector<report::PlanOutlook> plans = report::plan_outlook(line);
    if (plans.empty()) {
        return;
    }
    fmt::print("\n  orders of tools, which the loads above count: days from the start\n");
    fmt::print("  {:<20} {:>6} {:<20} {:>8} {:>12} {:>12} {:>8}\n", "plan", "tools", "station",
               "ordered", "ready, 50 %", "ready, 90 %", "never");
    for (const report::PlanOutlook& p : plans) {
        fmt::print("  {:<20} {:>6} {:<20} {:>8.0f} {:>12.0f} {:>12.0f} {:>6.1f} %\n", p.plan,
                   p.tools, p.station, p.ordered_day, p.ready_day, p.ready_day_90, 100 * p.never);
    }
}

/// Parts that assembly needs against what comes in; nothing where no part is scarce.
void print_materials(const packaging::LineSpec& line) {
    const std::vector<scenario::MaterialFlow> flows = scenario::material_flows(line);
    const auto limited = [&](std::size_t m) { return !line.materials[m].unlimited; };
    bool any = false;
    for (std::size_t m = 0; m < flows.size(); ++m) {
        any = any || limited(m);
    }
    if (!any) {
        return;
    }
    fmt::print("\n  parts a day: needed by assembly, made by products, bought\n");
    fmt::print("  {:<20} {:>12} {:>12} {:>12} {:>22}\n", "material", "needed", "made", "bought",
               "stock at start lasts");
    for (std::size_t m = 0; m < flows.size(); ++m) {
        if (limited(m)) {
            const scenario::MaterialFlow& f = flows[m];
            fmt::print("  {:<20} {:>12.1f} {:>12.1f} {:>12} {:>20.1f} d\n", line.materials[m].name,
                       f.needed, f.made, f.ordered ? "as needed" : fmt::format("{:.1f}", f.bought),
                       f.days_of_stock);
        }
    }
}

void print_fleets(const packaging::LineSpec& line) {
    const std::vector<scenario::FleetLoad> loads = scenario::fleet_load(line);
    if (loads.empty()) {
        return;
    }
    fmt::print("\n  vehicles, loaded moves only\n");
    fmt::print("  {:<20} {:>6} {:>10} {:>9} {:>8}\n", "fleet", "count", "moves/day", "h/day",
               "load");
    for (std::size_t f = 0; f < loads.size(); ++f) {
        fmt::print("  {:<20} {:>6} {:>10.2f} {:>9.1f} {:>6.1f} %\n", line.fleets[f].name,
                   line.fleets[f].vehicles, loads[f].moves_per_day, loads[f].hours_per_day,
                   100 * loads[f].load);
    }
}

void print_operators(const packaging::LineSpec& line) {
    std::vector<scenario::SkillLoad> loads = scenario::skill_loads(line);
    if (loads.empty()) {
        return;
    }
    std::ranges::stable_sort(loads, std::ranges::greater{}, &scenario::SkillLoad::load);
    fmt::print(
        "\n  static load of people: hours asked for a day / hours staffed (shifts less breaks, "
        "weekly hours; a group of several skills counts in full for each)\n");
    fmt::print("  {:<20} {:>8} {:>9} {:>9} {:>8} {:>13}  {}\n", "skill", "persons", "h/day",
               "staffed", "load", "persons @85%", "groups");
    for (const scenario::SkillLoad& l : loads) {
        std::vector<std::string> groups;
        for (const packaging::OperatorGroupId g : l.groups) {
            groups.push_back(line.operators[g.index()].name);
        }
        fmt::print("  {:<20} {:>8} {:>9.1f} {:>9.1f} {:>6.1f} % {:>13.1f}  {}\n",
                   line.skills[l.skill.index()], l.persons, l.hours_per_day, l.staffed_per_day,
                   100 * l.load, l.persons_at_85, fmt::join(groups, ", "));
    }
}

void print_tooling(const packaging::LineSpec& line) {
    const std::vector<scenario::ToolingLoad> loads = scenario::tooling_loads(line);
    if (loads.empty()) {
        return;
    }
    fmt::print(
        "\n  static load of tooling: kits on tools and away at the end of their life / stock\n");
    fmt::print("  {:<20} {:>6} {:>9} {:>9} {:>11} {:>8} {:>11}\n", "kit", "stock", "in use", "away",
               "worn a day", "load", "kits @85%");
    for (std::size_t k = 0; k < loads.size(); ++k) {
        fmt::print("  {:<20} {:>6} {:>9.2f} {:>9.2f} {:>11.3f} {:>6.1f} % {:>11.1f}\n",
                   line.tooling[k].name, line.tooling[k].stock, loads[k].in_use, loads[k].away,
                   loads[k].worn_per_day, 100 * loads[k].load, loads[k].kits_at_85);
    }
}

/// What could be executed apart from what, and why not more: decides what threads can gain.
void print_processes(const packaging::LineSpec& line) {
    const packaging::LineTables tables{line};
    const packaging::LineProcesses found = packaging::line_processes(tables);
    const std::vector<scenario::StationLoad> loads = scenario::static_load(line);
    std::vector<double> visits(found.processes.size(), 0);
    for (std::size_t s = 0; s < loads.size(); ++s) {
        visits[found.process_of_area[line.stations[s].area.index()]] += loads[s].lots_per_day;
    }
    const double all = std::accumulate(visits.begin(), visits.end(), 0.0);
    fmt::print("\n  areas that can be executed apart: {} of {}{}\n", visits.size(),
               line.areas.size(), found.ties.empty() ? "" : "; 'ties' below tell why not more");
    for (std::size_t p = 0; p < visits.size(); ++p) {
        std::vector<std::string> areas;
        for (std::size_t a = 0; a < line.areas.size(); ++a) {
            if (found.process_of_area[a] == p) {
                areas.push_back(line.areas[a].name);
            }
        }
        fmt::print("  {:>5.1f} % of station visits  {}\n", all > 0 ? 100 * visits[p] / all : 0.0,
                   fmt::join(areas, ", "));
    }
    for (const Channel& c : found.processes.channels()) {
        fmt::print("  lookahead {:>6.1f} min from process {} to {}\n", to_seconds(c.lookahead) / 60,
                   c.from + 1, c.to + 1);
    }
    for (const packaging::AreaTie& t : found.ties) {
        fmt::print("  tie: {} and {}: {}\n", line.areas[t.a.index()].name,
                   line.areas[t.b.index()].name, t.why);
    }
}

Exit check(const Arguments& arguments) {
    require_table_options(arguments);
    if (arguments.has("json") && arguments.has("processes")) {
        throw UsageError("--processes prints tables: leave out --json");
    }
    line_or_tables(arguments);
    const std::optional<LineInput> input = read_line_input(arguments);
    if (!input) {
        return Exit::bad_input;
    }
    if (arguments.has("print")) {
        fmt::print("{}", input->text);
        return Exit::done;
    }
    const packaging::LineSpec& line = input->spec;
    if (arguments.has("json")) {
        fmt::print("{}", check_json(line, tell_check_tables(line, arguments)));
        return Exit::done;
    }
    std::size_t tools = 0;
    for (const packaging::StationSpec& s : line.stations) {
        tools += s.tools;
    }
    const auto count = [](std::size_t n, const char* what) {
        return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
    };
    fmt::print("{}: {}, {}, {}\n\n", line.name, count(line.stations.size(), "station"),
               count(tools, "tool"), count(line.products.size(), "product"));
    print_products(line);
    print_stations(line);
    print_plans(line);
    print_materials(line);
    print_utilities(line);
    print_fleets(line);
    print_operators(line);
    print_tooling(line);
    if (arguments.has("processes")) {
        print_processes(line);
    }
    tell_check_tables(line, arguments);
    return Exit::done;
}

}  // namespace

Command check_command() {
    std::vector<Option> options = line_options();
    options.push_back({"print", "", "print the whole line as it is read, others merged in"});
    options.push_back(
        {"json", "", "print products, loads of stations and tables that are asked for as JSON"});
    options.push_back(
        {"processes", "", "print which areas could be executed apart, and what ties the others"});
    for (Option& o : check_table_options()) {
        options.push_back(std::move(o));
    }
    for (Option& o : smt2020_options()) {
        options.push_back(std::move(o));
    }
    return {{.name = "check",
             .operand = "LINE.yaml",
             .operand_needed = false,
             .about = "find what is wrong with a line and how busy its stations will be",
             .options = options,
             .example = "packline check configs/lines/fowlp-ewlb.yaml"},
            check};
}

}  // namespace packline::cli
