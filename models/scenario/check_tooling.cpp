#include "models/scenario/check_tooling.hpp"

#include "models/scenario/static_tooling.hpp"

#include <cmath>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void check_tooling(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    if (!diagnostics.ok()) {
        return;
    }
    const std::vector<ToolingLoad> loads = tooling_loads(line);
    for (std::size_t k = 0; k < loads.size(); ++k) {
        const ToolingLoad& l = loads[k];
        const ToolingSpec& kit = line.tooling[k];
        const std::string enough =
            fmt::format("release less, or have {:.0f} kits (85 % load)", std::ceil(l.kits_at_85));
        const std::string overload = fmt::format(
            "kits of '{}' are overloaded: {:.2f} in use and {:.2f} away of {} (load {:.0f} %)",
            kit.name, l.in_use, l.away, kit.stock, 100 * l.load);
        if (!l.used) {
            diagnostics.warning(at.tooling[k], fmt::format("nothing needs kits of '{}'", kit.name),
                                "leave it out, or name it in `tooling:` of a step or setup");
        } else if (l.most_at_once > kit.stock) {
            diagnostics.error(
                at.tooling[k],
                fmt::format("there are {} kits of '{}' and a visit needs {} (it would "
                            "wait for ever)",
                            kit.stock, kit.name, l.most_at_once),
                "raise `stock:`");
        } else if (l.load >= 1 && l.bounded) {
            diagnostics.warning(at.tooling[k], overload, enough);
        } else if (l.load >= 1) {
            diagnostics.error(at.tooling[k],
                              overload + " and what waits for them would grow for ever", enough);
        } else if (kit.wears && !kit.refurbished && !kit.replaced) {
            diagnostics.warning(
                at.tooling[k],
                fmt::format(
                    "kits of '{}' are lost at the end of their life: {} of them in {:.0f} d",
                    kit.name, kit.stock, kit.stock / l.worn_per_day),
                "add `refurbish:` or `replace:` if others come");
        }
    }
}

}  // namespace packline::scenario
