#include "models/report/fluid_bound.hpp"

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "models/report/fluid_flows.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
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
          const std::vector<Disruption>& disruptions)
        : fluid_{fluid},
          line_{fluid.line},
          timelines_{timelines},
          disruptions_{disruptions},
          behind_(line_.products.size(), 0.0),
          tools_(fluid.tools, 1.0) {}

    /// Runs one bucket on; what is behind at its end, in days of demand of the line.
    double behind_after(Time from, Time to) {
        const double days = to_seconds(to - from) / 86'400;
        std::ranges::fill(tools_, 1.0);
        std::vector<double> starts(line_.products.size(), 1.0);
        act(from, to, starts);
        const std::vector<double> wanted = wanted_of_flows(from, to);
        std::vector<double> needs(wanted.size());
        for (std::size_t f = 0; f < wanted.size(); ++f) {
            // Starts hold back only while they are held: what waited may all come at once.
            const double most = starts_of_flow(f, starts);
            needs[f] = fluid_.weight[f] > 0 ? wanted[f] + behind_[f] / days : 0.0;
            needs[f] = most < 1.0 - 1e-9 ? std::min(needs[f], most) : needs[f];
        }
        std::vector<double> left;
        for (std::size_t s = 0; s < fluid_.use.size(); ++s) {
            left.push_back(tools_left(s));
        }
        const std::vector<double> rates = fill_flows(fluid_.use, needs, std::move(left));
        double sum = 0;
        for (std::size_t f = 0; f < wanted.size(); ++f) {
            behind_[f] = std::max(0.0, behind_[f] + (wanted[f] - rates[f]) * days);
            behind_[f] = behind_[f] < 1e-9 ? 0.0 : behind_[f];
            sum += behind_[f] * fluid_.weight[f];
        }
        return fluid_.all > 0 ? sum / fluid_.all : 0.0;
    }

private:
    void act(Time from, Time to, std::vector<double>& starts) {
        moved_.assign(line_.products.size(), 0.0);
        taken_in_.assign(line_.products.size(), 0.0);
        for (std::size_t p = 0; p < line_.plans.size(); ++p) {
            limit(line_.plans[p].scope, there(timelines_.plans[p], from, to));
        }
        for (const Disruption& d : disruptions_) {
            const double level = packaging::mean_level(d.profile, from, to);
            if (d.effect == MaskEffect::capacity || d.effect == MaskEffect::speed) {
                limit(*d.scope, level);
            }
            for (const packaging::ProductId p : d.scope->products) {
                divert(d, p, from, 1.0 - level);
                starts[p.index()] *= level;
            }
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
    /// those that stand in for others too, and no more than of any that makes their parts.
    double starts_of_flow(std::size_t flow, const std::vector<double>& starts) const {
        double units = 0;
        double of_parts = 1.0;
        for (std::size_t p = 0; p < starts.size(); ++p) {
            if (fluid_.flow_of[p] == flow && fluid_.ships(p)) {
                units += (fluid_.lots[p] * fluid_.units[p] + taken_in_[p]) * starts[p];
            } else if (fluid_.flow_of[p] == flow && fluid_.lots[p] > 0) {
                of_parts = std::min(of_parts, starts[p]);
            }
        }
        return std::min(fluid_.weight[flow] > 0 ? units / fluid_.weight[flow] : 1.0, of_parts);
    }

    /// What is left of each tool is what all that act on it leave.
    void limit(const packaging::ScopeSpec& scope, double level) {
        for (const packaging::ScopeSpec::Tools& t : scope.tools) {
            for (std::uint32_t i = 0; i < t.count && level < 1.0; ++i) {
                tools_[fluid_.first_tool[t.station.index()] + t.first + i] *= level;
            }
        }
    }

    /// Moves the releases of a product that a disruption sends elsewhere, while it `holds` a share
    /// of them.
    void divert(const Disruption& d, packaging::ProductId product, Time at, double holds) {
        double all = 0;
        const auto number = static_cast<std::size_t>(&d - disruptions_.data());
        const std::size_t gates = line_.gates.size();
        const std::vector<packaging::DiversionSpec> none;
        const std::vector<packaging::DiversionSpec>& diversions =
            number < gates                        ? line_.gates[number].diversions
            : number - gates < line_.masks.size() ? line_.masks[number - gates].diversions
                                                  : none;
        for (const packaging::DiversionSpec& spec : diversions) {
            const bool open = std::ranges::all_of(spec.after, [&](packaging::GateId g) {
                return timelines_.gates[g.index()].opens <= at;
            });
            const double share =
                spec.from == product && open ? std::min(spec.share, 1.0 - all) : 0.0;
            all += share;
            const std::size_t p = product.index();
            if (fluid_.ships(p)) {
                const double units = share * holds * fluid_.lots[p] * fluid_.units[p];
                moved_[p] -= units;
                moved_[spec.to.index()] += units;
                taken_in_[spec.to.index()] += units;
            }
        }
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
    std::vector<double> behind_;    ///< by flow: days of its own demand
    std::vector<double> tools_;     ///< what is left of each in the bucket in hand
    std::vector<double> moved_;     ///< by product: units a day from others less those to them
    std::vector<double> taken_in_;  ///< by product: units a day from others
};

std::string quoted(const char* what, const std::string& name, const char* why) {
    return fmt::format("{} '{}' ({})", what, name, why);
}

const char* kind_of(const packaging::ConditionSpec& when) {
    switch (when.kind) {
        case packaging::ConditionSpec::Kind::budget:
            return "a budget";
        case packaging::ConditionSpec::Kind::queue:
            return "a queue";
        default:
            return "a stock";
    }
}

/// Why a gate, or a part of it, does nothing to a fluid; null where all of it does.
const char* unseen(const packaging::GateSpec& gate) {
    if (gate.when.kind != packaging::ConditionSpec::Kind::none) {
        return kind_of(gate.when);
    }
    if (!gate.scope.steps.empty()) {
        return "steps of a route";
    }
    return gate.scope.suppliers.empty() ? nullptr : "supply";
}

/// Why a mask does nothing to a fluid; null where it does.
const char* unseen(const packaging::MaskSpec& mask) {
    switch (mask.effect) {
        case MaskEffect::workforce:
            return "people";
        case MaskEffect::supply:
            return "supply";
        case MaskEffect::yield:
            return "yield";
        default:
            return nullptr;
    }
}

}  // namespace

FluidBound fluid_bound(const FluidLine& fluid_line, RandomKey key, Duration bucket,
                       std::size_t buckets) {
    const Time end = Time{} + bucket * static_cast<std::int64_t>(buckets);
    const packaging::Timelines timelines =
        packaging::make_timelines(fluid_line.line, key, end, fluid_line.lots_take);
    const std::vector<Disruption> disruptions =
        packaging::make_disruptions(fluid_line.line, timelines);
    Fluid fluid{fluid_line, timelines, disruptions};
    FluidBound out;
    for (std::size_t i = 0; i < buckets; ++i) {
        const Time from = Time{} + bucket * static_cast<std::int64_t>(i);
        const double behind = fluid.behind_after(from, from + bucket);
        out.backlog.push_back(behind);
        if (behind > out.peak) {
            out.peak = behind;
            out.peak_at = from + bucket;
            out.cleared = Time::never();
        } else if (behind == 0.0 && out.peak > 0.0 && out.cleared == Time::never()) {
            out.cleared = from + bucket;
        }
    }
    return out;
}

std::vector<std::string> unseen_by_fluid(const packaging::LineSpec& line) {
    constexpr auto kNone = packaging::ConditionSpec::Kind::none;
    std::vector<std::string> out;
    for (const packaging::GateSpec& g : line.gates) {
        if (const char* why = unseen(g)) {
            out.push_back(quoted("gate", g.name, why));
        }
    }
    for (const packaging::MaskSpec& m : line.masks) {
        if (m.when.kind != kNone) {
            out.push_back(quoted("mask", m.name, kind_of(m.when)));
        } else if (const char* why = unseen(m)) {
            out.push_back(quoted("mask", m.name, why));
        }
    }
    for (const packaging::MaterialSpec& m : line.materials) {
        const packaging::SupplySpec& s = m.supply;
        if (s.lead_time.regime.valid() || s.second_lead_time.regime.valid() ||
            s.allocation.regime.valid() || s.allocation.otherwise < 1.0) {
            out.push_back(quoted("material", m.name, "supply"));
        }
    }
    return out;
}

bool seen_by_fluid(const packaging::LineSpec& line) {
    constexpr auto kNone = packaging::ConditionSpec::Kind::none;
    return !line.plans.empty() || std::ranges::any_of(line.gates, [](const auto& g) {
        return g.when.kind == kNone && (!g.scope.tools.empty() || !g.scope.products.empty());
    }) || std::ranges::any_of(line.masks, [](const auto& m) {
        return m.when.kind == kNone && unseen(m) == nullptr;
    });
}

}  // namespace packline::report
