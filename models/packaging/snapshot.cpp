#include "models/packaging/snapshot.hpp"

#include "models/packaging/line_model.hpp"
#include "sim/core/executive.hpp"

#include <algorithm>

namespace packline::packaging {

Snapshot take_snapshot(const LineTables& tables, const LineProcesses& processes, RandomKey key,
                       Time at) {
    LineModel line{tables, processes, {.key = key, .end = at}};
    Scheduler scheduler{processes.processes};
    line.start(scheduler);
    run_sequential(line, scheduler, at);
    Snapshot out;
    out.at = at;
    for (std::size_t m = 0; m < tables.spec.materials.size(); ++m) {
        const MaterialId id = MaterialId::from_index(m);
        out.stocks.push_back(line.stock(id).in_stock(id));
    }
    line.tell(out, key);
    for (std::size_t c = 0; c < tables.spec.carriers.size(); ++c) {
        const CarrierPoolId id = CarrierPoolId::from_index(c);
        out.gaps.carriers_away += static_cast<std::size_t>(line.carriers(id).returning(id));
    }
    for (std::size_t k = 0; k < tables.spec.tooling.size(); ++k) {
        const ToolingId id = ToolingId::from_index(k);
        std::vector<std::int64_t>& used = out.used.emplace_back();
        for (const Tooling::KitPlace& kit : line.tooling(id).places(id)) {
            if (kit.tool == kNoTool && kit.uses > 0) {
                used.push_back(kit.uses);
            }
            out.gaps.kits_away += kit.away ? 1U : 0U;
        }
    }
    return out;
}

}  // namespace packline::packaging
