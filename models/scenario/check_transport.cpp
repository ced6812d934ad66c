#include "models/scenario/check_transport.hpp"

#include "models/scenario/static_load.hpp"

#include <fmt/format.h>
#include <vector>

namespace packline::scenario {

using namespace packaging;

void check_transport(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    const std::vector<FleetLoad> loads = fleet_load(line);
    for (std::size_t f = 0; f < loads.size(); ++f) {
        const FleetSpec& fleet = line.fleets[f];
        if (loads[f].moves_per_day == 0) {
            diagnostics.warning(at.fleets[f],
                                fmt::format("no lot ever calls vehicles '{}'", fleet.name),
                                "name them with `by:` at a way that lots travel");
        } else if (loads[f].load >= 1) {
            const std::string problem = fmt::format(
                "vehicles '{}' are overloaded: {:.1f} h of loaded moves a day for {} "
                "(load {:.0f} %)",
                fleet.name, loads[f].hours_per_day, fleet.vehicles, 100 * loads[f].load);
            const std::string help = "have more of them, or let them carry more at once";
            if (loads[f].unbound >= 1) {
                diagnostics.error(at.fleets[f], problem + ", and lots would wait for ever", help);
            } else {
                diagnostics.warning(at.fleets[f], problem, help);
            }
        }
    }
}

}  // namespace packline::scenario
