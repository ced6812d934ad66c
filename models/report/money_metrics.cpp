#include "models/report/money_metrics.hpp"

#include "models/packaging/ledger/money_sites.hpp"
#include "models/packaging/utilities/meter.hpp"
#include "models/report/interval_text.hpp"
#include "models/report/ledger_metrics.hpp"
#include "models/report/months.hpp"
#include "sim/stats/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <string_view>

namespace packline::report {

namespace {

using packaging::CostKind;
using packaging::Money;
using packaging::MoneyMonth;
using packaging::SiteMoney;

constexpr std::size_t kMostRows = 12;

double in_units(Money money) { return as_double(money) / as_double(packaging::kMoneyUnit); }

class MonthlyMoney {
public:
    MonthlyMoney(const packaging::LineTables& tables, const packaging::LineResult* result,
                 const AddMetric& add)
        : spec_{tables.spec}, result_{result}, add_{add}, sites_{spec_}, kinds_{cost_kinds(spec_)} {
        buys_ = std::ranges::any_of(spec_.plans, [&](const packaging::PlanSpec& p) {
            const auto station = p.scope.tools.front().station.index();
            return p.price > 0 || spec_.stations[station].costs.price > 0;
        });
    }

    void list() {
        const std::size_t n = months_listed(spec_.experiment.horizon);
        for (std::size_t m = 0; m < n; ++m) {
            const std::string name = fmt::format("money.line.month.{}.", m + 1);
            figures(
                name, [](const MoneyMonth& month) { return month.all(); }, m);
            add_(name + "margin", spec_.currency,
                 "revenue less penalties and the cost of what shipped, was lost or stood idle",
                 [this, m] { return m < count() ? in_units(months()[m].margin) : 0.0; });
        }
        if (sites_.names.size() == 1 && sites_.names.front() == "line") {
            return;
        }
        for (std::size_t s = 0; s < sites_.names.size(); ++s) {
            for (std::size_t m = 0; m < n; ++m) {
                figures(
                    fmt::format("money.site.{}.month.{}.", sites_.names[s], m + 1),
                    [s](const MoneyMonth& month) { return month.sites[s]; }, m);
            }
        }
    }

private:
    const std::vector<MoneyMonth>& months() const { return result_->ledger.months; }
    std::size_t count() const { return months().size(); }

    /// `of` a month: the money of the site or of the line.
    template <class Of>
    void figures(const std::string& name, Of of, std::size_t m) {
        const auto add = [&](const std::string& key, std::string_view about, auto money) {
            add_(name + key, spec_.currency, about, [this, of, m, money] {
                return m < count() ? in_units(money(of(months()[m]))) : 0.0;
            });
        };
        add("revenue",
            "for good units that shipped in this month (730 h) of the run, from the end "
            "of the warm-up on",
            [](const SiteMoney& s) { return s.revenue; });
        add("penalties", "for units that were late or never made",
            [](const SiteMoney& s) { return s.penalties; });
        add("cost", "all that was spent, depreciation included",
            [](const SiteMoney& s) { return s.spent.total(); });
        for (std::size_t k = 0; k < packaging::kCostKinds; ++k) {
            if (kinds_[k]) {
                add(fmt::format("cost.{}", packaging::kCostKindNames[k]), "part of it",
                    [k](const SiteMoney& s) { return s.spent.by[k]; });
            }
        }
        if (buys_) {
            add("capex", "paid for the tools of plans", [](const SiteMoney& s) { return s.capex; });
        }
        add("cash", "revenue less penalties, capex and all that was spent but depreciation",
            [](const SiteMoney& s) { return s.cash(); });
        add_(name + "cumulative_cash", spec_.currency,
             "cash from the end of the warm-up to the end of this month", [this, of, m] {
                 Money sum = 0;
                 for (std::size_t i = 0; i <= m && i < count(); ++i) {
                     sum += of(months()[i]).cash();
                 }
                 return in_units(sum);
             });
    }

    const packaging::LineSpec& spec_;
    const packaging::LineResult* result_;
    const AddMetric& add_;
    packaging::MoneySites sites_;
    std::array<bool, packaging::kCostKinds> kinds_;
    bool buys_ = false;
};

/// The parts of "money.site.north.month.3.cost.labour", as no name has a dot in it.
struct MoneyName {
    std::string site;  ///< "line": all of them
    std::string month;
    std::string figure;
};

std::optional<MoneyName> read_name(std::string_view metric) {
    const auto take = [&metric](std::string_view prefix) {
        const bool found = metric.starts_with(prefix);
        metric.remove_prefix(found ? prefix.size() : 0);
        return found;
    };
    const auto word = [&metric] {
        const std::string_view out = metric.substr(0, metric.find('.'));
        metric.remove_prefix(std::min(out.size() + 1, metric.size()));
        return std::string{out};
    };
    MoneyName out;
    if (take("money.line.")) {
        out.site = "(line)";
    } else if (take("money.site.")) {
        out.site = word();
    }
    if (out.site.empty() || !take("month.")) {
        return std::nullopt;
    }
    out.month = word();
    out.figure = metric;
    return out;
}

}  // namespace

void money_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                   const AddMetric& add) {
    if (priced(tables.spec)) {
        MonthlyMoney{tables, result, add}.list();
    }
}

std::string money_csv(const StudyResult& study) {
    std::string out;
    std::vector<double> values(study.replications.size());
    for (std::size_t i = 0; i < study.metrics.size(); ++i) {
        const MetricInfo& m = study.metrics[i];
        const auto name = read_name(m.name);
        if (!name) {
            continue;
        }
        if (out.empty()) {
            out = "site,month,figure,unit,mean,half_width,n\n";
        }
        std::ranges::transform(study.replications, values.begin(),
                               [i](const ReplicationResult& r) { return r.values[i]; });
        const Summary s = summarise(values);
        out += fmt::format("{},{},{},{},{},{},{}\n", name->site, name->month, name->figure, m.unit,
                           s.mean, s.n < 2 ? std::string{} : fmt::format("{}", s.half_width), s.n);
    }
    return out;
}

std::vector<std::vector<double>> money_by_month(const StudyResult& study,
                                                const std::string& figure) {
    std::vector<std::vector<double>> out;
    while (true) {
        auto values = study.values(fmt::format("money.line.month.{}.{}", out.size() + 1, figure));
        if (values.empty()) {
            return out;
        }
        out.push_back(std::move(values));
    }
}

std::string MonthSpan::text() const {
    return first == last ? fmt::format("{}", first) : fmt::format("{}-{}", first, last);
}

std::vector<MonthSpan> month_spans(std::size_t months) {
    const std::size_t step = (months + kMostRows - 1) / kMostRows;
    std::vector<MonthSpan> out;
    for (std::size_t m = 0; m < months; m += step) {
        out.push_back({m + 1, std::min(m + step, months)});
    }
    return out;
}

MoneyScale money_scale(double most, const std::string& currency) {
    constexpr double kThousand = 1e3;
    constexpr double kMillion = 1e6;
    // Five digits before the point are easily read.
    if (most >= 10 * kMillion) {
        return {kMillion, "M" + currency};
    }
    return most >= 100 * kThousand ? MoneyScale{kThousand, "k" + currency}
                                   : MoneyScale{1, currency};
}

std::string money_text(const StudyResult& study, const std::string& currency) {
    const std::vector<std::vector<double>> cumulative = money_by_month(study, "cumulative_cash");
    if (cumulative.size() < 2) {
        return {};
    }
    const auto means = [&](const std::string& figure) {
        std::vector<double> out(cumulative.size(), 0.0);
        const auto values = money_by_month(study, figure);
        for (std::size_t m = 0; m < values.size(); ++m) {
            out[m] = summarise(values[m]).mean;
        }
        return out;
    };
    const std::vector<double> revenue = means("revenue");
    const std::vector<double> penalties = means("penalties");
    const std::vector<double> cost = means("cost");
    const std::vector<double> worn = means("cost.depreciation");
    const std::vector<double> capex = means("capex");
    double most = 0;
    for (const std::vector<double>& month : cumulative) {
        most = std::max(most, std::abs(summarise(month).mean));
    }
    const MoneyScale scale = money_scale(most, currency);
    std::string out = fmt::format(
        "\n  cash by month (730 h), {}; paid out: all that was spent but depreciation, and "
        "penalties\n    {:<9} {:>12} {:>12} {:>12} {:>12} {:>22}\n",
        scale.name, "month", "revenue", "paid out", "tools", "cash", "cumulative");
    for (const MonthSpan& span : month_spans(cumulative.size())) {
        const auto sum = [&](const std::vector<double>& of) {
            double total = 0;
            for (std::size_t m = span.first - 1; m < span.last; ++m) {
                total += of[m] / scale.unit;
            }
            return total;
        };
        const double paid = sum(cost) - sum(worn) + sum(penalties);
        out +=
            fmt::format("    {:<9} {:>12.6g} {:>12.6g} {:>12.6g} {:>12.6g} {:>22}\n", span.text(),
                        sum(revenue), paid, sum(capex), sum(revenue) - paid - sum(capex),
                        brief_interval(summarise(cumulative[span.last - 1]), 1 / scale.unit));
    }
    return out;
}

}  // namespace packline::report
