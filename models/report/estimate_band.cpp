#include "models/report/estimate_band.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <nlohmann/json.hpp>

namespace packline::report {

namespace {

EstimateBand band(std::string figure, const Summary& nominal, const std::vector<double>& varied) {
    EstimateBand out{std::move(figure), nominal, nominal.mean, nominal.mean};
    for (const double x : varied) {
        if (std::isfinite(x)) {
            out.least = std::fmin(out.least, x);
            out.most = std::fmax(out.most, x);
        }
    }
    return out;
}

}  // namespace

std::vector<EstimateBand> band_of_line(const StudyResult& nominal,
                                       const std::vector<StudyResult>& varied) {
    std::vector<std::string> names{"line.good_units_per_day",
                                   "line.cycle_time.mean",
                                   "line.cycle_time.p95",
                                   "line.wip",
                                   "line.yield",
                                   "line.on_time",
                                   "line.cost.total",
                                   "line.margin"};
    for (const MetricInfo& m : nominal.metrics) {
        if (m.name.ends_with(".cost.full")) {
            names.push_back(m.name);
        }
    }
    std::vector<EstimateBand> out;
    for (const std::string& name : names) {
        const Summary summary = summarise(nominal.values(name));
        if (summary.n == 0) {
            continue;
        }
        std::vector<double> means;
        for (const StudyResult& study : varied) {
            means.push_back(summarise(study.values(name)).mean);
        }
        out.push_back(band(name, summary, means));
    }
    return out;
}

std::vector<EstimateBand> band_of_delay(const DelayImpact& nominal,
                                        const std::vector<DelayImpact>& varied) {
    using Figure = std::function<Summary(const DelayImpact&)>;
    std::vector<std::pair<std::string, Figure>> figures{
        {"good units per day, difference", [](const auto& i) { return i.daily.difference; }},
        {"peak backlog", [](const auto& i) { return i.peak; }},
        {"day of the peak", [](const auto& i) { return i.peak_day; }},
        {"behind at the end", [](const auto& i) { return i.lost_at_end; }},
        {"share that recovered",
         [](const auto& i) {
             Summary s;
             s.n = 1;
             s.mean = i.replications == 0
                          ? 0.0
                          : static_cast<double>(i.recovered) / static_cast<double>(i.replications);
             return s;
         }},
        {"recovered on day, of those", [](const auto& i) { return i.recovered_day; }},
    };
    for (std::size_t r = 0; r < nominal.money.rows.size(); ++r) {
        figures.emplace_back(
            fmt::format("{}, difference [{}]", nominal.money.rows[r].label, nominal.money.currency),
            [r](const DelayImpact& i) { return i.money.rows.at(r).money.difference; });
    }
    if (nominal.money.months.n > 0) {
        figures.emplace_back(fmt::format("each month costs [{}]", nominal.money.currency),
                             [](const DelayImpact& i) { return i.money.per_month; });
    }
    std::vector<EstimateBand> out;
    for (const auto& [name, figure] : figures) {
        std::vector<double> means;
        for (const DelayImpact& impact : varied) {
            means.push_back(figure(impact).mean);
        }
        out.push_back(band(name, figure(nominal), means));
    }
    return out;
}

std::string band_text(const packaging::EstimateSpec& estimates, std::size_t variations,
                      const std::vector<EstimateBand>& bands) {
    std::string kinds;
    for (std::size_t k = 0; k < packaging::kEstimateKinds; ++k) {
        if (estimates.of[k]) {
            kinds += fmt::format("{}{}", kinds.empty() ? "" : ", ", packaging::kEstimateNames[k]);
        }
    }
    std::string out = fmt::format(
        "\n  if each estimate is off by up to {:g} % ({}): means over {} variations\n    {:<38} "
        "{:>26} {:>14} {:>14}\n",
        100 * estimates.within, kinds, variations, "", "as stated", "least", "greatest");
    for (const EstimateBand& b : bands) {
        const std::string nominal =
            b.nominal.n == 0 ? "none"
            : b.nominal.n == 1
                ? fmt::format("{:.6g}", b.nominal.mean)
                : fmt::format("{:.6g} ± {:.3g}", b.nominal.mean, b.nominal.half_width);
        out += fmt::format("    {:<38} {:>26} {:>14.6g} {:>14.6g}\n", b.figure, nominal, b.least,
                           b.most);
    }
    return out;
}

std::string band_json(const packaging::EstimateSpec& estimates, std::size_t variations,
                      const std::vector<EstimateBand>& bands) {
    const auto number = [](double x) {
        return std::isfinite(x) ? nlohmann::ordered_json(x) : nlohmann::ordered_json(nullptr);
    };
    nlohmann::ordered_json out;
    out["within"] = estimates.within;
    out["variations"] = variations;
    for (const EstimateBand& b : bands) {
        out["figures"][b.figure] = {{"mean", number(b.nominal.mean)},
                                    {"half_width", number(b.nominal.half_width)},
                                    {"least", number(b.least)},
                                    {"greatest", number(b.most)}};
    }
    return out.dump();
}

}  // namespace packline::report
