#include "models/cli/check_json.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/scenario/closed_releases.hpp"
#include "models/scenario/static_load.hpp"

#include <nlohmann/json.hpp>

namespace packline::cli {

std::string check_json(const packaging::LineSpec& line,
                       std::span<const report::NamedTable> tables) {
    nlohmann::ordered_json products = nlohmann::ordered_json::object();
    const std::vector<scenario::ClosedRelease> closed = scenario::closed_releases(line);
    const std::vector<double> lots = scenario::lots_per_day(line);
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        products[line.products[p].name] = {
            {"priority", line.products[p].priority},
            {"route", line.routes[line.products[p].route.index()].name},
            {"lots_per_day", lots[p]},
            {"shortest_cycle_time_d",
             to_seconds(packaging::critical_path(line, line.products[p])) / 86'400}};
        if (const scenario::ClosedRelease& c = closed[p]; c.closed) {
            products[line.products[p].name][c.goes_round ? "rounds_per_day" : "lots_per_day"] =
                c.per_day;
            products[line.products[p].name]["by_littles_law"] = c.by_law;
            products[line.products[p].name]["limited_by"] =
                c.limit.valid() ? line.stations[c.limit.index()].name : "lots in process";
        }
    }
    nlohmann::ordered_json stations = nlohmann::ordered_json::object();
    const std::vector<scenario::StationLoad> loads = scenario::static_load(line);
    for (std::size_t s = 0; s < loads.size(); ++s) {
        const scenario::StationLoad& l = loads[s];
        const double tool_hours = 24.0 * line.stations[s].tools;
        stations[line.stations[s].name] = {{"tools", line.stations[s].tools},
                                           {"lots_per_day", l.lots_per_day},
                                           {"busy", l.hours_per_day / tool_hours},
                                           {"setup", l.setup_hours_per_day / tool_hours},
                                           {"available", l.available},
                                           {"load", l.load},
                                           {"load_with_setups", l.load_with_setups}};
    }
    nlohmann::ordered_json out{{"line", line.name}, {"products", products}, {"stations", stations}};
    for (const report::NamedTable& t : tables) {
        out[t.name] = t.table.json();
    }
    return out.dump(2) + "\n";
}

}  // namespace packline::cli
