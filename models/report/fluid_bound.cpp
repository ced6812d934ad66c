#include "models/report/fluid_bound.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace packline::report {

namespace {

using packaging::Disruption;
using packaging::MaskEffect;

/// Share of a bucket in which the tools of a plan are there.
double there(const packaging::PlanRun& run, Time from, Time to) {
    const double gone = static_cast<double>((std::clamp(run.ready, from, to) - from).us);
    return 1.0 - gone / static_cast<double>((to - from).us);
}

/// What demand can be met in a bucket, as a multiple of it.
class Capacity {
public:
    Capacity(const packaging::LineSpec& line, const packaging::Timelines& timelines,
             const std::vector<Disruption>& disruptions)
        : line_{line}, timelines_{timelines}, disruptions_{disruptions} {
        for (const packaging::StationSpec& s : line.stations) {
            first_tool_.push_back(tools_.size());
            tools_.resize(tools_.size() + s.tools);
        }
        for (const scenario::StationLoad& l : scenario::static_load(line)) {
            load_.push_back(l.load_with_setups);
        }
        for (std::size_t p = 0; p < line.products.size(); ++p) {
            demand_.push_back(scenario::lots_per_day(line, p));
            lots_ += demand_.back();
        }
        for (double& d : demand_) {
            d = lots_ > 0 ? d / lots_ : 0;
        }
    }

    /// Demand of a bucket, as a multiple of its mean.
    double wanted(Time from, Time to) const {
        double out = 0;
        for (std::size_t p = 0; p < demand_.size(); ++p) {
            const packaging::ReleaseSpec& r = *packaging::release_of(line_, p).release;
            const double mean =
                packaging::amount_between(r.rates, Time{}, Time{} + line_.experiment.horizon);
            const double share = to_seconds(to - from) / to_seconds(line_.experiment.horizon);
            out += demand_[p] * (r.rates.empty() ? 1.0
                                                 : packaging::amount_between(r.rates, from, to) /
                                                       (mean * share));
        }
        return demand_.empty() || lots_ == 0.0 ? 1.0 : out;
    }

    double in(Time from, Time to) {
        std::ranges::fill(tools_, 1.0);
        std::vector<double> starts(line_.products.size(), 1.0);
        for (std::size_t p = 0; p < line_.plans.size(); ++p) {
            limit(line_.plans[p].scope, there(timelines_.plans[p], from, to));
        }
        for (const Disruption& d : disruptions_) {
            if (d.effect == MaskEffect::capacity || d.effect == MaskEffect::speed) {
                limit(*d.scope, packaging::mean_level(d.profile, from, to));
            }
            for (const packaging::ProductId p : d.scope->products) {
                const double held = 1.0 - packaging::mean_level(d.profile, from, to);
                starts[p.index()] *= 1.0 - held * (1.0 - diverted(d, p, from));
            }
        }
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t s = 0; s < load_.size(); ++s) {
            if (load_[s] > 0) {
                least = std::min(least, tools_left(s) / load_[s]);
            }
        }
        double started = 0;
        for (std::size_t p = 0; p < starts.size(); ++p) {
            started += demand_[p] * starts[p];
        }
        // Starts hold back only while they are held: what waited may all come at once.
        return started < 1.0 - 1e-9 ? std::min(least, started) : least;
    }

private:
    /// What is left of each tool is what all that act on it leave.
    void limit(const packaging::ScopeSpec& scope, double level) {
        for (const packaging::ScopeSpec::Tools& t : scope.tools) {
            for (std::uint32_t i = 0; i < t.count && level < 1.0; ++i) {
                tools_[first_tool_[t.station.index()] + t.first + i] *= level;
            }
        }
    }

    /// Share of the releases of a product that a disruption sends elsewhere.
    double diverted(const Disruption& d, packaging::ProductId product, Time at) const {
        double share = 0;
        const auto number = static_cast<std::size_t>(&d - disruptions_.data());
        const std::size_t gates = line_.gates.size();
        const std::vector<packaging::DiversionSpec> none;
        const std::vector<packaging::DiversionSpec>& all =
            number < gates                        ? line_.gates[number].diversions
            : number - gates < line_.masks.size() ? line_.masks[number - gates].diversions
                                                  : none;
        for (const packaging::DiversionSpec& spec : all) {
            const bool open = std::ranges::all_of(spec.after, [&](packaging::GateId g) {
                return timelines_.gates[g.index()].opens <= at;
            });
            share += spec.from == product && open ? spec.share : 0.0;
        }
        return std::min(share, 1.0);
    }

    /// Mean over the tools of a station.
    double tools_left(std::size_t station) const {
        const auto first = tools_.begin() + static_cast<std::ptrdiff_t>(first_tool_[station]);
        const std::uint32_t n = line_.stations[station].tools;
        return std::accumulate(first, first + n, 0.0) / n;
    }

    const packaging::LineSpec& line_;
    const packaging::Timelines& timelines_;
    const std::vector<Disruption>& disruptions_;
    std::vector<std::size_t> first_tool_;  ///< by station
    std::vector<double> tools_;            ///< what is left of each in the bucket in hand
    std::vector<double> load_;
    std::vector<double> demand_;  ///< share of lots, by product
    double lots_ = 0;             ///< a day
};

}  // namespace

FluidBound fluid_bound(const packaging::LineSpec& line, RandomKey key, Duration bucket,
                       std::size_t buckets) {
    const Time end = Time{} + bucket * static_cast<std::int64_t>(buckets);
    const packaging::Timelines timelines =
        packaging::make_timelines(line, key, end, packaging::critical_paths(line));
    const std::vector<Disruption> disruptions = packaging::make_disruptions(line, timelines);
    Capacity capacity{line, timelines, disruptions};
    const double days = to_seconds(bucket) / 86'400;
    FluidBound out;
    double behind = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
        const Time from = Time{} + bucket * static_cast<std::int64_t>(i);
        const double wanted = capacity.wanted(from, from + bucket);
        behind = std::max(0.0, behind + (wanted - capacity.in(from, from + bucket)) * days);
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

}  // namespace packline::report
