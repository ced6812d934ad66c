#include "models/report/weekly_starts.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/disruptions/watches.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "models/scenario/route_flow.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>

namespace packline::report {

using namespace packaging;

namespace {

constexpr Duration kPiece = hours(6);
constexpr double kDay = 86'400;

/// Lots of a regular release of so many a day from `from` to `to`.
double lots_between(const LineSpec& line, const ReleaseSpec& release, double per_day, Time from,
                    Time to) {
    if (release.rates.empty()) {
        const Time first =
            Time{} + (release.kind == ReleaseKind::interval ? release.first : Duration{});
        return per_day * to_seconds(std::max(to, first) - std::max(from, first)) / kDay;
    }
    const Duration horizon = line.experiment.horizon;
    const double all = amount_between(release.rates, Time{}, Time{} + horizon);
    return all > 0 ? per_day * to_seconds(horizon) / kDay *
                         amount_between(release.rates, from, to) / all
                   : 0;
}

/// `per_day`: what of a regular release comes.
void plan_releases(const LineSpec& line, std::size_t product, double per_day,
                   std::vector<PlannedStarts>& out) {
    const auto [release, share] = release_of(line, product);
    const Time end = Time{} + line.experiment.horizon;
    if (release->kind == ReleaseKind::schedule) {
        for (const ReleaseSpec::Entry& e : release->schedule) {
            if (e.at < end) {
                out.push_back({.product = product,
                               .from_s = to_seconds(e.at - Time{}),
                               .lots = share * e.lots});
            }
        }
        return;
    }
    if (release->kind == ReleaseKind::none) {
        return;
    }
    for (Time at; at < end; at = at + kPiece) {
        const Time next = std::min(at + kPiece, end);
        const double lots = lots_between(line, *release, per_day, at, next);
        if (lots > 0) {
            out.push_back({.product = product,
                           .from_s = to_seconds(at - Time{}),
                           .over_s = to_seconds(next - at),
                           .lots = lots});
        }
    }
}

/// What is left of a lot in process, of what is usually left of one that comes to its step.
double part_left(const LineSpec& line, const InitialLotSpec& lot, const scenario::StepFlow& flow) {
    const ProductSpec& product = line.products[lot.product.index()];
    const NominalCounts whole = counts_before(line, product, lot.step);
    const double usual = static_cast<double>(whole.items) *
                         (whole.singulated ? flow.items * flow.sites : flow.items);
    const auto items = static_cast<double>(lot.items > 0 ? lot.items : whole.items);
    return usual > 0 ? items / usual : 1;
}

/// One disruption that holds releases of products, or diverts them.
bool concerns(const Disruption& d, ProductId product) {
    return std::ranges::find(d.scope->products, product) != d.scope->products.end();
}

class StartsDesk {
public:
    StartsDesk(const LineSpec& line, const Timelines& timelines, const std::vector<Disruption>& all)
        : line_{line}, timelines_{timelines}, all_{all} {}

    void put(PlannedStarts starts, std::vector<PlannedStarts>& out) const {
        if (starts.at > 0 || starts.part != 1) {
            out.push_back(starts);  // stands in the line already
            return;
        }
        for (std::size_t d = 0; d < disruptions_of(line_); ++d) {
            for (const DiversionSpec& diversion : diversions(d)) {
                divert(d, diversion, starts, out);
            }
        }
        hold(starts, out);
    }

private:
    static Time middle(const PlannedStarts& s) {
        return Time{} + from_seconds(s.from_s + s.over_s / 2);
    }
    const std::vector<DiversionSpec>& diversions(std::size_t d) const {
        const std::size_t gates = line_.gates.size();
        return d < gates ? line_.gates[d].diversions : line_.masks[d - gates].diversions;
    }

    void divert(std::size_t d, const DiversionSpec& diversion, PlannedStarts& starts,
                std::vector<PlannedStarts>& out) const {
        const Time at = middle(starts);
        const bool begun = std::ranges::all_of(
            diversion.after, [&](GateId g) { return timelines_.gates[g.index()].opens <= at; });
        if (diversion.from.index() != starts.product || !begun ||
            level_at(all_[d].profile, at) >= 1) {
            return;
        }
        PlannedStarts other = starts;
        other.product = diversion.to.index();
        other.lots = starts.lots * diversion.share;
        starts.lots -= other.lots;
        hold(other, out);
    }

    /// What may start does; the rest waits until all of it may, or is lost.
    void hold(PlannedStarts starts, std::vector<PlannedStarts>& out) const {
        const ProductId product = ProductId::from_index(starts.product);
        bool lost = false;
        const double level = level_now(product, middle(starts), lost);
        const double held = starts.lots * (1 - level);
        starts.lots *= level;
        if (starts.lots > 0) {
            out.push_back(starts);
        }
        if (held <= 0 || lost) {
            return;
        }
        const Time end = Time{} + line_.experiment.horizon;
        Time at = middle(starts);
        for (bool ignored = false; level_now(product, at, ignored) < 1 && at < end;) {
            at = next_change_of(product, at);
        }
        if (at < end) {
            out.push_back(
                {.product = starts.product, .from_s = to_seconds(at - Time{}), .lots = held});
        }
    }

    double level_now(ProductId product, Time at, bool& lost) const {
        double level = 1;
        for (const Disruption& d : all_) {
            if (concerns(d, product)) {
                const double own = level_at(d.profile, at);
                level *= own;
                lost = lost || (own < 1 && d.held_are_lost);
            }
        }
        return level;
    }
    Time next_change_of(ProductId product, Time at) const {
        Time next = Time::never();
        for (const Disruption& d : all_) {
            if (concerns(d, product)) {
                next = std::min(next, next_change(d.profile, at).at);
            }
        }
        return next;
    }

    const LineSpec& line_;
    const Timelines& timelines_;
    const std::vector<Disruption>& all_;
};

}  // namespace

std::vector<PlannedStarts> planned_starts(const LineSpec& line) {
    std::vector<PlannedStarts> out;
    for (const InitialLotSpec& lot : line.wip) {
        const ProductSpec& product = line.products[lot.product.index()];
        const scenario::RouteFlow flow{line, line.routes[product.route.index()], product};
        out.push_back({.product = lot.product.index(),
                       .from_s = to_seconds(lot.arrives) - to_seconds(lot.began),
                       .lots = 1,
                       .at = lot.step.index(),
                       .part = part_left(line, lot, flow.steps()[lot.step.index()])});
    }
    const std::vector<double> lots = scenario::lots_per_day(line);
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        plan_releases(line, p, lots[p], out);
    }
    return out;
}

bool starts_are_disrupted(const LineSpec& line) {
    const auto acts = [](const auto& d) {
        return !d.scope.products.empty() || !d.diversions.empty();
    };
    return std::ranges::any_of(line.gates, acts) || std::ranges::any_of(line.masks, acts);
}

std::vector<PlannedStarts> disrupt_starts(const LineSpec& line, const Timelines& timelines,
                                          const std::vector<Disruption>& disruptions,
                                          const std::vector<PlannedStarts>& starts) {
    const StartsDesk desk{line, timelines, disruptions};
    std::vector<PlannedStarts> out;
    for (const PlannedStarts& s : starts) {
        desk.put(s, out);
    }
    return out;
}

}  // namespace packline::report
