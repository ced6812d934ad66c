#include "models/report/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace packline::report {

namespace {

constexpr std::size_t kMostProducts = 6;  ///< on the screen
constexpr std::size_t kMostLots = 10;
constexpr std::size_t kFewReplications = 30;  ///< below which a 90 % date is rough

double day(Time at) { return to_seconds(at - Time{}) / 86'400; }

std::string day_text(Time at) {
    return at == Time::never() ? "later" : fmt::format("{:.1f} d", day(at));
}

/// A CSV field; nothing where there is no such date.
std::string day_field(Time at) { return at == Time::never() ? "" : fmt::format("{:.4f}", day(at)); }

nlohmann::ordered_json day_json(Time at) {
    return at == Time::never() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(day(at));
}

bool any_plan(const Forecast& f) {
    return std::ranges::any_of(f.weeks,
                               [](const WeekForecast& w) { return w.planned.has_value(); });
}

/// Products of which the screen tells the weeks: those that are planned, else those that ship.
std::vector<packaging::ProductId> products_shown(const Forecast& f, bool planned) {
    std::vector<packaging::ProductId> out;
    for (const WeekForecast& w : f.weeks) {
        const bool shown = planned ? w.planned.has_value() : w.mean > 0;
        if (shown && (out.empty() || out.back() != w.product)) {
            out.push_back(w.product);
        }
    }
    return out;
}

std::string weeks_text(const Forecast& f) {
    const bool planned = any_plan(f);
    const std::vector<packaging::ProductId> shown = products_shown(f, planned);
    std::string out =
        fmt::format("  {:<20} {:>5} {:>12} {:>22}{}\n", "good units", "week", "mean",
                    "10 % to 90 %", planned ? "         plan   behind to date   on plan" : "");
    for (const WeekForecast& w : f.weeks) {
        const auto place = std::ranges::find(shown, w.product);
        if (place == shown.end() ||
            static_cast<std::size_t>(place - shown.begin()) >= kMostProducts) {
            continue;
        }
        out += fmt::format("  {:<20} {:>5} {:>12.0f} {:>22}",
                           w.week == 1 ? f.products[w.product.index()] : "", w.week, w.mean,
                           fmt::format("{:.0f} to {:.0f}", w.low, w.high));
        if (planned && w.planned) {
            out += fmt::format(" {:>12} {:>16.0f} {:>7.0f} %", *w.planned, w.behind, 100 * w.kept);
        }
        out += "\n";
    }
    if (shown.size() > kMostProducts) {
        out +=
            fmt::format("  and {} more products; --csv has them\n", shown.size() - kMostProducts);
    }
    return out;
}

std::string lots_text(const Forecast& f) {
    std::vector<const LotForecast*> late;
    std::size_t with_due = 0;
    for (const LotForecast& lot : f.lots) {
        with_due += std::isnan(lot.on_time) ? 0U : 1U;
        if (lot.on_time < 1) {
            late.push_back(&lot);
        }
    }
    if (with_due == 0) {
        return "";
    }
    if (late.empty()) {
        return fmt::format("\n  all {} lots with a due date are on time in every replication\n",
                           with_due);
    }
    std::ranges::stable_sort(late, {}, &LotForecast::on_time);
    std::string out = fmt::format("\n  {:<26} {:>9} {:>13} {:>13} {:>9}\n", "lots most likely late",
                                  "due", "50 % out by", "90 % out by", "on time");
    for (std::size_t i = 0; i < std::min(late.size(), kMostLots); ++i) {
        const LotForecast& lot = *late[i];
        out += fmt::format("  {:<26} {:>9} {:>13} {:>13} {:>7.0f} %\n", lot.lot, day_text(lot.due),
                           day_text(lot.half), day_text(lot.ninety), 100 * lot.on_time);
    }
    if (late.size() > kMostLots) {
        out += fmt::format("  and {} more of {} lots; --csv has them\n", late.size() - kMostLots,
                           with_due);
    }
    return out;
}

}  // namespace

std::string forecast_text(const Forecast& f) {
    std::string out = fmt::format("{}: {} replications of {:g} days from the start, seed {}\n\n",
                                  f.title, f.replications, day(Time{} + f.horizon), f.seed);
    out += weeks_text(f) + lots_text(f);
    if (f.replications < kFewReplications) {
        out +=
            fmt::format("\n  {} replications tell 10 % and 90 % roughly; take --replications 100\n",
                        f.replications);
    }
    return out;
}

std::string forecast_json(const Forecast& f, std::span<const NamedTable> tables) {
    nlohmann::ordered_json out{{"line", f.title},
                               {"seed", f.seed},
                               {"horizon_d", day(Time{} + f.horizon)},
                               {"replications", f.replications}};
    for (const LotForecast& lot : f.lots) {
        nlohmann::ordered_json row{{"lot", lot.lot},
                                   {"product", f.products[lot.product.index()]},
                                   {"due_d", day_json(lot.due)},
                                   {"half_d", day_json(lot.half)},
                                   {"ninety_d", day_json(lot.ninety)},
                                   {"on_time", nullptr},
                                   {"ended", lot.ended},
                                   {"good", lot.good}};
        if (!std::isnan(lot.on_time)) {
            row["on_time"] = lot.on_time;
        }
        out["lots"].push_back(std::move(row));
    }
    for (const WeekForecast& w : f.weeks) {
        nlohmann::ordered_json row{{"product", f.products[w.product.index()]},
                                   {"week", w.week},
                                   {"mean", w.mean},
                                   {"low", w.low},
                                   {"high", w.high}};
        if (w.planned) {
            row["planned"] = *w.planned;
            row["behind"] = w.behind;
            row["kept"] = w.kept;
        }
        out["weeks"].push_back(std::move(row));
    }
    for (const NamedTable& t : tables) {
        out[t.name] = t.table.json();
    }
    return out.dump(2) + "\n";
}

std::string lots_csv(const Forecast& f) {
    std::string out = "lot,product,due_d,half_d,ninety_d,on_time,ended,good_units\n";
    for (const LotForecast& lot : f.lots) {
        out += fmt::format(
            "{},{},{},{},{},{},{:.4f},{:.2f}\n", lot.lot, f.products[lot.product.index()],
            day_field(lot.due), day_field(lot.half), day_field(lot.ninety),
            std::isnan(lot.on_time) ? "" : fmt::format("{:.4f}", lot.on_time), lot.ended, lot.good);
    }
    return out;
}

std::string weeks_csv(const Forecast& f) {
    std::string out = "product,week,mean,low,high,planned,behind,kept\n";
    for (const WeekForecast& w : f.weeks) {
        out += fmt::format("{},{},{:.2f},{:.0f},{:.0f},", f.products[w.product.index()], w.week,
                           w.mean, w.low, w.high);
        out += w.planned ? fmt::format("{},{:.2f},{:.4f}\n", *w.planned, w.behind, w.kept) : ",,\n";
    }
    return out;
}

}  // namespace packline::report
