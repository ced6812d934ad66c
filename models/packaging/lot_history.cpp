#include "models/packaging/lot_history.hpp"

#include "models/packaging/lots/population.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>

namespace packline::packaging {

StepId main_step(const RouteSpec& route, StepId step) {
    while (step.index() >= route.main_steps) {
        step = route.steps[step.index()].next;
    }
    return step;
}

StepId first_on_same_tool(const RouteSpec& route, StepId step) {
    while (route.steps[step.index()].same_tool_as.valid()) {
        step = route.steps[step.index()].same_tool_as;
    }
    return step;
}

namespace {

bool in_main_line(const RouteSpec& route, StepId step) { return step.index() < route.main_steps; }

/// At `here` in the main line, behind it, or in rework that may come again.
bool ahead(const RouteSpec& route, StepId step, StepId place) {
    return !in_main_line(route, step) || step >= place;
}

/// Whether `test(step)` holds for any that is ahead of `place`.
template <class Test>
bool any_ahead(const RouteSpec& route, StepId place, const Test& test) {
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const StepId step = StepId::from_index(i);
        if (ahead(route, step, place) && test(step)) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool binds_tool(const RouteSpec& route, StepId first, StepId here) {
    const StepId place = main_step(route, here);
    if (in_main_line(route, first) && first >= place) {
        return false;
    }
    return any_ahead(route, place, [&](StepId step) {
        return step != first && first_on_same_tool(route, step) == first;
    });
}

bool exposure_matters(const RouteSpec& route, StepId here) {
    const StepId place = main_step(route, here);
    return any_ahead(route, place, [&](StepId step) {
        const StepSpec& s = route.steps[step.index()];
        return s.has_floor_life &&
               (s.floor_life.opened_at < place || !in_main_line(route, s.floor_life.opened_at));
    });
}

bool screen_matters(const RouteSpec& route, StepId here) {
    return any_ahead(route, main_step(route, here), [&](StepId step) {
        return route.steps[step.index()].sample.kind == SampleSpec::Kind::rejected;
    });
}

NominalCounts counts_at_start(const LineSpec& line, const InitialLotSpec& lot) {
    NominalCounts n = counts_before(line, line.products[lot.product.index()], lot.step, lot.items);
    n.sites = lot.sites > 0 ? lot.sites : n.sites;
    return n;
}

HeldCarriers carriers_at_start(const LineSpec& line, const InitialLotSpec& lot) {
    if (lot.carriers >= 0) {
        return lot.carriers > 0 ? HeldCarriers{lot.carrier_pool, lot.carriers} : HeldCarriers{};
    }
    const ProductSpec& product = line.products[lot.product.index()];
    const StepSpec& step = line.routes[product.route.index()].steps[lot.step.index()];
    const bool takes = lot.tool >= 0 && step.takes_carrier.valid();
    const CarrierPoolId pool =
        takes ? step.takes_carrier : carriers_held_before(line, product, lot.step);
    return pool.valid() ? HeldCarriers{pool, counts_at_start(line, lot).items} : HeldCarriers{};
}

StepId step_of_form(const LineSpec& line, const ProductSpec& product, StepId step, bool units) {
    const RouteSpec& route = line.routes[product.route.index()];
    StepId place = step;
    while (units && !counts_before(line, product, place).singulated) {
        place = StepId{main_step(route, place).value + 1};
        if (place.index() >= route.main_steps) {
            return step;
        }
    }
    return place;
}

void tell_history(const LineTables& tables, const LotRecord& record, StepIndex step, Time at,
                  RandomKey key, InitialLotSpec& row) {
    const StepTable& here = tables.step(step);
    const RouteSpec& route = tables.spec.routes[here.route.index()];
    const LotDetail& detail = record.detail;
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const StepId id = StepId::from_index(i);
        const std::uint32_t kept = tables.step(tables.index(here.route, id)).kept_tool;
        if (kept != StepTable::kNotKept && record.kept_tools[kept] != kNoTool &&
            !route.steps[i].same_tool_as.valid() && binds_tool(route, id, row.step)) {
            row.done_on.push_back(
                {id, record.kept_tools[kept] - tables.first_tool(route.steps[i].station)});
        }
    }
    row.exposed = detail.floor_life.open() && exposure_matters(route, row.step);
    row.exposure = row.exposed ? detail.floor_life.exposure(at) : Duration{};
    if (detail.layer == here.layer) {  // else both count anew when it comes to its step
        Population left = detail.population;
        Draws d{key, combine(record.lot.key, here.hash), Purpose::breakage, record.lot.loops};
        PopulationRules{tables.spec.mechanisms}.thin_passes(left, d);
        for (std::uint32_t b = 1; b < kPassBuckets; ++b) {
            if (left.passes[b] > 0) {
                row.reworked.push_back({b, left.passes[b]});
            }
        }
        row.repeats = detail.repeats;
    }
    row.rejected = detail.rejected && screen_matters(route, row.step);
    if (record.detail.retest_pass > 0 && here.spec->inspection.again.offline) {
        row.retest_pass = detail.retest_pass;
        row.retest_units = detail.retest_units;
    }
    for (std::size_t m = 0; m < record.latent.size(); ++m) {
        if (record.latent[m] > 0) {
            row.latent.push_back({MechanismId::from_index(m), record.latent[m]});
        }
    }
    const HeldCarriers held =
        detail.carriers > 0 ? HeldCarriers{detail.carrier_pool, detail.carriers} : HeldCarriers{};
    if (const HeldCarriers usual = carriers_at_start(tables.spec, row); held != usual) {
        row.carrier_pool = held.n > 0 ? held.pool : usual.pool;
        row.carriers = held.n;
    }
}

void restore_history(const LineTables& tables, const InitialLotSpec& row, Time now, LotTable& lots,
                     LotId lot) {
    const StepTable& here = tables.step(lots[lot].step);
    const RouteSpec& route = tables.spec.routes[here.route.index()];
    LotDetail& detail = lots.detail(lot);
    for (const InitialTool& t : row.done_on) {
        const StepTable& step = tables.step(tables.index(here.route, t.step));
        lots.kept_tools(lot)[step.kept_tool] = tables.first_tool(step.station) + t.tool;
    }
    if (row.exposed || exposure_matters(route, row.step)) {
        detail.floor_life.start(now, row.exposure);
        if (here.spec->dry && row.tool >= 0) {
            detail.floor_life.enter_dry_storage(now);
        }
    }
    Population& p = detail.population;
    for (const InitialPasses& r : row.reworked) {
        p.passes[r.passes] += static_cast<std::uint32_t>(r.items);
        p.passes[0] -= static_cast<std::uint32_t>(r.items);
    }
    detail.repeats = row.repeats;
    detail.rejected = row.rejected;
    detail.retest_pass = row.retest_pass;
    detail.retest_units = row.retest_units;
    for (const InitialLatent& l : row.latent) {
        const bool sites =
            p.singulated || tables.spec.mechanisms[l.mechanism.index()].level == Level::site;
        lots.latent(lot)[l.mechanism.index()] += l.count;
        (sites ? p.bad_sites : p.bad_items) += l.count;
    }
}

}  // namespace packline::packaging
