#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace packline::test {

/// What report::FlowFiller does, step by step over all flows and stations: slow and obvious.
inline std::vector<double> fill_plainly(const std::vector<std::vector<double>>& use,
                                        std::span<const double> needs, std::vector<double> left) {
    constexpr double kNothing = 1e-12;
    std::vector<double> rates(needs.size(), 0.0);
    std::vector<bool> grows(needs.size(), true);
    const auto taken_by = [&](std::size_t s) {
        double out = 0;
        for (std::size_t f = 0; f < grows.size(); ++f) {
            out += grows[f] ? use[s][f] : 0.0;
        }
        return out;
    };
    const auto stop_the_full = [&] {
        for (std::size_t f = 0; f < needs.size(); ++f) {
            grows[f] = grows[f] && rates[f] < needs[f] - kNothing;
            for (std::size_t s = 0; s < use.size(); ++s) {
                grows[f] = grows[f] && (use[s][f] <= 0 || left[s] > kNothing);
            }
        }
    };
    stop_the_full();
    while (std::ranges::find(grows, true) != grows.end()) {
        double step = std::numeric_limits<double>::infinity();
        for (std::size_t f = 0; f < needs.size(); ++f) {
            step = grows[f] ? std::min(step, needs[f] - rates[f]) : step;
        }
        for (std::size_t s = 0; s < use.size(); ++s) {
            const double taken = taken_by(s);
            step = taken > 0 ? std::min(step, left[s] / taken) : step;
        }
        for (std::size_t s = 0; s < use.size(); ++s) {
            left[s] = std::max(left[s] - step * taken_by(s), 0.0);
        }
        for (std::size_t f = 0; f < needs.size(); ++f) {
            rates[f] += grows[f] ? step : 0.0;
        }
        stop_the_full();
    }
    return rates;
}

}  // namespace packline::test
