#include "models/report/compare_text.hpp"

#include "models/report/fluid_bound.hpp"
#include "models/report/interval_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace packline::report {

namespace {

/// Recovered: within one day of demand of the baseline, for this long (SEMANTICS, recovery).
constexpr std::int64_t kLastingDays = 7;
constexpr std::size_t kTenths = 10;

constexpr std::array<const char*, 8> kHeadline{
    "line.good_units_per_day", "line.lots_per_day", "line.cycle_time.mean", "line.cycle_time.p95",
    "line.x_factor",           "line.wip",          "line.yield",           "line.on_time"};

double day_of(Time at) { return to_seconds(at - Time{}) / 86'400; }

std::size_t output_series(const StudyResult& study) {
    const auto it = std::ranges::find(study.series, "output", &SeriesInfo::name);
    return static_cast<std::size_t>(it - study.series.begin());
}

nlohmann::ordered_json as_json(const Summary& s) {
    const auto number = [](double x) {
        return std::isfinite(x) ? nlohmann::ordered_json(x) : nlohmann::ordered_json(nullptr);
    };
    return {{"mean", number(s.mean)}, {"half_width", number(s.half_width)}, {"n", s.n}};
}

/// The fluids of a line and of its baseline, with the output and cycle times of the baseline.
class FluidPair {
public:
    FluidPair(const packaging::LineSpec& base, const packaging::LineSpec& other,
              const StudyResult& study)
        : base_{base}, other_{other}, bucket_{study.bucket} {
        const auto mean = [&](const std::string& product, const char* metric) {
            const std::vector<double> values =
                study.values(fmt::format("product.{}.{}", product, metric));
            const double out = values.empty() ? 0.0 : summarise(values).mean;
            return std::isfinite(out) ? out : 0.0;
        };
        std::vector<double> good;
        for (const packaging::ProductSpec& p : other.products) {
            on_the_way_.push_back(from_seconds(3600 * mean(p.name, "cycle_time.mean")));
            good.push_back(mean(p.name, "good_units_per_day"));
        }
        if (base.products.size() == other.products.size()) {
            base_.weigh(good);
        }
        other_.weigh(good);
    }

    FluidBound bound(RandomKey key, std::size_t buckets) const {
        // Other products than those of the baseline: nobody knows what they take.
        const std::vector<Duration> base(base_.line.products.size(), Duration{});
        const bool same = base_.line.products.size() == on_the_way_.size();
        return further_behind(fluid_bound(base_, key, bucket_, buckets, same ? on_the_way_ : base),
                              fluid_bound(other_, key, bucket_, buckets, on_the_way_), bucket_);
    }

private:
    FluidLine base_;
    FluidLine other_;
    Duration bucket_;
    std::vector<Duration> on_the_way_;  ///< by product
};

}  // namespace

DelayImpact delay_impact(const packaging::LineSpec& base_line,
                         const packaging::LineSpec& other_line, const StudyResult& base,
                         const StudyResult& other) {
    DelayImpact out;
    out.daily = paired_difference(base.values("line.good_units_per_day"),
                                  other.values("line.good_units_per_day"));
    const double demand = out.daily.base.mean;
    const std::size_t series = output_series(base);
    std::vector<double> last;
    std::vector<double> peak;
    std::vector<double> peak_day;
    std::vector<double> recovered;
    std::vector<double> last_recovered;
    std::vector<double> times;
    std::vector<double> fluid_peak;
    std::vector<double> fluid_day;
    std::vector<std::vector<double>> tenths(kTenths);
    out.replications = base.replications.size();
    out.fluid_sees = seen_by_fluid(other_line);
    out.fluid_unseen = unseen_by_fluid(other_line);
    std::optional<FluidPair> fluids;
    if (out.bounded()) {
        fluids.emplace(base_line, other_line, base);
    }
    for (std::size_t r = 0; r < base.replications.size(); ++r) {
        const std::vector<double> b = backlog(base.replications[r].series[series],
                                              other.replications[r].series[series], base.bucket);
        const auto most = std::ranges::max_element(b);
        peak.push_back(std::max(*most, 0.0));
        peak_day.push_back(day_of(Time{} + base.bucket * (most - b.begin() + 1)));
        last.push_back(b.back());
        for (std::size_t i = 0; i < kTenths; ++i) {
            tenths[i].push_back(b[(i + 1) * b.size() / kTenths - 1]);
        }
        const Recoveries all = recoveries(b, base.bucket, demand, days(kLastingDays));
        if (!all.at.empty()) {
            recovered.push_back(day_of(all.at.front()));
        } else if (!all.behind_at_end) {
            recovered.push_back(0.0);
        }
        times.push_back(static_cast<double>(all.at.size()));
        out.most_recoveries = std::max(out.most_recoveries, all.at.size());
        out.behind_at_end += all.behind_at_end ? 1 : 0;
        if (!all.at.empty() && !all.behind_at_end) {
            last_recovered.push_back(day_of(all.at.back()));
        }
        if (!fluids) {
            continue;
        }
        const FluidBound fluid =
            fluids->bound({base.seed, base.replications[r].replication}, b.size());
        fluid_peak.push_back(fluid.peak * demand);
        if (fluid.peak == 0.0 || fluid.cleared != Time::never()) {
            fluid_day.push_back(fluid.peak == 0.0 ? 0.0 : day_of(fluid.cleared));
        }
    }
    for (const std::vector<double>& t : tenths) {
        out.behind.push_back(summarise(t));
    }
    out.lost_at_end = summarise(last);
    out.peak = summarise(peak);
    out.peak_day = summarise(peak_day);
    out.recovered_day = summarise(recovered);
    out.recovered = recovered.size();
    out.recoveries = summarise(times);
    out.last_recovered_day = summarise(last_recovered);
    out.fluid_peak = summarise(fluid_peak);
    out.fluid_cleared_day = summarise(fluid_day);
    out.fluid_cleared = fluid_day.size();
    return out;
}

namespace {

/// Of a disruption that comes back: how often the line recovered, and when last.
std::string again_and_again(const DelayImpact& impact) {
    if (impact.most_recoveries < 2 && (impact.most_recoveries == 0 || impact.behind_at_end == 0)) {
        return {};
    }
    std::string out = fmt::format("      that was the first  of {} times a replication (most: {})",
                                  brief_interval(impact.recoveries), impact.most_recoveries);
    if (impact.behind_at_end > 0) {
        out += fmt::format("; behind at the end in {} of {}", impact.behind_at_end,
                           impact.replications);
    } else {
        out += fmt::format("; the last on day {}", brief_interval(impact.last_recovered_day));
    }
    return out + "\n";
}

std::string fluid_text(const DelayImpact& impact) {
    const std::string unseen = fmt::format("{}", fmt::join(impact.fluid_unseen, ", "));
    if (!impact.bounded()) {
        return fmt::format("    fluid bound           none: a fluid cannot see {}\n", unseen);
    }
    std::string out =
        fmt::format("    fluid bound           peak {}", brief_interval(impact.fluid_peak));
    out += impact.fluid_cleared == impact.replications
               ? fmt::format(", cleared on day {}\n", brief_interval(impact.fluid_cleared_day))
               : fmt::format(", cleared in {} of {} replications\n", impact.fluid_cleared,
                             impact.replications);
    if (!unseen.empty()) {
        out += fmt::format("      a fluid cannot see  {}\n", unseen);
    }
    return out;
}

}  // namespace

std::string compare_text(const StudyResult& base, const StudyResult& other,
                         const DelayImpact& impact) {
    const double horizon = to_seconds(base.horizon) / 86'400;
    std::string out = fmt::format(
        "{} -> {}: {} paired replications of {:g} days, seed {}, common random numbers; means with "
        "95 % intervals\n\n  {:<24} {:>22} {:>22} {:>24} {:>13} {:>9}\n",
        base.title, other.title, impact.replications, horizon, base.seed, "", "base", "other",
        "difference (paired)", "unpaired ±", "variance");
    for (const char* name : kHeadline) {
        const PairedDifference d = paired_difference(base.values(name), other.values(name));
        if (d.difference.n > 0) {
            const std::string share = std::isfinite(d.variance_ratio)
                                          ? fmt::format("{:.1f} %", 100 * d.variance_ratio)
                                          : "-";  // nothing varies
            out += fmt::format("  {:<24} {:>23} {:>23} {:>25} {:>13.3g} {:>9}\n", name + 5,
                               brief_interval(d.base), brief_interval(d.other),
                               brief_interval(d.difference), d.unpaired_half_width, share);
        }
    }
    out +=
        "  (variance: of the paired difference, as a share of what unpaired runs would have)\n\n"
        "  what the delay costs, in good units (backlog: made by the baseline, not yet here)\n";
    out += fmt::format("    peak backlog          {}  on day {}\n", brief_interval(impact.peak),
                       brief_interval(impact.peak_day));
    out += fmt::format("    behind at the end     {}\n", brief_interval(impact.lost_at_end));
    if (impact.recovered == impact.replications) {
        out += fmt::format("    recovered on day      {}\n", brief_interval(impact.recovered_day));
    } else {
        out += fmt::format("    recovered             {} of {} replications within the horizon\n",
                           impact.recovered, impact.replications);
    }
    out += again_and_again(impact);
    out += fluid_text(impact);
    out += "    behind over time     ";
    for (std::size_t i = 0; i < impact.behind.size(); ++i) {
        out += fmt::format("{}day {:.4g}: {:.4g}", i == 0 ? "" : "; ",
                           horizon * static_cast<double>(i + 1) / kTenths, impact.behind[i].mean);
    }
    out += "\n  (recovered: within one day of the baseline's output for seven days)\n";
    return impact.money.any() ? out + delay_cost_text(impact.money) : out;
}

namespace {

std::vector<double> values_at(const StudyResult& study, std::size_t metric) {
    std::vector<double> out;
    for (const ReplicationResult& r : study.replications) {
        out.push_back(r.values[metric]);
    }
    return out;
}

/// By name. Neither a study nor a JSON object is searched for each of them: a large line has
/// a hundred thousand.
nlohmann::ordered_json metrics_json(const StudyResult& base, const StudyResult& other) {
    std::unordered_map<std::string_view, std::size_t> place;
    for (std::size_t i = 0; i < other.metrics.size(); ++i) {
        place.emplace(other.metrics[i].name, i);
    }
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    auto& members = out.get_ref<nlohmann::ordered_json::object_t&>();
    for (std::size_t i = 0; i < base.metrics.size(); ++i) {
        const MetricInfo& m = base.metrics[i];
        const auto there = place.find(m.name);
        if (there == place.end()) {
            continue;
        }
        const PairedDifference d =
            paired_difference(values_at(base, i), values_at(other, there->second));
        members.emplace_back(m.name, nlohmann::ordered_json{{"unit", m.unit},
                                                            {"base", as_json(d.base)},
                                                            {"other", as_json(d.other)},
                                                            {"difference", as_json(d.difference)}});
    }
    return out;
}

}  // namespace

std::string compare_json(const StudyResult& base, const StudyResult& other,
                         const DelayImpact& impact, const std::string& estimates) {
    nlohmann::ordered_json out;
    out["base"] = base.title;
    out["other"] = other.title;
    out["seed"] = base.seed;
    out["replications"] = impact.replications;
    out["fingerprints"] = {fmt::format("{:016x}", base.fingerprint()),
                           fmt::format("{:016x}", other.fingerprint())};
    out["peak_backlog"] = as_json(impact.peak);
    out["peak_day"] = as_json(impact.peak_day);
    out["behind_at_end"] = as_json(impact.lost_at_end);
    out["recovered"] = impact.recovered;
    out["recovered_day"] = impact.recovered == impact.replications
                               ? as_json(impact.recovered_day)
                               : nlohmann::ordered_json(nullptr);
    out["recoveries"] = as_json(impact.recoveries);
    out["last_recovered_day"] = impact.behind_at_end == 0 ? as_json(impact.last_recovered_day)
                                                          : nlohmann::ordered_json(nullptr);
    out["replications_behind_at_end"] = impact.behind_at_end;
    out["fluid_peak_backlog"] = impact.bounded() ? as_json(impact.fluid_peak) : nullptr;
    out["fluid_cleared_day"] = impact.bounded() ? as_json(impact.fluid_cleared_day) : nullptr;
    out["fluid_cannot_see"] = impact.fluid_unseen;
    for (const Summary& s : impact.behind) {
        out["behind_over_time"].push_back(as_json(s));
    }
    if (impact.money.any()) {
        out["money"] = nlohmann::ordered_json::parse(delay_cost_json(impact.money));
    }
    if (!estimates.empty()) {
        out["estimates"] = nlohmann::ordered_json::parse(estimates);
    }
    out["metrics"] = metrics_json(base, other);
    return out.dump(2) + "\n";
}

}  // namespace packline::report
