#include "models/packaging/line_accounts.hpp"

#include "models/packaging/line_model.hpp"
#include "models/packaging/utilities/meter.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

Time month_after(Time at) { return Time{} + kMonth * (at.us / kMonth.us + 1); }

std::vector<PaidTime> paid_time(const LineTables& tables, const LineModel& line, Time at) {
    std::vector<PaidTime> out;
    for (std::size_t i = 0; i < tables.spec.operators.size(); ++i) {
        const OperatorGroupId g = OperatorGroupId::from_index(i);
        const OperatorStatistics& s = line.operators(g).statistics(g);
        out.push_back({s.on_duty.integral(at), s.busy_time(at)});
    }
    return out;
}

}  // namespace

LineAccounts::LineAccounts(const LineTables& tables, Time start, Time end)
    : tables_{tables}, start_{start}, end_{end}, next_{end} {
    if (priced(tables.spec)) {
        sites_.emplace(tables.spec);
        before_.resize(sites_->names.size());
        next_ = std::min(month_after(start), end);
    }
}

void LineAccounts::read(const LineModel& line) {
    const Time at = next_;
    const MeterReadings meters{tables_, line.meters(), at};
    add_month(ledger(line, line.statistics_at(at), meters, line.timelines().plans, at), at);
    next_ = std::min(month_after(at), end_);
}

Ledger LineAccounts::close(const LineModel& line, const LineStatistics& counted,
                           const MeterReadings& meters, const Timelines& timelines) {
    if (!sites_) {
        return {};
    }
    Ledger out = ledger(line, counted, meters, timelines.plans, end_);
    add_month(out, end_);
    out.months = std::move(months_);
    return out;
}

Ledger LineAccounts::ledger(const LineModel& line, const LineStatistics& counted,
                            const MeterReadings& meters, std::span<const PlanRun> plans,
                            Time at) const {
    std::vector<MaterialStatistics> materials;
    for (std::size_t i = 0; i < tables_.spec.materials.size(); ++i) {
        const MaterialId m = MaterialId::from_index(i);
        materials.push_back(line.stock(m).statistics(m));
    }
    const std::vector<PaidTime> paid = paid_time(tables_, line, at);
    return make_ledger({.tables = tables_,
                        .sites = *sites_,
                        .counted = counted,
                        .materials = materials,
                        .people = paid,
                        .meters = meters,
                        .plans = plans,
                        .start = start_,
                        .end = at});
}

/// `at`: its end. Months that lie before the window are there, and empty.
void LineAccounts::add_month(const Ledger& to_date, Time at) {
    const auto month = static_cast<std::size_t>((at.us - 1) / kMonth.us);
    months_.resize(month + 1, MoneyMonth{std::vector<SiteMoney>(before_.size()), 0});
    MoneyMonth& out = months_.back();
    out.sites = to_date.sites;
    for (std::size_t s = 0; s < before_.size(); ++s) {
        out.sites[s] -= before_[s];
    }
    out.margin = to_date.margin() - margin_before_;
    before_ = to_date.sites;
    margin_before_ = to_date.margin();
}

}  // namespace packline::packaging
