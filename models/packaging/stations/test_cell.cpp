#include "models/packaging/stations/test_cell.hpp"

namespace packline::packaging {

double touchdown_seconds(std::uint32_t sites, double test_s, double efficiency, double index_s) {
    return test_s * (1 + (sites - 1.0) * (1 - efficiency)) + index_s;
}

double pass_seconds(const TestCellSpec& cell, std::uint32_t up, std::int64_t units, double test_s,
                    TimePer per, double index_s) {
    if (per == TimePer::site) {
        return static_cast<double>(units) * test_s * cell.sites / up;
    }
    const auto touchdown = [&](std::uint32_t sites) {
        return touchdown_seconds(sites, test_s, cell.efficiency, index_s);
    };
    const auto rest = static_cast<std::uint32_t>(units % up);
    const double full = static_cast<double>(units / up) * touchdown(up);
    return rest > 0 ? full + touchdown(rest) : full;
}

double mean_pass_seconds(const StepSpec& step, const TestCellSpec& cell, std::int64_t units) {
    return pass_seconds(cell, cell.sites, units, step.time.mean(), step.per, cell.index.mean());
}

double mean_retest_seconds(const StepSpec& step, const TestCellSpec& cell, std::int64_t units) {
    const RetestSpec& again = step.inspection.again;
    return again.has_time ? pass_seconds(cell, cell.sites, units, again.time.mean(), again.per,
                                         cell.index.mean())
                          : mean_pass_seconds(step, cell, units);
}

double slow_down(const StepSpec& step, const TestCellSpec& cell, std::uint32_t before,
                 std::uint32_t after) {
    const auto unit = [&](std::uint32_t up) {
        return pass_seconds(cell, up, up, step.time.mean(), step.per, cell.index.mean()) / up;
    };
    const double old = unit(before);
    return old > 0 ? unit(after) / old : 1;
}

TestYield test_yield(double first, double last, std::uint32_t retests) {
    double low = 0;
    double high = 1;
    const double wanted = last / first;
    for (int i = 0; i < 60; ++i) {
        const double o = (low + high) / 2;
        double sum = 1;
        for (std::uint32_t r = 0; r < retests; ++r) {
            sum = 1 + o * sum;
        }
        (sum < wanted ? low : high) = o;
    }
    const double overkill = wanted > 1 ? (low + high) / 2 : 0;
    return {1 - first / (1 - overkill), overkill};
}

}  // namespace packline::packaging
