#include "models/report/line_metrics.hpp"

#include "models/report/disruption_metrics.hpp"
#include "models/report/ledger_metrics.hpp"
#include "models/report/loss_reasons.hpp"
#include "models/report/material_metrics.hpp"
#include "models/report/money_metrics.hpp"
#include "models/report/release_metrics.hpp"
#include "models/report/resource_metrics.hpp"
#include "models/report/shipments.hpp"
#include "models/report/time_parts.hpp"
#include "models/report/utility_metrics.hpp"

#include <fmt/format.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace packline::report {

namespace {

using packaging::LineResult;
using packaging::LineTables;
using packaging::ProductStatistics;
using packaging::StationStatistics;
using packaging::ToolState;

constexpr std::string_view kLossAfter =
    "share of the route's process time that was spent when units were lost, mean over the units";

class MetricList {
public:
    MetricList(const LineTables& tables, const LineResult* result, const AddMetric& add)
        : tables_{tables}, result_{result}, add_{add} {}

    void list() {
        line();
        for (std::size_t p = 0; p < tables_.spec.products.size(); ++p) {
            product(p);
        }
        for (std::size_t r = 0; r < tables_.spec.routes.size(); ++r) {
            losses_by_step(r);
        }
        for (std::size_t s = 0; s < tables_.spec.stations.size(); ++s) {
            station(s);
            tool_set_metrics(add_, tables_, s, result_);
        }
        material_metrics(tables_, result_, add_);
        resource_metrics(tables_, result_, add_);
        utility_metrics(tables_, result_, add_);
        disruption_metrics(tables_, result_, add_);
        ledger_metrics(tables_, result_, add_);
        money_metrics(tables_, result_, add_);
    }

private:
    double days() const { return days_of(*result_); }

    void line() {
        Shipments all;
        if (result_ != nullptr) {
            for (std::size_t p = 0; p < tables_.spec.products.size(); ++p) {
                if (ships(p)) {
                    all.add(result_->statistics.products[p],
                            tables_.critical_path(packaging::ProductId::from_index(p)),
                            result_->end);
                }
            }
        }
        shipments("line", all);
        for (std::size_t i = 0; i < reasons(); ++i) {
            const auto [lost, after] = lost_for(i);
            add_("line.loss." + loss_name(tables_.spec, i), "1",
                 "units lost for this reason over the units that the ended lots were to hold",
                 [lost = lost, &all] { return ratio(lost, as_double(all.nominal)); });
            add_("line.loss_after." + loss_name(tables_.spec, i), "1", kLossAfter,
                 [lost = lost, after = after] { return ratio(after, lost); });
        }
    }

    /// Whether what it makes is output of the line.
    bool ships(std::size_t p) const {
        const packaging::ProductSpec& spec = tables_.spec.products[p];
        return !spec.makes.valid() && spec.lot_class == packaging::LotClass::production;
    }

    std::size_t reasons() const { return tables_.spec.mechanisms.size() + packaging::kLossReasons; }

    double route_time_us(std::size_t p) const {
        const auto product = packaging::ProductId::from_index(p);
        return as_double(tables_.times(product, tables_.first_step(product)).remaining.us);
    }

    /// Units that the products which ship lost for a reason, and the sum over them of the share
    /// of their route's process time that was spent.
    std::pair<double, double> lost_for(std::size_t why) const {
        double lost = 0;
        double after = 0;
        for (std::size_t p = 0; result_ != nullptr && p < tables_.spec.products.size(); ++p) {
            const ProductStatistics& s = result_->statistics.products[p];
            if (ships(p) && s.losses[why].sites > 0) {
                lost += as_double(s.losses[why].sites);
                after += as_double(s.lost_after[why]) / route_time_us(p);
            }
        }
        return {lost, after};
    }

    void losses_by_step(std::size_t r) {
        const packaging::RouteSpec& route = tables_.spec.routes[r];
        double nominal = 0;
        for (std::size_t p = 0; result_ != nullptr && p < tables_.spec.products.size(); ++p) {
            if (tables_.spec.products[p].route.index() == r) {
                nominal += as_double(result_->statistics.products[p].nominal_sites);
            }
        }
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const packaging::StepSpec& step = route.steps[i];
            if (step.yields.empty() && !step.inspects && step.queue_times.empty() &&
                !step.reworks) {
                continue;
            }
            const packaging::StepIndex at =
                tables_.index(packaging::RouteId::from_index(r), packaging::StepId::from_index(i));
            add_(fmt::format("route.{}.loss_at.{}", route.name, step.name), "1",
                 "units lost at this step over the units that the ended lots were to hold", [&] {
                     return ratio(as_double(result_->statistics.lost_at[at.index()]), nominal);
                 });
        }
    }

    void product(std::size_t p) {
        const packaging::ProductSpec& spec = tables_.spec.products[p];
        const std::string name = "product." + spec.name;
        Shipments own;
        const ProductStatistics* s = nullptr;
        if (result_ != nullptr) {
            s = &result_->statistics.products[p];
            own.add(*s, tables_.critical_path(packaging::ProductId::from_index(p)), result_->end);
        }
        shipments(name, own);
        add_(name + ".lots_released_per_day", "1/d", "lots released",
             [&] { return as_double(s->released) / days(); });
        add_(name + ".lots_lost", "1", "lots that found no place at release and were turned away",
             [&] { return as_double(s->lost); });
        add_(name + ".lots_scrapped", "1", "lots of which nothing was left",
             [&] { return as_double(s->scrapped); });
        add_(name + ".lots_rejected", "1", "verdicts of inspections with an acceptance number",
             [&] { return as_double(s->rejected); });
        add_(name + ".lots_baked", "1", "floor lives that ran out: lots sent to a bake",
             [&] { return as_double(s->baked); });
        add_(name + ".items_reworked_per_lot", "1", "items sent into rework per shipped lot",
             [&] { return ratio(as_double(s->reworked_items), as_double(s->shipped)); });
        release_metrics(add_, tables_.spec, p, s, result_);
        losses(name, p, s);
        for (std::size_t m = 0; m < tables_.spec.mechanisms.size(); ++m) {
            add_(fmt::format("{}.escapes.{}", name, tables_.spec.mechanisms[m].name), "ppm",
                 "good units that have this undiscovered defect", [s, m] {
                     return ratio(1e6 * as_double(s->escaped[m]), as_double(s->good_sites));
                 });
        }
        for (std::size_t b = 0; b < tables_.bins().size(); ++b) {
            add_(fmt::format("{}.bin.{}", name, tables_.bins()[b]), "1",
                 "units sorted into this bin over the units that the ended lots were to hold",
                 [s, b] { return ratio(as_double(s->bins[b]), as_double(s->nominal_sites)); });
        }
        parts(p, name, s);
        outline(name, spec.package);
    }

    /// What a package is, whatever the line does: for the comparison of two of them.
    void outline(const std::string& name, const packaging::PackageSpec& package) {
        if (package.stated()) {
            add_(name + ".package_footprint", "mm2", "area of the package on the board",
                 [&] { return package.footprint_mm2(); });
            add_(name + ".package_height", "mm", "sum of the layers of the package",
                 [&] { return package.height_mm(); });
        }
    }

    /// What became of the parts that went into a product, and what a late scrap costs in parts.
    void parts(std::size_t p, const std::string& name, const ProductStatistics* s) {
        const packaging::RouteId route = tables_.spec.products[p].route;
        const std::span<const packaging::MaterialId> bom = tables_.bom(route);
        const std::vector<std::size_t> reasons = loss_reasons(tables_.spec, route);
        const auto at = [](const std::vector<std::int64_t>& counts, std::size_t i) {
            return i < counts.size() ? as_double(counts[i]) : 0.0;
        };
        for (std::size_t b = 0; b < bom.size(); ++b) {
            const std::string part =
                fmt::format("{}.parts.{}", name, tables_.spec.materials[bom[b].index()].name);
            add_(part + ".used", "1/d", "parts in good units that left, per day",
                 [&] { return at(s->parts_used, b) / days(); });
            add_(part + ".lost", "1/d", "parts on units that were lost after they were placed",
                 [&] {
                     double sum = 0;
                     for (std::size_t why = 0; why < s->losses.size(); ++why) {
                         sum += at(s->parts_lost, why * bom.size() + b);
                     }
                     return sum / days();
                 });
            for (const std::size_t why : reasons) {
                add_(fmt::format("{}.lost.{}", part, loss_name(tables_.spec, why)), "1/d",
                     "of these, on units lost for this reason",
                     [&] { return at(s->parts_lost, why * bom.size() + b) / days(); });
            }
        }
    }

    void shipments(const std::string& name, const Shipments& s) {
        add_(name + ".good_units_per_day", "1/d", "units that passed everything and left",
             [&] { return as_double(s.good) / days(); });
        add_(name + ".lots_per_day", "1/d", "lots that left",
             [&] { return as_double(s.lots) / days(); });
        add_(name + ".cycle_time.mean", "h", "from release to the end of the route, per lot",
             [&] { return ratio(s.cycle_time_us / kHour, as_double(s.timed)); });
        for (const auto& [label, q] : {std::pair{"p05", 0.05}, {"p50", 0.50}, {"p95", 0.95}}) {
            add_(fmt::format("{}.cycle_time.{}", name, label), "h", "quantile over the lots",
                 [&s, q = q] {
                     return s.timed == 0 ? kNone : as_double(s.cycle_times.quantile(q).us) / kHour;
                 });
        }
        add_(name + ".x_factor", "1", "cycle time over the time of one lot through the empty line",
             [&] { return ratio(s.cycle_time_us, s.raw_time_us); });
        add_(name + ".wip", "lots", "lots in process, mean over time", [&] { return s.wip; });
        add_(name + ".yield", "1", "good units over the units that the ended lots were to hold",
             [&] { return ratio(as_double(s.good), as_double(s.nominal)); });
        add_(name + ".escapes", "ppm", "good units that have an undiscovered defect",
             [&] { return ratio(1e6 * as_double(s.escaped), as_double(s.good)); });
        add_(name + ".on_time", "1", "lots that left by their due date, of those that have one",
             [&] { return ratio(as_double(s.on_time_lots), as_double(s.due_lots)); });
        for (std::size_t i = 0; i < packaging::kTimeParts; ++i) {
            add_(fmt::format("{}.cycle_time.{}", name, kTimePartNames[i].key), "h",
                 kTimePartNames[i].about,
                 [&s, i] { return ratio(as_double(s.spent[i]) / kHour, as_double(s.timed)); });
        }
    }

    void losses(const std::string& name, std::size_t p, const ProductStatistics* s) {
        for (std::size_t i = 0; i < reasons(); ++i) {
            add_(fmt::format("{}.loss.{}", name, loss_name(tables_.spec, i)), "1",
                 "units lost for this reason over the units that the ended lots were to hold",
                 [s, i] {
                     return ratio(as_double(s->losses[i].sites), as_double(s->nominal_sites));
                 });
            add_(fmt::format("{}.loss_after.{}", name, loss_name(tables_.spec, i)), "1", kLossAfter,
                 [&, s, i] {
                     return ratio(as_double(s->lost_after[i]),
                                  as_double(s->losses[i].sites) * route_time_us(p));
                 });
        }
    }

    void station(std::size_t index) {
        const packaging::StationSpec& spec = tables_.spec.stations[index];
        const std::string name = "station." + spec.name;
        const StationStatistics* s =
            result_ == nullptr ? nullptr : &result_->statistics.stations[index];
        const auto share = [this, s, &spec](std::initializer_list<ToolState> states) {
            double sum = 0;
            for (const ToolState state : states) {
                sum += as_double(s->in_state[static_cast<std::size_t>(state)].us);
            }
            return sum / (days() * kDay * spec.tools);
        };
        const auto state = [&](std::string_view key, std::string_view about,
                               std::initializer_list<ToolState> states) {
            add_(fmt::format("{}.{}", name, key), "1", about, [&] { return share(states); });
        };
        state("productive", "SEMI E10 productive share of the time of its tools",
              {ToolState::productive});
        state("engineering", "SEMI E10 engineering: engineering and qualification lots alone",
              {ToolState::engineering});
        state("standby", "SEMI E10 standby, blocked tools and those without operator too",
              {ToolState::standby, ToolState::blocked, ToolState::operator_wait});
        state("scheduled_down", "SEMI E10 scheduled down: setup and maintenance",
              {ToolState::setup, ToolState::maintenance});
        state("unscheduled_down", "SEMI E10 unscheduled down: failures and assists",
              {ToolState::failure, ToolState::assist, ToolState::crew_wait});
        state("non_scheduled", "SEMI E10 non-scheduled: the calendar is closed",
              {ToolState::non_scheduled});
        state("setup", "part of scheduled down", {ToolState::setup});
        state("maintenance", "part of scheduled down", {ToolState::maintenance});
        state("failure", "part of unscheduled down", {ToolState::failure});
        state("assist", "part of unscheduled down", {ToolState::assist});
        state("blocked", "part of standby: what is finished has no place to go",
              {ToolState::blocked});
        if (!tables_.spec.operators.empty()) {
            state("no_operator", "part of standby: lots wait in or before it, nobody is there",
                  {ToolState::operator_wait});
            state("crew_wait", "part of unscheduled down: nobody is there for the stop",
                  {ToolState::crew_wait});
        }
        add_(name + ".utilisation", "1",
             "all time but standby and non-scheduled, over the scheduled time",
             [&] { return utilisation([&](ToolState one) { return share({one}); }); });
        add_(name + ".queue", "lots", "lots waiting, mean over time",
             [&] { return s->queue.mean(result_->end); });
        add_(name + ".wait", "h", "time in the queue, mean over lots started",
             [&] { return s->wait.count() == 0 ? kNone : s->wait.mean_us() / kHour; });
        add_(name + ".lots_per_day", "1/d", "lot moves",
             [&] { return as_double(s->lots) / days(); });
        add_(name + ".lots_per_load", "1", "lots that share a load",
             [&] { return ratio(as_double(s->lots), as_double(s->loads)); });
        if (spec.load.filler.valid()) {
            add_(name + ".filled_loads_per_day", "1/d", "loads that dummies filled up",
                 [&] { return as_double(s->filled_loads) / days(); });
            add_(name + ".fillers_per_load", "1", "dummies, mean over the loads with some",
                 [&] { return ratio(as_double(s->fillers), as_double(s->filled_loads)); });
        }
        add_(name + ".setups_per_day", "1/d", "setups",
             [&] { return as_double(s->setups) / days(); });
        add_(name + ".failures", "1", "breakdowns", [&] { return as_double(s->failures); });
        add_(name + ".assists", "1", "assists", [&] { return as_double(s->assists); });
        add_(name + ".maintenances", "1", "maintenances begun",
             [&] { return as_double(s->maintenances); });
        if (spec.kind == packaging::StationKind::tester) {
            add_(name + ".units_tested_per_day", "1/d", "units, first passes",
                 [&] { return as_double(s->units_tested) / days(); });
            add_(name + ".units_retested_per_day", "1/d", "units that went through again",
                 [&] { return as_double(s->units_retested) / days(); });
            add_(name + ".site_failures", "1", "failures of single sites",
                 [&] { return as_double(s->site_failures); });
            add_(name + ".sites_down", "sites", "sites that do not work, mean over time",
                 [&] { return s->sites_down.mean(result_->end); });
        }
        if (!tables_.spec.excursions_of(packaging::StationId::from_index(index)).empty()) {
            excursions(name, s);
        }
        add_(name + ".limits_passed", "1", "queue-time limits passed on the way to it",
             [&] { return as_double(s->expired); });
    }

    void excursions(const std::string& name, const StationStatistics* s) {
        add_(name + ".excursions", "1", "tools that began to drift",
             [&] { return as_double(s->excursions); });
        add_(name + ".excursions_found", "1", "drifts that were found",
             [&] { return as_double(s->drift_found.count()); });
        add_(name + ".time_to_detect", "h", "from the drift to its detection, mean", [&] {
            return s->drift_found.count() == 0 ? kNone : s->drift_found.mean_us() / kHour;
        });
        add_(name + ".false_alarms", "1", "tools stopped that had not drifted",
             [&] { return as_double(s->false_alarms); });
        add_(name + ".lots_affected", "1", "lots that drifting tools made",
             [&] { return as_double(s->drifted_lots); });
        add_(name + ".units_affected", "1", "units in these lots",
             [&] { return as_double(s->drifted_sites); });
    }

    const LineTables& tables_;
    const LineResult* result_;
    const AddMetric& add_;
};

}  // namespace

std::vector<MetricInfo> line_metrics(const LineTables& tables) {
    std::vector<MetricInfo> out;
    const AddMetric add = [&](std::string name, std::string_view unit, std::string_view about,
                              const MetricValue&) {
        out.push_back({std::move(name), std::string{unit}, std::string{about}});
    };
    MetricList{tables, nullptr, add}.list();
    return out;
}

std::vector<std::string> line_metric_names(const LineTables& tables) {
    std::vector<std::string> out;
    const AddMetric add = [&](std::string name, std::string_view, std::string_view,
                              const MetricValue&) { out.push_back(std::move(name)); };
    MetricList{tables, nullptr, add}.list();
    return out;
}

std::vector<double> line_metric_values(const LineTables& tables, const LineResult& result) {
    std::vector<double> out;
    const AddMetric add = [&](const std::string&, std::string_view, std::string_view,
                              const MetricValue& value) { out.push_back(value()); };
    MetricList{tables, &result, add}.list();
    return out;
}

}  // namespace packline::report
