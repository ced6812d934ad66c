#include "models/cli/check_json.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/scenario/static_load.hpp"

#include <nlohmann/json.hpp>

namespace packline::cli {

std::string check_json(const packaging::LineSpec& line) {
    nlohmann::ordered_json products = nlohmann::ordered_json::object();
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        products[line.products[p].name] = {
            {"priority", line.products[p].priority},
            {"route", line.routes[line.products[p].route.index()].name},
            {"lots_per_day", scenario::lots_per_day(line, p)},
            {"shortest_cycle_time_d",
             to_seconds(packaging::critical_path(line, line.products[p])) / 86'400}};
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
    return nlohmann::ordered_json{
               {"line", line.name}, {"products", products}, {"stations", stations}}
               .dump(2) +
           "\n";
}

}  // namespace packline::cli
