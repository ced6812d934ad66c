// The end of a step: defects, inspection, rework, form changes, holds.

#include "models/packaging/ledger/unit_count.hpp"
#include "models/packaging/line.hpp"
#include "sim/base/errors.hpp"
#include "sim/random/counts.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

bool reworkable(const StepSpec& step, MechanismId m) {
    return step.reworks &&
           std::ranges::find(step.rework.mechanisms, m) != step.rework.mechanisms.end();
}

/// Raw process time of the route that the lot has behind it, on average; a visit of a tool counts
/// as a whole.
Duration process_time_spent(const LineTables& tables, const Lot& lot) {
    const StepTimes& here = tables.times(lot.product, lot.step);
    const Duration before =
        tables.times(lot.product, tables.first_step(lot.product)).remaining - here.remaining;
    return lot.state == LotState::in_tool ? before + here.operation : before;
}

}  // namespace

void Line::book(LotId lot, std::size_t why, Loss loss) {
    if (loss != Loss{}) {
        count_loss(lot, why, loss);
        trace(TraceKind::scrap, lot, nullptr, loss);
    }
}

void Line::count_loss(LotId lot, std::size_t why, Loss loss) {
    ProductStatistics& s = product_statistics(lot);
    s.losses[why].items += loss.items;
    s.losses[why].sites += loss.sites;
    s.lost_after[why] += Int128{loss.sites} * process_time_spent(tables_, lots_[lot]).us;
    statistics_.lost_at[lots_[lot].step.index()] += loss.sites;
    statistics_.balance.scrapped.items += loss.items;
    statistics_.balance.scrapped.sites += loss.sites;
    if (!tables_.placed(lots_[lot].step).empty()) {
        count_lost_parts(lot, why, loss);
    }
    if (statistics_.ledger.on()) {
        const Population& p = lots_.population(lot);
        statistics_.ledger.lose(
            lots_[lot].product, place_of(lots_[lot], lots_.detail(lot)), why,
            units_in(tables_, lots_[lot].product, loss, p.positions > 0 || p.singulated));
    }
}

/// Parts that were placed on what is lost: the price of a late scrap.
void Line::count_lost_parts(LotId lot, std::size_t why, Loss loss) {
    const StepTable& step = step_of(lot);
    const std::span<const PlacedParts> placed = tables_.placed(lots_[lot].step);
    const std::span<const MaterialId> bom = tables_.bom(step.route);
    std::vector<std::int64_t>& lost = product_statistics(lot).parts_lost;
    lost.resize(product_statistics(lot).losses.size() * bom.size(), 0);
    const bool items_left = !lots_.population(lot).singulated;
    const bool waits = lots_[lot].state != LotState::in_tool;
    for (std::size_t b = 0; b < bom.size(); ++b) {
        PlacedParts on = placed[b];
        for (const ComponentSpec& c : step.spec->components) {
            if (waits && c.material == bom[b]) {
                on.per_site -= c.per_site;
                on.per_item -= c.per_item;
            }
        }
        lost[why * bom.size() + b] +=
            on.per_site * loss.sites + (items_left ? on.per_item * loss.items : 0);
    }
}

/// Parts of units that leave the route as good; those per item count when items end.
void Line::count_used_parts(LotId lot) {
    const std::span<const PlacedParts> placed = tables_.placed(lots_[lot].step);
    const Population& p = lots_.population(lot);
    std::vector<std::int64_t>& used = product_statistics(lot).parts_used;
    used.resize(placed.size(), 0);
    for (std::size_t b = 0; b < placed.size(); ++b) {
        used[b] += placed[b].per_site * p.sites + (p.singulated ? 0 : placed[b].per_item * p.items);
    }
}

void Line::complete_step(LotId lot) {
    const StepTable& step = step_of(lot);
    if (step.ends_at_once) {
        move_on(lot);
        return;
    }
    const StepSpec& spec = *step.spec;
    const bool first_visit = lots_.detail(lot).retest_pass == 0;
    if (first_visit && !spec.components.empty() && spec.components.front().lost_to.valid() &&
        ends_empty(lot, spec.components.front().lost_to.index())) {
        return;
    }
    if (first_visit && !spec.yields.empty() && !make_step_defects(lot, step)) {
        return;
    }
    if (spec.inspection.again.offline && queue_retest(lot, step)) {
        return;
    }
    if (spec.inspects && !inspect_lot(lot, step)) {
        return;
    }
    if (spec.reworks && spec.rework.share > 0.0 && !rework_at_random(lot, step)) {
        return;
    }
    if (spec.frees_carrier.valid()) {
        free_carriers(lot, lots_.detail(lot).carriers);
    }
    if (spec.singulates) {
        singulate(lot);
    }
    if (!spec.bins.empty() && !sort_into_bins(lot, step)) {
        return;
    }
    start_clocks(lot, lots_[lot].step);
    end_exposure_of(lot, step);
    if (spec.hold.probability > 0.0 && hold(lot, step)) {
        return;
    }
    move_on(lot);
}

/// The yields of a step at this time: as stated, or as far as they were learned.
std::span<const YieldSpec> Line::yields_now(const StepTable& step) {
    if (step.learner == StepTable::kLearnsNothing) {
        return step.spec->yields;
    }
    yields_.assign(step.spec->yields.begin(), step.spec->yields.end());
    for (YieldSpec& y : yields_) {
        y.survive = survive_after(y, now(), learned_[step.learner]);
    }
    return yields_;
}

/// False where nothing is left of the lot.
bool Line::make_step_defects(LotId lot, const StepTable& step) {
    const Population before = lots_.population(lot);
    const std::span<const YieldSpec> yields = yields_now(step);
    if (step.learner != StepTable::kLearnsNothing && before.items > 0) {
        learned_[step.learner] += before.sites * handled(step, before.items) / before.items;
    }
    return spoil(lot, yields, draws(lot, step));
}

/// Makes defects on what the lot's step handles, and books those that are found at once. False
/// where nothing is left of the lot.
bool Line::spoil(LotId lot, std::span<const YieldSpec> yields, const StepDraws& own) {
    std::ranges::fill(scratch_losses_, Loss{});
    const std::int64_t n = handled(step_of(lot), lots_.population(lot).items);
    make_defects(rules_, counts(lot), yields, n, own, scratch_losses_);
    std::size_t why = 0;
    for (const YieldSpec& y : yields) {
        why = y.mechanism.index();
        const Loss loss = scratch_losses_[why];
        scratch_losses_[why] = {};
        book(lot, why, loss);
        drop_carriers(lot, loss.items);
    }
    return !ends_empty(lot, why);
}

void Line::drop_carriers(LotId lot, std::int64_t items) {
    free_carriers(lot, std::min(items, lots_.detail(lot).carriers));
}

/// A lot without live sites is scrap: ends it, what is left of it lost for the same reason.
bool Line::ends_empty(LotId lot, std::size_t why) {
    const Population& p = lots_.population(lot);
    if (p.items > 0 && (p.positions == 0 || p.sites > 0)) {
        return false;
    }
    const Loss rest{p.items, p.sites};
    count_loss(lot, why, rest);
    if (options_.trace != nullptr && rest.items > 0) {
        // The loss that emptied the lot has its row: the items belong to it.
        options_.trace->back().items += rest.items;
    }
    lots_.population(lot).items = 0;
    end_lot(lot);
    return true;
}

/// False where the lot does not go on from here: it went back or nothing is left.
bool Line::inspect_lot(LotId lot, const StepTable& step) {
    const InspectionSpec& spec = step.spec->inspection;
    const std::int64_t looked_at = handled(step, lots_.population(lot).items);
    const InspectionResult result =
        inspect(rules_, counts(lot), spec, looked_at, draws(lot, step), found_);
    judge(lot, step);
    watch_tools(lot, step, looked_at);
    // Sites first: what was drawn for them counts those on items that may go next.
    std::size_t why = reason(LossReason::overkill);
    for (std::size_t i = 0; i < spec.finds.size(); ++i) {
        const MechanismId m = spec.finds[i].mechanism;
        if (found_[i] > 0 && of_sites(lot, m)) {
            book(lot, m.index(), rules_.remove_bad_sites(counts(lot), m, found_[i]));
            why = m.index();
        }
    }
    if (result.overkill > 0) {
        book(lot, reason(LossReason::overkill),
             rules_.remove_good_sites(counts(lot), result.overkill));
    }
    std::int64_t back = 0;
    for (std::size_t i = 0; i < spec.finds.size(); ++i) {
        const MechanismId m = spec.finds[i].mechanism;
        if (found_[i] == 0 || of_sites(lot, m)) {
            continue;
        }
        if (reworkable(*step.spec, m)) {
            back += found_[i];
            continue;
        }
        Draws d = draws(lot, step)(Purpose::breakage, static_cast<std::uint32_t>(i));
        book(lot, m.index(), rules_.remove_bad_items(counts(lot), m, found_[i], d));
        drop_carriers(lot, found_[i]);
        why = m.index();
    }
    if (ends_empty(lot, why)) {
        return false;
    }
    return back == 0 || rework_found(lot, step, back);
}

/// A verdict on the lot by what was found in it (in `found_`).
void Line::judge(LotId lot, const StepTable& step) {
    const InspectionSpec& spec = step.spec->inspection;
    const SampleSpec::Kind sample = step.spec->sample.kind;
    LotDetail& detail = lots_.detail(lot);
    detail.rejected = detail.rejected && sample != SampleSpec::Kind::rejected;
    std::int64_t finds = 0;
    for (std::size_t i = 0; i < spec.finds.size(); ++i) {
        finds += found_[i];
    }
    const bool good = finds <= spec.accept;
    if (spec.judges && !good) {
        detail.rejected = true;
        ++product_statistics(lot).rejected;
    }
    if (sample == SampleSpec::Kind::skip_lot) {
        sampling_.judge(lots_[lot], lots_[lot].step, good, in_parts(lot));
    }
}

bool Line::of_sites(LotId lot, MechanismId m) const {
    return rules_.level(m) == Level::site || lots_.population(lot).singulated;
}

bool Line::rework_found(LotId lot, const StepTable& step, std::int64_t items) {
    if (items == lots_.population(lot).items) {
        return send_back(lot, lot, step);
    }
    const LotId child = split_off(lot);
    const InspectionSpec& spec = step.spec->inspection;
    Draws d = draws(lot, step)(Purpose::split);
    for (std::size_t i = 0; i < spec.finds.size(); ++i) {
        const MechanismId m = spec.finds[i].mechanism;
        if (found_[i] > 0 && rules_.level(m) == Level::item && reworkable(*step.spec, m)) {
            rules_.split_bad(counts(lot), counts(child), m, found_[i], d);
        }
    }
    move_carriers(lot, child, items);
    trace(TraceKind::split, child);
    return send_back(lot, child, step);
}

/// Items (or the lot) that must go back whatever they are: losses of a process that can be
/// done again.
bool Line::rework_at_random(LotId lot, const StepTable& step) {
    const ReworkSpec& rework = step.spec->rework;
    const std::int64_t all = lots_.population(lot).items;
    Draws d = draws(lot, step)(Purpose::rework_choice);
    const std::int64_t items = rework.level == Level::lot ? (d.uniform() < rework.share ? all : 0)
                                                          : binomial(d, all, rework.share);
    if (items == 0) {
        return true;
    }
    if (items == all) {
        return send_back(lot, lot, step);
    }
    const LotId child = split_off(lot);
    share_with(lot, child, items);
    return send_back(lot, child, step);
}

/// Sends `back` (the lot itself or a child) into rework. True where `lot` goes on from here.
bool Line::send_back(LotId lot, LotId back, const StepTable& step) {
    const ReworkSpec& rework = step.spec->rework;
    const bool child = back != lot;
    if (rework.max_passes > 0) {
        drop_beyond_passes(back, rework.max_passes);
    }
    rules_.clear(counts(back), rework.clears);
    const Population& p = lots_.population(back);
    if (p.items == 0 || (p.positions > 0 && p.sites == 0)) {
        if (child) {
            lots_[back].join = JoinId::none();  // not a member of anything yet
        }
        scrap_lot(back, reason(LossReason::rework_limit));
        return child;
    }
    product_statistics(back).reworked_items += p.items;
    if (child) {
        const LotId members[] = {lot, back};
        if (rework.wait) {
            open_join(members, step.rework_merge, 2);
        } else if (lots_[lot].join.valid()) {
            ++joins_[lots_[lot].join].members;
        }
    }
    jump_back(back, step.rework_to);
    return child;
}

/// Scraps items that were reworked `max_passes` times in this layer; the others have one more.
void Line::drop_beyond_passes(LotId lot, std::uint32_t max_passes) {
    Draws d = draws(lot, step_of(lot))(Purpose::breakage, 63);
    rules_.thin_passes(lots_.population(lot), d);
    std::array<std::uint32_t, kPassBuckets> left = lots_.population(lot).passes;
    std::int64_t over = 0;
    for (std::size_t b = max_passes; b < kPassBuckets; ++b) {
        over += left[b];
        left[b] = 0;
    }
    if (over > 0) {
        // How often an item was reworked says nothing about the rest of it, so the items that
        // leave are random ones and only the counts of passes are those of the spent ones.
        const Loss loss = rules_.remove_items(counts(lot), over, PopulationRules::Pick::any, d);
        book(lot, reason(LossReason::rework_limit), loss);
        drop_carriers(lot, over);
    }
    for (std::size_t b = kPassBuckets; b-- > 1;) {
        left[b] = b + 1 == kPassBuckets ? left[b] + left[b - 1] : left[b - 1];
    }
    left[0] = 0;
    lots_.population(lot).passes = left;
}

void Line::singulate(LotId lot) {
    Population& p = lots_.population(lot);
    if (p.singulated) {
        return;  // units that come by a second time
    }
    statistics_.balance.singulated_items += p.items;
    statistics_.balance.singulated_sites += p.sites;
    if (const std::span<const PlacedParts> placed = tables_.placed(lots_[lot].step);
        !placed.empty()) {
        std::vector<std::int64_t>& used = product_statistics(lot).parts_used;
        used.resize(placed.size(), 0);
        for (std::size_t b = 0; b < placed.size(); ++b) {
            used[b] += placed[b].per_item * p.items;
        }
    }
    Draws d = draws(lot, step_of(lot))(Purpose::split, 62);
    rules_.singulate(counts(lot), d);
}

/// True where the lot is held: it goes on when the hold ends.
bool Line::hold(LotId id, const StepTable& step) {
    Draws choice = draws(id, step)(Purpose::hold_choice);
    if (choice.uniform() >= step.spec->hold.probability) {
        return false;
    }
    Draws time = draws(id, step)(Purpose::hold_time);
    const Duration d = sample_duration(step.spec->hold.duration, time);
    if (d == Duration{}) {
        return false;
    }
    lots_[id].state = LotState::on_hold;
    lots_[id].since = now();
    trace(TraceKind::hold, id);
    if (buffers_.any()) {
        leave_place(id);
    }
    const EntityId entity = tables_.station_entity(step.station);
    send(entity, entity, now() + d, Priority::arrive, LineEvent::unhold, lots_.handle(id));
    return true;
}
}  // namespace packline::packaging
