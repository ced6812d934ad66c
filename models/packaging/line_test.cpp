// Test cells: touchdowns over the sites that work, retests, bins, sites that fail singly.

#include "models/packaging/line.hpp"

#include "models/packaging/stations/test_cell.hpp"
#include "sim/base/errors.hpp"
#include "sim/random/counts.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

/// One pass of all units, then, inline, passes of what failed the pass before.
void Line::plan_tester(std::uint32_t index, LoadId load, const VisitPlan& plan) {
    Tool& tool = tools_[index];
    const TestCellSpec& cell = station_of(tool).spec->cell;
    const StepTable& step = *plan.step;
    const InspectionSpec& test = step.spec->inspection;
    StationStatistics& s = station_statistics(tool.station);
    const LotDetail& detail = lots_.detail(plan.lot);
    const Population& p = detail.population;
    const std::int64_t items = p.items;
    const std::uint32_t up = cell.sites - tool.sites_down;
    Draws index_draws = draws(plan.lot, step)(Purpose::index_time, detail.retest_pass);
    const double speed = tool.speed * tool.pace;
    const double index_s = cell.index.sample(index_draws) / speed;
    const auto again = [&](std::uint32_t pass, std::int64_t units) {
        s.units_retested += units;
        Draws d = draws(plan.lot, step)(Purpose::retest_time, pass);
        return test.again.has_time
                   ? pass_seconds(cell, up, units, test.again.time.sample(d) / speed,
                                  test.again.per, index_s)
                   : pass_seconds(cell, up, units, plan.time, step.spec->per, index_s);
    };
    double seconds = 0;
    if (detail.retest_pass > 0) {
        seconds = again(detail.retest_pass - 1, detail.retest_units);
    } else {
        const std::int64_t units = items == 0 ? 0 : p.sites * handled(step, items) / items;
        s.units_tested += units;
        seconds = pass_seconds(cell, up, units, plan.time, step.spec->per, index_s);
        if (step.spec->inspects && test.retests > 0 && !test.again.offline) {
            const InspectionResult result = test_ahead(plan.lot, step);
            for (std::uint32_t pass = 0; pass < test.retests && result.again[pass] > 0; ++pass) {
                seconds += again(pass, result.again[pass]);
            }
        }
    }
    for (std::int64_t n = plan.piece; plan.piece > 0 && n < items; n += plan.piece) {
        const double part = static_cast<double>(n) / static_cast<double>(items);
        agenda_.add(tool.milestones, plan.begin + from_seconds(seconds * part),
                    MilestoneKind::piece_done, load);
    }
    const Duration done = plan.begin + from_seconds(seconds) + plan.unloading;
    agenda_.add(tool.milestones, after_now(index, done), MilestoneKind::load_done, load);
}

/// Draws what the end of the step will draw, on a copy, to know how long the tester is busy.
InspectionResult Line::test_ahead(LotId lot, const StepTable& step) {
    Population copy = lots_.population(lot);
    std::ranges::copy(lots_.latent(lot), scratch_latent_.begin());
    std::ranges::fill(scratch_losses_, Loss{});
    const Counts counts{copy, scratch_latent_};
    const std::int64_t looked_at = handled(step, copy.items);
    make_defects(rules_, counts, yields_now(step), looked_at, draws(lot, step), scratch_losses_);
    return inspect(rules_, counts, step.spec->inspection, looked_at, draws(lot, step), found_);
}

/// Offline: true where fails stand in line for another pass. The verdict falls at the last one.
bool Line::queue_retest(LotId lot, const StepTable& step) {
    LotDetail& detail = lots_.detail(lot);
    const InspectionSpec& test = step.spec->inspection;
    const InspectionResult result =
        inspect(rules_, counts(lot), test, handled(step, detail.population.items), draws(lot, step),
                found_);
    const std::int64_t units =
        detail.retest_pass < test.retests ? result.again[detail.retest_pass] : 0;
    detail.retest_units = units;
    detail.retest_pass = units > 0 ? detail.retest_pass + 1 : 0;
    if (units > 0) {
        if (buffers_.any()) {
            leave_place(lot);
        }
        enqueue(lot);
    }
    return units > 0;
}

/// False where nothing of the lot goes on.
bool Line::sort_into_bins(LotId lot, const StepTable& step) {
    Draws d = draws(lot, step)(Purpose::bin);
    std::int64_t left = lots_.population(lot).sites;
    for (std::size_t i = 0; i < step.spec->bins.size(); ++i) {
        const BinSpec& bin = step.spec->bins[i];
        const std::int64_t units = binomial(d, left, bin.of_rest);
        left -= units;
        if (units == 0) {
            continue;
        }
        product_statistics(lot).bins[step.bins[i]] += units;
        if (!bin.into.valid()) {
            continue;
        }
        if (units == lots_.population(lot).items) {
            finish_route(lot, bin.into);
            return false;
        }
        const LotId part = split_off(lot);
        share_with(lot, part, units);
        lots_[part].join = JoinId::none();  // it meets the others no more
        finish_route(part, bin.into);
    }
    return true;
}

// Sites of a cell fail singly: the others go on, and what is inside takes longer.

void Line::lose_site(std::uint32_t index) {
    Tool& tool = tools_[index];
    const std::uint32_t sites = station_of(tool).spec->cell.sites;
    StationStatistics& s = station_statistics(tool.station);
    ++s.site_failures;
    s.sites_down.add(now(), 1);
    ++tool.sites_down;
    trace(TraceKind::site_down, LotId::none(), &tool);
    if (tool.sites_down == sites) {
        ++tool.failing;
    } else {
        change_pace(index, sites - tool.sites_down + 1, sites - tool.sites_down);
    }
}

void Line::regain_site(std::uint32_t index) {
    Tool& tool = tools_[index];
    const std::uint32_t sites = station_of(tool).spec->cell.sites;
    station_statistics(tool.station).sites_down.add(now(), -1);
    trace(TraceKind::site_up, LotId::none(), &tool);
    if (tool.sites_down == sites) {
        --tool.failing;  // what is inside was planned for one site
    } else {
        change_pace(index, sites - tool.sites_down, sites - tool.sites_down + 1);
    }
    --tool.sites_down;
}

void Line::change_pace(std::uint32_t index, std::uint32_t before, std::uint32_t after) {
    Tool& tool = tools_[index];
    if (tool.loads_inside == 0) {
        return;
    }
    const StepSpec& step = *tables_.step(agenda_.load(tool.loads).step).spec;
    const Duration from = tool.in_setup ? agenda_.at(tool.milestones).mark : tool.clock.at(now());
    agenda_.stretch(tool.milestones, from,
                    slow_down(step, station_of(tool).spec->cell, before, after));
}

}  // namespace packline::packaging
