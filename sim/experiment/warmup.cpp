#include "sim/experiment/warmup.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/math.hpp"
#include "sim/stats/series.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline {

std::vector<double> ensemble_mean(std::span<const std::vector<double>> series) {
    expect(!series.empty(), "a mean over replications needs one");
    std::vector<double> mean(series.front().size(), 0.0);
    for (const std::vector<double>& one : series) {
        expect(one.size() == mean.size(), "series of two lengths");
        for (std::size_t i = 0; i < mean.size(); ++i) {
            mean[i] += one[i];
        }
    }
    for (double& m : mean) {
        m /= static_cast<double>(series.size());
    }
    return mean;
}

WarmupChoice choose_warmup(std::span<const std::vector<double>> pilots, Duration bucket,
                           const std::string& what) {
    const Mser mser = mser5(ensemble_mean(pilots));
    WarmupChoice choice;
    choice.automatic = true;
    choice.length = bucket * static_cast<std::int64_t>(mser.truncate);
    choice.enough = !mser.at_bound;
    choice.explanation = fmt::format("MSER-5 on {} of {} pilot replication{}", what, pilots.size(),
                                     pilots.size() == 1 ? "" : "s");
    return choice;
}

std::vector<std::string> stability_warnings(std::span<const std::vector<double>> series,
                                            std::size_t from, const std::string& what) {
    constexpr std::size_t kBatches = 10;
    std::vector<std::string> out;
    std::vector<double> mean = ensemble_mean(series);
    mean.erase(mean.begin(),
               mean.begin() + static_cast<std::ptrdiff_t>(std::min(from, mean.size())));
    if (mean.size() < 3 * kBatches) {
        out.push_back("the run is short beside its warm-up: few observations are left to average");
        return out;
    }
    const double limit = math::student_t_quantile(0.999, kBatches - 2);
    const std::size_t half = mean.size() / 2;
    const auto average = [&](std::size_t first, std::size_t last) {
        double sum = 0;
        for (std::size_t i = first; i < last; ++i) {
            sum += mean[i];
        }
        return sum / static_cast<double>(last - first);
    };
    const double early = average(0, half);
    const double late = average(half, mean.size());
    // A significant slope that matters: long runs make any drift significant.
    if (growth_t(mean, kBatches) > limit && late > 1.1 * early) {
        out.push_back(fmt::format(
            "{} grows during the run ({:.4g} in its first half, {:.4g} in its second): the line is "
            "overloaded or the run too short, and its averages mean little",
            what, early, late));
    }
    return out;
}

}  // namespace packline
