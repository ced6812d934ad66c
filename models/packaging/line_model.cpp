#include "models/packaging/line_model.hpp"

#include "models/packaging/ledger/unit_count.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

void check_balance(const Balance& b, const LineInventory& inside) {
    expect(b.orders_released == b.orders_ended + inside.orders, "lots are not conserved");
    expect(b.created.items + b.singulated_sites == b.shipped.items + b.stocked.items +
                                                       b.scrapped.items + b.singulated_items +
                                                       inside.lots.items,
           "items are not conserved");
    expect(
        b.created.sites == b.shipped.sites + b.stocked.sites + b.scrapped.sites + inside.lots.sites,
        "sites are not conserved");
}

/// Little's law with sojourns clipped to the window is an equality, not an estimate.
/// Source: Stidham 1974, "A last word on L = lambda W".
void check_little(const LineStatistics& s, const LineInventory& inside, Time end) {
    Int128 integral = 0;
    for (const ProductStatistics& p : s.products) {
        integral += p.wip.integral(end);
    }
    expect(integral == s.sojourn + inside.sojourn, "Little's law does not hold");
}

}  // namespace

LineModel::LineModel(const LineTables& tables, const LineProcesses& processes,
                     const Line::Options& options)
    : tables_{tables},
      processes_{processes},
      floor_{tables},
      parcels_{processes.processes},
      on_the_way_{tables},
      orders_{options.orders} {
    for (std::uint32_t p = 0; p < processes.processes.size(); ++p) {
        lines_.emplace_back(
            LineSite{tables, processes.processes, processes.homes, floor_, parcels_}, p, options);
    }
    only_ = lines_.size() == 1 ? &lines_.front() : nullptr;
}

void LineModel::start(Scheduler& scheduler) {
    for (Line& line : lines_) {
        line.start(scheduler);
    }
}

void LineModel::receive(const Event& event) {
    if (static_cast<LineEvent>(event.kind) == LineEvent::deliver) {
        parcels_.take_over(event.payload);
    }
}

void LineModel::reset_statistics(Time now) {
    window_start_ = now;
    on_the_way_.reset();
    count_on_the_way(on_the_way_, -1);
    floor_.reset_statistics(now);
    for (Line& line : lines_) {
        line.reset_statistics(now);
    }
}

/// Lots between two processes are in process too.
void LineModel::count_on_the_way(LedgerCounts& counts, std::int64_t sign) const {
    if (!counts.on()) {
        return;
    }
    parcels_.for_each([&](const Parcel& parcel) {
        const Population& p = parcel.detail.population;
        counts.hold(parcel.lot.product, {parcel.lot.step, false},
                    sign * units_in(tables_, parcel.lot.product, {p.items, p.sites},
                                    p.positions > 0 || p.singulated));
    });
}

LineStatistics LineModel::statistics_at(Time now) const {
    LineStatistics all{tables_.spec.stations.size(),
                       tables_.spec.products.size(),
                       tables_.spec.mechanisms.size(),
                       tables_.bins().size(),
                       tables_.steps(),
                       days(1),
                       0};
    all.ledger = LedgerCounts{tables_};
    all.stations = floor_.statistics_at(now);
    for (const Line& line : lines_) {
        all.merge(line.statistics(), now);
        hold_lots(all.ledger, tables_, line.lots(), 1);
    }
    all.ledger.merge(on_the_way_);
    count_on_the_way(all.ledger, 1);
    return all;
}

LineStatistics LineModel::finish(Time end) {
    floor_.close(end, end - window_start_);
    const BucketSeries& series = lines_.front().statistics().wip;
    LineStatistics all{tables_.spec.stations.size(),
                       tables_.spec.products.size(),
                       tables_.spec.mechanisms.size(),
                       tables_.bins().size(),
                       tables_.steps(),
                       series.bucket(),
                       series.sums().size()};
    all.ledger = LedgerCounts{tables_};
    all.stations = floor_.statistics;
    all.tool_sets = floor_.set_statistics;
    LineInventory inside;
    for (Line& line : lines_) {
        line.close(end);
        all.merge(line.statistics(), end);
        const LineInventory part = line.inventory(end);
        inside.lots.items += part.lots.items;
        inside.lots.sites += part.lots.sites;
        inside.orders += part.orders;
        inside.sojourn += part.sojourn;
    }
    parcels_.for_each([&](const Parcel& parcel) {
        inside.lots.items += parcel.detail.population.items;
        inside.lots.sites += parcel.detail.population.sites;
        ++inside.orders;
        if (orders_ != nullptr) {
            orders_->push_back(record_of(parcel.order, Time::never()));
        }
        inside.sojourn += (end - std::max(parcel.order.released, window_start_)).us;
    });
    count_on_the_way(on_the_way_, 1);
    all.ledger.merge(on_the_way_);
    check_balance(all.balance, inside);
    check_little(all, inside, end);
    return all;
}

/// A gate that waits for lots opens only where these are.
Timelines LineModel::timelines() const {
    Timelines all = lines_.front().disruptions().timelines;
    for (const Line& line : lines_) {
        const Timelines& part = line.disruptions().timelines;
        for (std::size_t g = 0; g < all.gates.size(); ++g) {
            if (part.gates[g].stages.taken > all.gates[g].stages.taken) {
                all.gates[g] = part.gates[g];
            }
        }
        for (std::size_t p = 0; p < all.plans.size(); ++p) {
            if (part.plans[p].ready < all.plans[p].ready) {
                all.plans[p] = part.plans[p];
            }
        }
    }
    return all;
}

std::size_t LineModel::lots_in_process() const {
    std::size_t n = 0;
    for (const Line& line : lines_) {
        n += line.lots().alive();
    }
    parcels_.for_each([&](const Parcel&) { ++n; });
    return n;
}

void LineModel::tell_conditions(Timelines& timelines) const {
    const LineSpec& spec = tables_.spec;
    for (std::size_t d = 0; d < disruptions_of(spec); ++d) {
        if (condition_of(spec, d).kind == ConditionSpec::Kind::none) {
            continue;
        }
        const DisruptionState& home = lines_[processes_.homes.of_disruption[d]].disruptions();
        if (d < spec.gates.size()) {
            timelines.gates[d] = home.timelines.gates[d];
        } else {
            timelines.masks[d - spec.gates.size()] = home.all[d].profile;
        }
    }
}

Fingerprint LineModel::results_fingerprint(const LineStatistics& statistics) const {
    Fingerprint out;
    const auto add = [&](std::int64_t n) { out.add(static_cast<std::uint64_t>(n)); };
    for (std::size_t p = 0; p < statistics.products.size(); ++p) {
        const ProductStatistics& s = statistics.products[p];
        std::int64_t word = static_cast<std::int64_t>(p) + 1;
        for (const std::int64_t n : {s.released, s.shipped, s.scrapped, s.good_sites,
                                     s.escaped_sites, s.on_time_lots, s.reworked_items}) {
            add(n * 1000 + word++);
        }
        for (const Loss& loss : s.losses) {
            add(loss.items * 1000 + word++);
            add(loss.sites * 1000 + word++);
        }
        for (const std::int64_t n : s.bins) {
            add(n * 1000 + word++);
        }
    }
    for (std::size_t t = 0; t < floor_.tools.size(); ++t) {
        // States that a line does not use leave its fingerprint as it was before they existed.
        for (std::size_t i = 0; i < kToolStates; ++i) {
            // States that came later count only where they occur.
            if (i < 7 || floor_.tools[t].in_state[i] > Duration{}) {
                add(floor_.tools[t].in_state[i].us * 8 + static_cast<std::int64_t>(i));
            }
        }
    }
    return out;
}

}  // namespace packline::packaging
