#include "models/report/delay_cost.hpp"

#include "models/packaging/disruptions/timelines.hpp"
#include "models/report/interval_text.hpp"
#include "models/report/money_metrics.hpp"
#include "models/report/months.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace packline::report {

namespace {

constexpr double kDaysPerMonth = 365.0 / 12;

double days_of(Duration d) { return to_seconds(d) / 86'400; }

/// Time that the gates of a line are shut, of those longest in all, up to the end.
struct Shut {
    Duration time{};
    bool opens = true;
};

/// By how much longer gates are shut than in the baseline: the most of any gate.
Shut shut_longer(const packaging::LineSpec& base, const packaging::LineSpec& other,
                 const RandomKey& key, Time end) {
    const auto shut = [end](const packaging::GateRun& run) {
        return std::max(std::min(run.opens, end) - std::min(run.shuts, end), Duration{});
    };
    const packaging::Timelines then = packaging::make_timelines(base, key, end);
    const packaging::Timelines now = packaging::make_timelines(other, key, end);
    Shut out;
    for (std::size_t g = 0; g < other.gates.size(); ++g) {
        Duration more = shut(now.gates[g]);
        for (std::size_t b = 0; b < base.gates.size(); ++b) {
            if (base.gates[b].name == other.gates[g].name) {
                more = more - shut(then.gates[b]);
            }
        }
        out.time = std::max(out.time, more);
        out.opens = out.opens && now.gates[g].opens <= end;
    }
    return out;
}

Summary times(Summary s, double factor) {
    for (double* x : {&s.mean, &s.sd, &s.half_width, &s.least, &s.most}) {
        *x *= factor;
    }
    return s;
}

/// Cumulative cash by month, and when the scenario has made good what it was behind.
void compare_cash(const StudyResult& base, const StudyResult& other, DelayCost& out) {
    const auto before = money_by_month(base, "cumulative_cash");
    const auto after = money_by_month(other, "cumulative_cash");
    const std::size_t months = std::min(before.size(), after.size());
    out.months_of_run = months_of(base.horizon);
    for (std::size_t m = 0; m < months; ++m) {
        out.cash.push_back(paired_difference(before[m], after[m]));
    }
    std::vector<double> paid_back;
    for (std::size_t r = 0; months > 0 && r < before.front().size(); ++r) {
        std::size_t last_behind = 0;  // counted from 1; 0: never
        for (std::size_t m = 0; m < months; ++m) {
            last_behind = after[m][r] < before[m][r] ? m + 1 : last_behind;
        }
        out.behind_in_cash += last_behind > 0 ? 1 : 0;
        if (last_behind > 0 && last_behind < months) {
            paid_back.push_back(static_cast<double>(last_behind + 1));
        }
    }
    out.paid_back = summarise(paid_back);
}

std::string cash_text(const DelayCost& cost) {
    if (cost.cash.size() < 2) {
        return {};
    }
    double most = 0;
    for (const PairedDifference& d : cost.cash) {
        most = std::max({most, std::abs(d.base.mean), std::abs(d.other.mean)});
    }
    const MoneyScale scale = money_scale(most, cost.currency);
    const auto shown = [&](const Summary& s) { return brief_interval(s, 1 / scale.unit); };
    std::string out = fmt::format(
        "\n  cumulative cash at the end of a month (730 h), {}\n    {:<8} {:>24} "
        "{:>24} {:>26}\n",
        scale.name, "month", "base", "other", "difference (paired)");
    for (const MonthSpan& span : month_spans(cost.cash.size())) {
        const PairedDifference& d = cost.cash[span.last - 1];
        out += fmt::format("    {:<8} {:>25} {:>25} {:>27}\n", span.last, shown(d.base),
                           shown(d.other), shown(d.difference));
    }
    if (cost.cash.size() < cost.months_of_run) {
        out += fmt::format("    ... up to month {} of {}: no more are listed one by one\n",
                           cost.cash.size(), cost.months_of_run);
    }
    const auto lowest =
        std::ranges::min_element(cost.cash, {}, [](const auto& d) { return d.difference.mean; });
    if (cost.behind_in_cash == 0) {
        return out + "    never behind the base in cash\n";
    }
    out += fmt::format("    furthest behind at the end of month {}: {}\n",
                       lowest - cost.cash.begin() + 1, shown(lowest->difference));
    out +=
        cost.paid_back.n == 0
            ? fmt::format("    not made good within the {} months of the run\n", cost.cash.size())
            : fmt::format(
                  "    made good by the end of month {} ({} of the {} replications "
                  "that were behind)\n",
                  brief_interval(cost.paid_back), cost.paid_back.n, cost.behind_in_cash);
    return out;
}

nlohmann::ordered_json as_json(const Summary& s) {
    const auto number = [](double x) {
        return std::isfinite(x) ? nlohmann::ordered_json(x) : nlohmann::ordered_json(nullptr);
    };
    return {{"mean", number(s.mean)}, {"half_width", number(s.half_width)}, {"n", s.n}};
}

}  // namespace

DelayCost delay_cost(const packaging::LineSpec& base_line, const packaging::LineSpec& other_line,
                     const StudyResult& base, const StudyResult& other, const UnitsBehind& behind) {
    DelayCost out;
    if (!priced(base_line) || !priced(other_line)) {
        return out;
    }
    out.currency = other_line.currency;
    const double window = days_of(base.horizon - base.warmup.length);
    const auto whole = [&](const StudyResult& study, const char* metric) {
        std::vector<double> values = study.values(metric);
        for (double& v : values) {
            v *= window;
        }
        return values;
    };
    constexpr std::array<std::pair<const char*, const char*>, 6> kRows{
        {{"revenue", "line.revenue"},
         {"penalties", "line.penalties"},
         {"spent", "line.cost.total"},
         {"idle capacity", "line.cost.idle"},
         {"scrap", "line.cost.scrap"},
         {"margin", "line.margin"}}};
    for (const auto& [label, metric] : kRows) {
        out.rows.push_back({label, paired_difference(whole(base, metric), whole(other, metric))});
    }
    const std::vector<double> before = whole(base, "line.margin");
    const std::vector<double> after = whole(other, "line.margin");
    std::vector<double> months;
    std::vector<double> per_month;
    for (std::size_t r = 0; r < base.replications.size(); ++r) {
        const Shut shut =
            shut_longer(base_line, other_line, {base.seed, base.replications[r].replication},
                        Time{} + base.horizon);
        if (shut.time > Duration{}) {
            months.push_back(days_of(shut.time) / kDaysPerMonth);
            per_month.push_back((before[r] - after[r]) / months.back());
        }
        out.unbounded += shut.opens ? 0 : 1;
    }
    // At what a unit of the baseline brings in on average.
    const double revenue = summarise(base.values("line.revenue")).mean;
    const double units = summarise(base.values("line.good_units_per_day")).mean;
    if (revenue > 0 && units > 0) {
        out.outstanding_peak = times(behind.peak, revenue / units);
        out.outstanding_end = times(behind.at_end, revenue / units);
    }
    compare_cash(base, other, out);
    out.months = summarise(months);
    out.per_month = summarise(per_month);
    return out;
}

std::string delay_cost_text(const DelayCost& cost) {
    std::string out = fmt::format(
        "\n  what the delay costs, in {} over the window (margin: revenue less penalties "
        "and the cost of what\n  shipped, was lost or stood idle)\n    {:<20} {:>26} "
        "{:>26} {:>28}\n",
        cost.currency, "", "base", "other", "difference (paired)");
    for (const DelayCost::Row& row : cost.rows) {
        if (row.money.base.mean != 0 || row.money.other.mean != 0) {
            out += fmt::format("    {:<20} {:>26} {:>26} {:>28}\n", row.label,
                               brief_interval(row.money.base), brief_interval(row.money.other),
                               brief_interval(row.money.difference));
        }
    }
    if (cost.outstanding_peak.n > 0) {
        out += fmt::format(
            "    revenue outstanding   {} at the peak of the backlog, {} at the end\n",
            brief_interval(cost.outstanding_peak), brief_interval(cost.outstanding_end));
    }
    if (cost.months.n > 0) {
        out += fmt::format(
            "    each month costs      {} of margin, over {} months that gates are "
            "shut longer\n",
            brief_interval(cost.per_month), brief_interval(cost.months));
    }
    if (cost.unbounded > 0) {
        out += fmt::format(
            "    {} replications end before a gate opens: the months are cut off "
            "there\n",
            cost.unbounded);
    }
    return out + cash_text(cost);
}

std::string delay_cost_json(const DelayCost& cost) {
    nlohmann::ordered_json out;
    out["currency"] = cost.currency;
    for (const DelayCost::Row& row : cost.rows) {
        out[row.label] = {{"base", as_json(row.money.base)},
                          {"other", as_json(row.money.other)},
                          {"difference", as_json(row.money.difference)}};
    }
    out["outstanding_at_peak"] = as_json(cost.outstanding_peak);
    out["outstanding_at_end"] = as_json(cost.outstanding_end);
    out["months_shut_longer"] = as_json(cost.months);
    out["margin_lost_per_month"] = as_json(cost.per_month);
    out["gates_not_open_at_end"] = cost.unbounded;
    for (const PairedDifference& d : cost.cash) {
        out["cumulative_cash"].push_back({{"base", as_json(d.base)},
                                          {"other", as_json(d.other)},
                                          {"difference", as_json(d.difference)}});
    }
    out["behind_in_cash"] = cost.behind_in_cash;
    out["made_good_by_month"] = as_json(cost.paid_back);
    return out.dump();
}

}  // namespace packline::report
