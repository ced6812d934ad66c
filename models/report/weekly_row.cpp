#include "models/report/weekly_row.hpp"

#include <algorithm>
#include <limits>

namespace packline::report {

double LoadWeek::load() const {
    if (available_h > 0) {
        return wanted_h / available_h;
    }
    return wanted_h > 0 ? std::numeric_limits<double>::infinity() : 0;
}

void RowSums::add(std::span<const WeekCell> weeks, double most_load) {
    double behind = 0;
    for (std::size_t w = 0; w < weeks.size(); ++w) {
        const WeekCell& cell = weeks[w];
        LoadWeek& sum = sums_[w];
        behind = std::max(0.0, behind + cell.wanted_h - most_load * cell.available_h);
        sum.wanted_h += cell.wanted_h;
        for (std::size_t t = 0; t < cell.task_h.size(); ++t) {
            sum.task_h[t] += cell.task_h[t];
        }
        sum.available_h += cell.available_h;
        sum.behind_h += behind;
        sum.short_sets.resize(std::max(sum.short_sets.size(), cell.short_sets.size()));
        for (std::size_t i = 0; i < cell.short_sets.size(); ++i) {
            sum.short_sets[i] = sum.short_sets[i] || cell.short_sets[i];
        }
        if (cell.missing > 0) {
            missing_[w].push_back(cell.missing);
        }
    }
}

std::vector<LoadWeek> RowSums::means(std::size_t draws) const {
    std::vector<LoadWeek> out = sums_;
    const auto n = static_cast<double>(draws);
    for (std::size_t w = 0; w < out.size(); ++w) {
        out[w].wanted_h /= n;
        for (double& hours : out[w].task_h) {
            hours /= n;
        }
        out[w].available_h /= n;
        out[w].behind_h /= n;
        std::vector<std::int64_t> missing = missing_[w];
        out[w].short_share = static_cast<double>(missing.size()) / n;
        if (!missing.empty()) {
            const auto half = missing.begin() + static_cast<std::ptrdiff_t>(missing.size() / 2);
            std::ranges::nth_element(missing, half);
            out[w].missing = *half;
        }
    }
    return out;
}

}  // namespace packline::report
