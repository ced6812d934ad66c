#include "models/report/terminal.hpp"

#include "models/report/cost_text.hpp"
#include "models/report/interval_text.hpp"
#include "models/report/time_parts.hpp"
#include "sim/stats/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace packline::report {

namespace {

class Screen {
public:
    Screen(const packaging::LineTables& tables, const StudyResult& study)
        : tables_{tables}, study_{study} {}

    std::string text() {
        title();
        answers();
        cycle_time();
        losses();
        materials();
        stations();
        logistics();
        operators();
        tooling();
        utilities();
        out_ += cost_text(tables_.spec, study_);
        footer();
        return std::move(out_);
    }

private:
    Summary of(const std::string& metric) const { return summarise(study_.values(metric)); }

    template <class... Args>
    void line(fmt::format_string<Args...> format, Args&&... args) {
        out_ += fmt::format(format, std::forward<Args>(args)...);
        out_ += '\n';
    }

    void title() {
        const std::size_t n = study_.replications.size();
        const double days = to_seconds(study_.horizon) / 86'400;
        line("{}: {} replication{} of {:g} days, seed {}; figures are means with 95 % intervals",
             study_.title, n, n == 1 ? "" : "s", days, study_.seed);
    }

    void answers() {
        // Hours become days where a lot takes days.
        const bool by_days = of("line.cycle_time.mean").mean > 48;
        const double unit = by_days ? 1.0 / 24 : 1.0;
        const char* name = by_days ? "d" : "h";
        line("");
        line("  good units per day    {}", with_interval(of("line.good_units_per_day")));
        line("  cycle time            mean {} {}   median {} {}   95 % {} {}",
             with_interval(of("line.cycle_time.mean"), unit), name,
             with_interval(of("line.cycle_time.p50"), unit), name,
             with_interval(of("line.cycle_time.p95"), unit), name);
        line("  X-factor              {}", with_interval(of("line.x_factor")));
        line("  work in process       {} lots", with_interval(of("line.wip")));
        line("  line yield            {} %", with_interval(of("line.yield"), 100));
        if (of("line.on_time").n > 0) {
            line("  on time               {} % of lots", with_interval(of("line.on_time"), 100));
        }
        if (of("line.escapes").mean > 0) {
            line("  escapes               {} ppm of the good units",
                 with_interval(of("line.escapes")));
        }
    }

    void cycle_time() {
        line("");
        line("  where the cycle time goes (h per lot)");
        for (const TimePartName& part : kTimePartNames) {
            const Summary s = of(fmt::format("line.cycle_time.{}", part.key));
            if (s.n > 0 && s.mean > 0) {
                const double share = s.mean / of("line.cycle_time.mean").mean;
                line("    {:<22} {:>22}  {:5.1f} %", part.label, with_interval(s), 100 * share);
            }
        }
    }

    /// Parts that lots stood waiting for; the scarcest first.
    void materials() {
        std::vector<std::pair<double, std::string>> scarce;
        for (const packaging::MaterialSpec& m : tables_.spec.materials) {
            const double lots = m.unlimited ? 0 : of("material." + m.name + ".lots_waiting").mean;
            if (lots >= 0.01) {
                scarce.emplace_back(-lots, m.name);
            }
        }
        if (scarce.empty()) {
            return;
        }
        std::ranges::sort(scarce);
        scarce.resize(std::min<std::size_t>(scarce.size(), 5));
        line("");
        line("  parts that lots waited for");
        line("    {:<16} {:>17} {:>19} {:>17} {:>19}", "material", "lots waiting",
             "short, % of time", "kits at once, %", "parts in stock");
        for (const auto& [lots, name] : scarce) {
            const auto metric = [&, &name = name](const char* key) {
                return of(fmt::format("material.{}.{}", name, key));
            };
            line("    {:<16} {:>17} {:>19} {:>17} {:>19}", name,
                 with_interval(metric("lots_waiting")), percent(metric("short")),
                 percent(metric("fill_rate")), with_interval(metric("stock_mean")));
        }
    }

    void losses() {
        struct Lost {
            std::string reason;
            Summary share;
        };
        std::vector<Lost> all;
        constexpr std::string_view kPrefix = "line.loss.";
        for (const MetricInfo& m : study_.metrics) {
            if (m.name.starts_with(kPrefix)) {
                all.push_back({m.name.substr(kPrefix.size()), of(m.name)});
            }
        }
        std::erase_if(all, [](const Lost& l) { return l.share.n == 0 || !(l.share.mean > 0); });
        if (all.empty()) {
            return;
        }
        std::ranges::stable_sort(
            all, [](const Lost& a, const Lost& b) { return a.share.mean > b.share.mean; });
        const std::size_t rest = all.size() - std::min<std::size_t>(all.size(), 5);
        all.resize(all.size() - rest);
        line("");
        line("  where yield is lost   % of the units; then % of the process time spent by then");
        for (const Lost& l : all) {
            line("    {:<22} {:>22}  {:5.1f} %", l.reason, with_interval(l.share, 100),
                 100 * of("line.loss_after." + l.reason).mean);
        }
        if (rest > 0) {
            line("    and {} more", rest);
        }
    }

    void stations() {
        struct Busy {
            std::string name;
            std::uint32_t tools;
            Summary utilisation;
        };
        std::vector<Busy> all;
        for (const packaging::StationSpec& s : tables_.spec.stations) {
            all.push_back({s.name, s.tools, of("station." + s.name + ".utilisation")});
        }
        std::ranges::stable_sort(all, [](const Busy& a, const Busy& b) {
            return a.utilisation.mean > b.utilisation.mean;
        });
        all.resize(std::min<std::size_t>(all.size(), 5));
        line("");
        line(
            "  busiest stations      busy = not standby, of scheduled time; then SEMI E10 states, "
            "% of time");
        line("    {:<16} {:>5} {:>13} {:>13} {:>13} {:>13} {:>13} {:>13} {:>13}", "station",
             "tools", "busy %", "productive", "standby", "sched. down", "unsched. down",
             "non-scheduled", "queue, lots");
        for (const Busy& b : all) {
            const auto share = [&](const char* state) {
                return percent(of(fmt::format("station.{}.{}", b.name, state)));
            };
            line("    {:<16} {:>5} {:>13} {:>13} {:>13} {:>13} {:>13} {:>13} {:>13}", b.name,
                 b.tools, percent(b.utilisation), share("productive"), share("standby"),
                 share("scheduled_down"), share("unscheduled_down"), share("non_scheduled"),
                 with_interval(of(fmt::format("station.{}.queue", b.name))));
        }
    }

    /// What stands in the way between stations, where anything does.
    void logistics() {
        const std::size_t before = out_.size();
        for (const packaging::StationSpec& s : tables_.spec.stations) {
            const Summary blocked = of("station." + s.name + ".blocked");
            if (blocked.n > 0 && blocked.mean >= 1e-3) {
                line("  blocked               {:<16} {} % of time: what is finished has no place",
                     s.name, percent(blocked));
            }
        }
        for (std::size_t p = 0; p < tables_.spec.products.size(); ++p) {
            const std::string& name = tables_.spec.products[p].name;
            const Summary lost = of("product." + name + ".lots_lost");
            if (release_of(tables_.spec, p).release->lost_when_full && lost.n > 0) {
                line("  lost at release       {:<16} {} lots", name, with_interval(lost));
            }
        }
        for (const packaging::FleetSpec& f : tables_.spec.fleets) {
            const std::string name = "fleet." + f.name;
            const std::string down =
                f.fails ? fmt::format(", down {} %", percent(of(name + ".down"))) : "";
            line("  vehicles              {:<16} busy {} % (empty {} %){}, lots wait {} h", f.name,
                 percent(of(name + ".busy")), percent(of(name + ".empty_travel")), down,
                 with_interval(of(name + ".wait")));
        }
        if (out_.size() > before) {
            out_.insert(before, "\n");
        }
    }

    void operators() {
        struct Busy {
            const packaging::OperatorGroupSpec* group;
            Summary busy;
        };
        std::vector<Busy> all;
        for (const packaging::OperatorGroupSpec& g : tables_.spec.operators) {
            all.push_back({&g, of("operators." + g.name + ".busy")});
        }
        if (all.empty()) {
            return;
        }
        std::ranges::stable_sort(
            all, [](const Busy& a, const Busy& b) { return a.busy.mean > b.busy.mean; });
        all.resize(std::min<std::size_t>(all.size(), 8));
        line("");
        line(
            "  busiest operators     busy = at a task, of time on duty; then by task, % of time on "
            "duty");
        line("    {:<16} {:>7} {:>13} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>18}", "group",
             "persons", "busy %", "setup", "load", "run", "assist", "repair", "maint.",
             "wait for them, min");
        for (const Busy& b : all) {
            const auto share = [&](const char* task) {
                return fmt::format(
                    "{:.2f}", 100 * of(fmt::format("operators.{}.{}", b.group->name, task)).mean);
            };
            line("    {:<16} {:>7} {:>13} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>18}",
                 b.group->name, b.group->persons, percent(b.busy), share("setup"), share("load"),
                 share("run"), share("assist"), share("repair"), share("maintenance"),
                 with_interval(of("operators." + b.group->name + ".wait"), 60));
        }
    }

    void tooling() {
        if (tables_.spec.tooling.empty()) {
            return;
        }
        line("");
        line("  kits of tooling       mean over time; of all kinds those that most lots wait for");
        line("    {:<16} {:>7} {:>16} {:>16} {:>18} {:>8}", "kit", "stock", "in use", "away",
             "lots waiting", "worn");
        std::vector<const packaging::ToolingSpec*> all;
        for (const packaging::ToolingSpec& kit : tables_.spec.tooling) {
            all.push_back(&kit);
        }
        const auto metric = [&](const packaging::ToolingSpec& kit, const char* key) {
            return of(fmt::format("tooling.{}.{}", kit.name, key));
        };
        std::ranges::stable_sort(all, std::greater{}, [&](const packaging::ToolingSpec* kit) {
            return std::pair{metric(*kit, "waiting").mean, metric(*kit, "in_use").mean};
        });
        all.resize(std::min<std::size_t>(all.size(), 8));
        for (const packaging::ToolingSpec* kit : all) {
            line("    {:<16} {:>7} {:>16} {:>16} {:>18} {:>8.1f}", kit->name, kit->stock,
                 with_interval(metric(*kit, "in_use")), with_interval(metric(*kit, "away")),
                 with_interval(metric(*kit, "waiting")), metric(*kit, "worn").mean);
        }
    }

    void utilities() {
        if (tables_.spec.utilities.empty()) {
            return;
        }
        line("");
        line("  utilities             {:>24} {:>26}", "per day", "per good unit");
        for (const packaging::UtilitySpec& u : tables_.spec.utilities) {
            const std::string name = "utility." + u.name;
            line("    {:<16} {:>4} {:>23} {:>26}", u.name, u.unit,
                 with_interval(of(name + ".per_day")), with_interval(of(name + ".per_good_unit")));
        }
        for (const packaging::BudgetSpec& b : tables_.spec.budgets) {
            const std::string name = "budget." + b.name;
            line("    budget {:<16} peak {} % of its limit, at or above it {} % of the time",
                 b.name, with_interval(of(name + ".peak"), 100), percent(of(name + ".broken")));
            if (b.ration > 0) {
                line("      loads wait for their share of it at {} stations, mean over time",
                     with_interval(of(name + ".held")));
            } else if (of(name + ".peak").mean > 1.0) {
                line(
                    "      over it: what is inside is finished, and tools start until a reading "
                    "acts (ration: holds back what does not fit)");
            }
        }
    }

    void footer() {
        line("");
        line("  warm-up               {:g} days left out ({}{})",
             to_seconds(study_.warmup.length) / 86'400, study_.warmup.explanation,
             study_.warmup.enough ? "" : "; NOT reached");
        for (const std::string& w : study_.warnings) {
            line("  warning               {}", w);
        }
        line("  fingerprint           {:016x}", study_.fingerprint());
    }

    const packaging::LineTables& tables_;
    const StudyResult& study_;
    std::string out_;
};

nlohmann::ordered_json number(double x) {
    return std::isnan(x) ? nlohmann::ordered_json{} : nlohmann::ordered_json(x);
}

}  // namespace

std::string terminal_summary(const packaging::LineTables& tables, const StudyResult& study) {
    return Screen{tables, study}.text();
}

std::string json_summary(const StudyResult& study, const std::string& estimates) {
    nlohmann::ordered_json out;
    out["title"] = study.title;
    out["seed"] = study.seed;
    out["replications"] = study.replications.size();
    out["horizon_h"] = to_seconds(study.horizon) / 3600;
    out["warmup_h"] = to_seconds(study.warmup.length) / 3600;
    out["warmup_found"] = study.warmup.explanation;
    out["warmup_enough"] = study.warmup.enough;
    out["fingerprint"] = fmt::format("{:016x}", study.fingerprint());
    std::uint64_t events = 0;
    for (const ReplicationResult& r : study.replications) {
        events += r.events;
    }
    out["events"] = events;
    out["warnings"] = study.warnings;
    if (!estimates.empty()) {
        out["estimates"] = nlohmann::ordered_json::parse(estimates);
    }
    nlohmann::ordered_json::object_t metrics;
    metrics.reserve(study.metrics.size());
    std::vector<double> values(study.replications.size());
    for (std::size_t i = 0; i < study.metrics.size(); ++i) {
        // By place: a large line has too many metrics to look each up by its name.
        std::ranges::transform(study.replications, values.begin(),
                               [i](const ReplicationResult& r) { return r.values[i]; });
        const MetricInfo& m = study.metrics[i];
        const Summary s = summarise(values);
        // Appended, since an ordered object looks through all that it has before it adds a name.
        metrics.emplace_back(m.name, nlohmann::ordered_json{{"unit", m.unit},
                                                            {"mean", number(s.mean)},
                                                            {"half_width", number(s.half_width)},
                                                            {"sd", number(s.sd)},
                                                            {"n", s.n}});
    }
    out["metrics"] = std::move(metrics);
    return out.dump(2) + "\n";
}

}  // namespace packline::report
