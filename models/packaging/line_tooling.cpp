// Kits of tooling: on tools with their visits, worn, away and back.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"
#include "sim/base/hash.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

std::uint32_t Line::index_of(const Tool& tool) const {
    return static_cast<std::uint32_t>(&tool - tools_.data());
}

/// Whether the tool has the kits that this step needs.
bool Line::tooling_on(const Tool& tool, const StepTable& step) const {
    return step.spec->tooling.empty() || tooling_.mounted(index_of(tool), step.spec->tooling);
}

/// A visit begins: its kits come to the tool, and with them the need for a setup, there and
/// where they are taken away.
void Line::mount_tooling(std::uint32_t index, const StepTable& step) {
    Tool& tool = tools_[index];
    if (!tooling_on(tool, step)) {
        hand_.robbed.clear();
        tooling_.mount(index, step.spec->tooling, hand_.robbed);
        tool.setup = FamilyId::none();
        for (const std::uint32_t other : hand_.robbed) {
            tools_[other].setup = FamilyId::none();
        }
    }
    tooling_.set_busy(index, true, now());
}

/// A visit has ended as it should.
void Line::wear_tooling(std::uint32_t index, const StepTable& step) {
    if (step.spec->tooling.empty()) {
        return;
    }
    const StationSpec& spec = *station_of(tools_[index]).spec;
    Tooling::Uses uses;
    std::int64_t in_load = 0;
    const auto touchdowns = [&](std::int64_t units) {
        return (units + spec.cell.sites - 1) / spec.cell.sites;
    };
    for (const LotId lot : finished_) {
        const Population& p = lots_.population(lot);
        const std::int64_t items = handled(step, p.items);
        const std::int64_t sites = p.items == 0 ? 0 : p.sites * items / p.items;
        uses.items += items;
        uses.sites += sites;
        in_load += amount(spec.load, items, sites);
        if (spec.kind == StationKind::tester) {
            const std::uint32_t pass = lots_.detail(lot).retest_pass;
            uses.loads += touchdowns(pass > 0 ? lots_.detail(lot).retest_units : sites);
            if (step.spec->inspects && !step.spec->inspection.again.offline) {
                const InspectionResult result = test_ahead(lot, step);
                for (std::uint32_t r = 0; r < step.spec->inspection.retests; ++r) {
                    uses.loads += touchdowns(result.again[r]);
                }
            }
        }
    }
    if (spec.kind != StationKind::tester) {
        const std::int64_t most = step.spec->most(spec.load);
        uses.loads = (in_load + most - 1) / most;
    }
    tooling_.wear(index, step.spec->tooling, uses);
    if (!statistics_.ledger.on() || finished_.empty()) {
        return;
    }
    // In a load of several steps the kits are those of one of them.
    const auto of_step = std::ranges::find_if(
        finished_, [&](LotId lot) { return &tables_.step(lots_[lot].step) == &step; });
    const Lot& whose = lots_[of_step == finished_.end() ? finished_.front() : *of_step];
    for (const ToolingNeed& need : step.spec->tooling) {
        const ToolingSpec& kit = tables_.spec.tooling[need.kit.index()];
        if (kit.price > 0) {
            statistics_.ledger.wear(whose.product, whose.step, need.kit.index(),
                                    need.n * uses.in(kit.counted_in));
        }
    }
}

/// The tool is empty: others may take its kits, and what is worn goes.
void Line::leave_tooling(std::uint32_t index) {
    tooling_.set_busy(index, false, now());
    hand_.worn.clear();
    tooling_.take_worn(index, now(), hand_.worn);
    for (const Tooling::Worn& w : hand_.worn) {
        tools_[index].setup = FamilyId::none();
        if (w.lost) {
            continue;
        }
        const ToolingSpec& spec = tables_.spec.tooling[w.kit.index()];
        Draws d{options_.key, combine(hash_name(spec.name), w.number), Purpose::tooling_renewal,
                w.ordinal};
        const Duration time = sample_duration(w.refurbished ? spec.refurbish : spec.replace, d);
        send(staffing_.entity, staffing_.entity, now() + std::max(time, Duration{1}),
             Priority::repair, LineEvent::tooling_back, w.number);
    }
    serve_short();
}

void Line::on_tooling_back(std::uint32_t number) {
    tooling_.come_back(number, now());
    serve_short();
}

}  // namespace packline::packaging
