// `rate:` of a release that changes over time.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

/// `10 lots/wk` per second; `0 lots/wk`: none.
std::optional<double> per_second(const std::string& text, std::string& why) {
    if (text.starts_with("0 ")) {
        return 0.0;
    }
    const auto gap = parse_rate(text, why);
    if (!gap || *gap == Duration{}) {
        return std::nullopt;
    }
    return 1.0 / parse_operation_time(text, why)->time.mean();  // not rounded to whole ticks
}

}  // namespace

void LineReader::dated_rates(MapReader& in, ReleaseSpec& r) {
    constexpr double kMost_per_s = 1000;
    for (const Node* node : in.list("rate")) {
        MapReader row{*node, "dated rate", diagnostics_};
        RateChange c;
        c.at = Time{} + row.duration("at", Duration{});
        c.over = row.duration("over", Duration{});
        std::string why;
        const std::string text = row.text("rate");
        const auto rate = text.empty() ? std::optional{0.0} : per_second(text, why);
        if (!rate || *rate > kMost_per_s) {
            row.error("rate", fmt::format("rate = {} ({})", text, why.empty() ? "too often" : why),
                      "write 10 lots/wk, or 0 lots/wk");
        }
        c.per_s = rate.value_or(0.0);
        if (!r.rates.empty() && c.at < r.rates.back().at + r.rates.back().over) {
            row.error("at", "a rate changes before the change above it is over",
                      "state changes in order, each after the ramp before it");
        } else {
            r.rates.push_back(c);
        }
    }
    const double lots = r.lots;
    r.interval = in.yes_no("poisson", false) ? Distribution::exponential(lots)
                                             : Distribution::constant(lots);
    if (std::ranges::none_of(r.rates, [](const RateChange& c) { return c.per_s > 0; }) &&
        diagnostics_.ok()) {
        in.error("rate", "no rate is above zero, so nothing is ever released",
                 "state a rate, or write `release: none`");
    }
}

}  // namespace packline::scenario
