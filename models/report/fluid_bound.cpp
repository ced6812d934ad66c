#include "models/report/fluid_bound.hpp"

#include "models/packaging/disruptions/disruption.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>
#include <limits>

namespace packline::report {

namespace {

using packaging::Disruption;
using packaging::MaskEffect;

/// Mean level of a disruption in a bucket, of the tools it names.
double share_of(const Disruption& d, std::uint32_t named, std::uint32_t tools, Time from, Time to) {
    const double level = packaging::mean_level(d.profile, from, to);
    const double part = static_cast<double>(named) / tools;
    return 1.0 - part * (1.0 - level);
}

/// What demand can be met in a bucket, as a multiple of it.
class Capacity {
public:
    Capacity(const packaging::LineSpec& line, const std::vector<Disruption>& disruptions)
        : line_{line}, disruptions_{disruptions} {
        for (const scenario::StationLoad& l : scenario::static_load(line)) {
            load_.push_back(l.load_with_setups);
        }
        double lots = 0;
        for (std::size_t p = 0; p < line.products.size(); ++p) {
            demand_.push_back(scenario::lots_per_day(line, p));
            lots += demand_.back();
        }
        for (double& d : demand_) {
            d = lots > 0 ? d / lots : 0;
        }
    }

    double in(Time from, Time to) const {
        std::vector<double> left(line_.stations.size(), 1.0);
        std::vector<double> starts(line_.products.size(), 1.0);
        for (const Disruption& d : disruptions_) {
            for (const auto& t : d.scope->tools) {
                if (d.effect == MaskEffect::capacity || d.effect == MaskEffect::speed) {
                    left[t.station.index()] *=
                        share_of(d, t.count, line_.stations[t.station.index()].tools, from, to);
                }
            }
            for (const packaging::ProductId p : d.scope->products) {
                starts[p.index()] *= packaging::mean_level(d.profile, from, to);
            }
        }
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t s = 0; s < left.size(); ++s) {
            if (load_[s] > 0) {
                least = std::min(least, left[s] / load_[s]);
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
    const packaging::LineSpec& line_;
    const std::vector<Disruption>& disruptions_;
    std::vector<double> load_;
    std::vector<double> demand_;  ///< share of lots, by product
};

}  // namespace

FluidBound fluid_bound(const packaging::LineSpec& line, RandomKey key, Duration bucket,
                       std::size_t buckets) {
    const Time end = Time{} + bucket * static_cast<std::int64_t>(buckets);
    const std::vector<Disruption> disruptions =
        packaging::make_disruptions(line, packaging::make_timelines(line, key, end));
    const Capacity capacity{line, disruptions};
    const double days = to_seconds(bucket) / 86'400;
    FluidBound out;
    double behind = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
        const Time from = Time{} + bucket * static_cast<std::int64_t>(i);
        behind = std::max(0.0, behind + (1.0 - capacity.in(from, from + bucket)) * days);
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
