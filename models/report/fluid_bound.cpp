#include "models/report/fluid_bound.hpp"

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "models/report/fluid_budget.hpp"
#include "models/report/fluid_flows.hpp"
#include "models/report/fluid_stock.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

namespace packline::report {

namespace {

using packaging::Disruption;
using packaging::MaskEffect;

/// Share of a bucket in which the tools of a plan are there.
double there(const packaging::PlanRun& run, Time from, Time to) {
    const double gone = static_cast<double>((std::clamp(run.ready, from, to) - from).us);
    return 1.0 - gone / static_cast<double>((to - from).us);
}

/// The flows of a line in one replication.
class Fluid {
public:
    Fluid(const FluidLine& fluid, const packaging::Timelines& timelines,
          const std::vector<Disruption>& disruptions, RandomKey key, Time end,
          const std::vector<Duration>& delays)
        : fluid_{fluid},
          line_{fluid.line},
          timelines_{timelines},
          disruptions_{disruptions},
          use_{fluid.use},
          behind_(line_.products.size(), 0.0),
          tools_(fluid.tools, 1.0) {
        for (const FluidLine::Limit& limit : fluid.materials) {
            Duration later{};
            for (std::size_t f = 0; f < delays.size(); ++f) {
                later = limit.by_flow[f] > 0 ? std::max(later, delays[f]) : later;
            }
            later_.push_back(later);
            stocks_.emplace_back(limit, line_, timelines, disruptions, key, end + later);
            use_.push_back(limit.by_flow);
        }
        for (const FluidLine::Limit& limit : fluid.budgets) {
            budgets_.emplace_back(limit, line_, key);
            use_.push_back(limit.by_flow);
        }
        for (std::size_t s = fluid.use.size(); s < use_.size(); ++s) {
            a_day_.push_back(std::accumulate(use_[s].begin(), use_[s].end(), 0.0));
            for (double& use : use_[s]) {
                use = a_day_.back() > 0 ? use / a_day_.back() : 0.0;
            }
        }
        flows_.emplace(use_);
    }

    /// Runs one bucket on; what each flow is behind at its end, in days of its demand.
    const std::vector<double>& behind_after(Time from, Time to) {
        const double days = to_seconds(to - from) / 86'400;
        std::ranges::fill(tools_, 1.0);
        act(from, to);
        const std::vector<double> wanted = wanted_of_flows(from, to);
        std::vector<double> needs(wanted.size());
        for (std::size_t f = 0; f < wanted.size(); ++f) {
            // Starts hold back only while they are held: what waited may all come at once.
            const double most = starts_of_flow(f);
            needs[f] = fluid_.weight[f] > 0 ? wanted[f] + behind_[f] / days : 0.0;
            needs[f] = most < 1.0 - 1e-9 ? std::min(needs[f], most) : needs[f];
        }
        std::vector<double> left;
        for (std::size_t s = 0; s < fluid_.use.size(); ++s) {
            left.push_back(tools_left(s));
        }
        add_limits(from, to, days, left);
        const std::vector<double> rates = flows_->fill(needs, std::move(left));
        take(rates, wanted, days);
        for (std::size_t f = 0; f < wanted.size(); ++f) {
            behind_[f] = std::max(0.0, behind_[f] + (wanted[f] - rates[f]) * days);
            behind_[f] = behind_[f] < 1e-9 ? 0.0 : behind_[f];
        }
        return behind_;
    }

private:
    void act(Time from, Time to) {
        for (std::size_t p = 0; p < line_.plans.size(); ++p) {
            limit(line_.plans[p].scope, there(timelines_.plans[p], from, to));
        }
        for (const Disruption& d : disruptions_) {
            const double level = packaging::mean_level(d.profile, from, to);
            if (d.effect == MaskEffect::capacity || d.effect == MaskEffect::speed) {
                limit(*d.scope, level);
            }
        }
        release(from, to);
    }

    /// What materials and budgets let pass in a bucket, behind what is left of stations.
    void add_limits(Time from, Time to, double days, std::vector<double>& left) {
        const auto in_days = [&](double amount) {
            const double a_day = a_day_[left.size() - fluid_.use.size()];
            return a_day > 0 ? amount / (a_day * days) : 1.0;
        };
        for (std::size_t i = 0; i < stocks_.size(); ++i) {
            left.push_back(in_days(stocks_[i].there(from, to, later_[i])));
        }
        for (FluidBudget& budget : budgets_) {
            left.push_back(in_days(budget.there(from, to)));
        }
    }

    /// `wanted`: what flows are asked for in the bucket.
    void take(const std::vector<double>& rates, const std::vector<double>& wanted, double days) {
        const auto sum = [](const std::vector<double>& use, const std::vector<double>& flows) {
            return std::inner_product(use.begin(), use.end(), flows.begin(), 0.0);
        };
        for (std::size_t i = 0; i < stocks_.size(); ++i) {
            const FluidLine::Limit& limit = fluid_.materials[i];
            stocks_[i].take(days * sum(limit.by_flow, rates), days * sum(limit.released, wanted));
        }
        for (std::size_t i = 0; i < budgets_.size(); ++i) {
            budgets_[i].take(days * sum(fluid_.budgets[i].by_flow, rates));
        }
    }

    /// Demand of each flow in a bucket, as a multiple of its mean: what it is asked for, less what
    /// others make for it, and with what it makes for them.
    std::vector<double> wanted_of_flows(Time from, Time to) const {
        std::vector<double> out(line_.products.size(), 0.0);
        for (std::size_t p = 0; p < line_.products.size(); ++p) {
            const std::size_t f = fluid_.flow_of[p];
            if (fluid_.ships(p) && fluid_.weight[f] > 0) {
                out[f] += (fluid_.lots[p] * fluid_.units[p] * profile(p, from, to) + moved_[p]) /
                          fluid_.weight[f];
            }
        }
        return out;
    }

    /// Releases of a product in a bucket, as a multiple of their mean.
    double profile(std::size_t p, Time from, Time to) const {
        const packaging::ReleaseSpec& r = *packaging::release_of(line_, p).release;
        if (r.rates.empty()) {
            return 1.0;
        }
        const double mean =
            packaging::amount_between(r.rates, Time{}, Time{} + line_.experiment.horizon);
        const double share = to_seconds(to - from) / to_seconds(line_.experiment.horizon);
        return packaging::amount_between(r.rates, from, to) / (mean * share);
    }

    /// What a flow may start, as a multiple of its mean demand: that of its products which ship,
    /// and no more than of any that makes their parts. 1 where nothing of it is held.
    double starts_of_flow(std::size_t flow) const {
        double units = 0;
        double of_parts = 1.0;
        bool held = false;
        for (std::size_t p = 0; p < allowed_.size(); ++p) {
            if (fluid_.flow_of[p] == flow && fluid_.ships(p)) {
                units += allowed_[p];
                held = held || held_[p];
            } else if (fluid_.flow_of[p] == flow && fluid_.lots[p] > 0) {
                of_parts = std::min(of_parts, level_[p]);
            }
        }
        const double own = held && fluid_.weight[flow] > 0 ? units / fluid_.weight[flow] : 1.0;
        return std::min(own, of_parts);
    }

    /// What is left of each tool is what all that act on it leave.
    void limit(const packaging::ScopeSpec& scope, double level) {
        for (const packaging::ScopeSpec::Tools& t : scope.tools) {
            for (std::uint32_t i = 0; i < t.count && level < 1.0; ++i) {
                tools_[fluid_.first_tool[t.station.index()] + t.first + i] *= level;
            }
        }
    }

    /// Releases of a bucket, piece by piece between changes of what holds or moves them.
    void release(Time from, Time to) {
        moved_.assign(line_.products.size(), 0.0);
        allowed_.assign(line_.products.size(), 0.0);
        level_.assign(line_.products.size(), 0.0);
        held_.assign(line_.products.size(), false);
        for (Time at = from; at < to;) {
            const Time next = next_release_change(at, to);
            const double share =
                static_cast<double>((next - at).us) / static_cast<double>((to - from).us);
            std::vector<double> level(line_.products.size(), 1.0);
            for (const Disruption& d : disruptions_) {
                for (const packaging::ProductId p : d.scope->products) {
                    level[p.index()] *= packaging::level_at(d.profile, at);
                }
            }
            const std::vector<double> moved = diverted(at);
            for (std::size_t p = 0; p < level.size(); ++p) {
                const double asked = fluid_.lots[p] * fluid_.units[p] + moved[p];
                moved_[p] += share * moved[p];
                allowed_[p] += share * asked * level[p];
                level_[p] += share * level[p];
                held_[p] = held_[p] || (level[p] < 1.0 && asked > 1e-9);
            }
            at = next;
        }
    }

    Time next_release_change(Time at, Time to) const {
        Time next = to;
        for (std::size_t d = 0; d < disruptions_.size(); ++d) {
            if (!disruptions_[d].scope->products.empty() || !diversions_of(d).empty()) {
                next = std::min(next, packaging::next_change(disruptions_[d].profile, at).at);
            }
            for (const packaging::DiversionSpec& spec : diversions_of(d)) {
                for (const packaging::GateId g : spec.after) {
                    const Time opens = timelines_.gates[g.index()].opens;
                    next = opens > at ? std::min(next, opens) : next;
                }
            }
        }
        return next;
    }

    const std::vector<packaging::DiversionSpec>& diversions_of(std::size_t disruption) const {
        static const std::vector<packaging::DiversionSpec> kNone;
        const std::size_t gates = line_.gates.size();
        if (disruption < gates) {
            return line_.gates[disruption].diversions;
        }
        return disruption - gates < line_.masks.size() ? line_.masks[disruption - gates].diversions
                                                       : kNone;
    }

    /// Units a day that each product makes for others, less what others make for it, in the order
    /// of the model: each diversion takes its share of what those before it leave, whenever its
    /// gate or mask holds anything at all, of whatever it holds.
    std::vector<double> diverted(Time at) const {
        std::vector<double> moved(line_.products.size(), 0.0);
        std::vector<double> left(line_.products.size(), 1.0);
        const auto open = [&](packaging::GateId g) {
            return timelines_.gates[g.index()].opens <= at;
        };
        for (std::size_t d = 0; d < disruptions_.size(); ++d) {
            if (packaging::level_at(disruptions_[d].profile, at) >= 1.0) {
                continue;
            }
            for (const packaging::DiversionSpec& spec : diversions_of(d)) {
                const std::size_t p = spec.from.index();
                const double share =
                    std::ranges::all_of(spec.after, open) ? spec.share * left[p] : 0.0;
                left[p] -= share;
                if (fluid_.ships(p)) {
                    const double lots = share * fluid_.lots[p];
                    moved[p] -= lots * fluid_.units[p];
                    moved[spec.to.index()] += lots * fluid_.units[spec.to.index()];
                }
            }
        }
        return moved;
    }

    /// Mean over the tools of a station.
    double tools_left(std::size_t station) const {
        const auto first = tools_.begin() + static_cast<std::ptrdiff_t>(fluid_.first_tool[station]);
        const std::uint32_t n = line_.stations[station].tools;
        return std::accumulate(first, first + n, 0.0) / n;
    }

    const FluidLine& fluid_;
    const packaging::LineSpec& line_;
    const packaging::Timelines& timelines_;
    const std::vector<Disruption>& disruptions_;
    std::vector<std::vector<double>> use_;  ///< of stations, then of materials and budgets
    std::optional<FlowFiller> flows_;
    std::vector<double> a_day_;  ///< of these, at mean demand: parts or units
    std::vector<FluidStock> stocks_;
    std::vector<Duration> later_;  ///< than starts, when parts of each material are needed at most
    std::vector<FluidBudget> budgets_;
    std::vector<double> behind_;  ///< by flow: days of its own demand
    std::vector<double> tools_;   ///< what is left of each in the bucket in hand
    // By product, of releases in the bucket in hand:
    std::vector<double> moved_;    ///< units a day made for others, less those that others make
    std::vector<double> allowed_;  ///< units a day that nothing holds
    std::vector<double> level_;    ///< of what holds starts, mean
    std::vector<bool> held_;       ///< whether anything does
};

/// The longest of any product that ships in a flow.
std::vector<Duration> delays_of_flows(const FluidLine& fluid,
                                      std::span<const Duration> on_the_way) {
    std::vector<Duration> out(fluid.weight.size());
    for (std::size_t p = 0; p < on_the_way.size(); ++p) {
        Duration& of_flow = out[fluid.flow_of[p]];
        of_flow = fluid.ships(p) ? std::max(of_flow, on_the_way[p]) : of_flow;
    }
    return out;
}

FluidBound bound_of(std::vector<double> backlog, std::vector<double> undelayed, Duration bucket) {
    FluidBound out;
    double most = 0;
    for (std::size_t i = 0; i < backlog.size(); ++i) {
        const Time to = Time{} + bucket * static_cast<std::int64_t>(i + 1);
        if (backlog[i] > out.peak) {
            out.peak = backlog[i];
            out.peak_at = to;
        }
        if (undelayed[i] > most) {
            most = undelayed[i];
            out.cleared = Time::never();
        } else if (undelayed[i] == 0.0 && most > 0.0 && out.cleared == Time::never()) {
            out.cleared = to;
        }
    }
    out.backlog = std::move(backlog);
    out.undelayed = std::move(undelayed);
    return out;
}

/// What is further behind of two, bucket by bucket.
std::vector<double> more(const std::vector<double>& base, const std::vector<double>& other) {
    std::vector<double> out;
    for (std::size_t i = 0; i < other.size(); ++i) {
        const double d = other[i] - base[i];
        out.push_back(d < 1e-9 ? 0.0 : d);
    }
    return out;
}

}  // namespace

FluidBound fluid_bound(const FluidLine& fluid_line, RandomKey key, Duration bucket,
                       std::size_t buckets, std::span<const Duration> on_the_way) {
    const Time end = Time{} + bucket * static_cast<std::int64_t>(buckets);
    const packaging::Timelines timelines =
        packaging::make_timelines(fluid_line.line, key, end, fluid_line.lots_take);
    const std::vector<Disruption> disruptions =
        packaging::make_disruptions(fluid_line.line, timelines);
    const std::vector<Duration> delays = delays_of_flows(fluid_line, on_the_way);
    Fluid fluid{fluid_line, timelines, disruptions, key, end, delays};
    std::vector<double> undelayed(buckets, 0.0);
    std::vector<double> backlog(buckets, 0.0);
    for (std::size_t i = 0; i < buckets; ++i) {
        const Time from = Time{} + bucket * static_cast<std::int64_t>(i);
        const std::vector<double>& behind = fluid.behind_after(from, from + bucket);
        for (std::size_t f = 0; f < behind.size() && fluid_line.all > 0; ++f) {
            const double of_line = behind[f] * fluid_line.weight[f] / fluid_line.all;
            undelayed[i] += of_line;
            // Rounded up: a part of a bucket later is later.
            const std::size_t at =
                i + static_cast<std::size_t>((delays[f].us + bucket.us - 1) / bucket.us);
            if (at < buckets) {
                backlog[at] += of_line;
            }
        }
    }
    return bound_of(std::move(backlog), std::move(undelayed), bucket);
}

FluidBound further_behind(const FluidBound& base, const FluidBound& other, Duration bucket) {
    return bound_of(more(base.backlog, other.backlog), more(base.undelayed, other.undelayed),
                    bucket);
}

}  // namespace packline::report
