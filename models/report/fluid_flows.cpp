#include "models/report/fluid_flows.hpp"

#include <algorithm>
#include <limits>

namespace packline::report {

namespace {

constexpr double kNothing = 1e-12;

}  // namespace

FlowFiller::FlowFiller(const std::vector<std::vector<double>>& use)
    : of_station_(use.size()), of_flow_(use.empty() ? 0 : use.front().size()) {
    for (std::size_t s = 0; s < use.size(); ++s) {
        for (std::size_t f = 0; f < use[s].size(); ++f) {
            if (use[s][f] > 0) {
                of_station_[s].push_back({f, use[s][f]});
                of_flow_[f].push_back({s, use[s][f]});
            }
        }
    }
}

std::vector<double> FlowFiller::fill(std::span<const double> needs,
                                     std::vector<double> left) const {
    std::vector<double> rates(needs.size(), 0.0);
    std::vector<bool> grows(needs.size(), true);
    std::vector<double> taken(left.size(), 0.0);  // of each station by the flows that still grow
    std::vector<bool> stale(left.size(), true);
    std::vector<std::size_t> growing;
    for (std::size_t f = 0; f < needs.size(); ++f) {
        growing.push_back(f);
    }
    const auto stop_the_full = [&] {
        std::erase_if(growing, [&](std::size_t f) {
            grows[f] = rates[f] < needs[f] - kNothing &&
                       std::ranges::all_of(of_flow_[f],
                                           [&](const Use& u) { return left[u.of] > kNothing; });
            for (const Use& u : of_flow_[f]) {
                stale[u.of] = stale[u.of] || !grows[f];
            }
            return !grows[f];
        });
        for (std::size_t s = 0; s < left.size(); ++s) {
            if (stale[s]) {
                // Summed anew, so that no rest of what has stopped remains.
                taken[s] = 0;
                for (const Use& u : of_station_[s]) {
                    taken[s] += grows[u.of] ? u.share : 0.0;
                }
                stale[s] = false;
            }
        }
    };
    stop_the_full();
    while (!growing.empty()) {
        double step = std::numeric_limits<double>::infinity();
        for (const std::size_t f : growing) {
            step = std::min(step, needs[f] - rates[f]);
        }
        for (std::size_t s = 0; s < left.size(); ++s) {
            step = taken[s] > 0 ? std::min(step, left[s] / taken[s]) : step;
        }
        for (std::size_t s = 0; s < left.size(); ++s) {
            left[s] = std::max(left[s] - step * taken[s], 0.0);
        }
        for (const std::size_t f : growing) {
            rates[f] += step;
        }
        stop_the_full();
    }
    return rates;
}

}  // namespace packline::report
