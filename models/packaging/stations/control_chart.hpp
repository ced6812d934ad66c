#pragma once

#include "models/packaging/spec/excursion_spec.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstdint>

namespace packline::packaging {

/// The finds in the last lots of one tool. Shares count lot by lot, whatever their size.
class ControlChart {
public:
    /// Adds a lot. True where the mean over the last `lots` is above `threshold`.
    /// Requires: 1 <= lots <= kChartLots.
    bool add(double share, std::uint32_t lots, double threshold);
    void clear() { count_ = 0; }

private:
    std::array<double, kChartLots> shares_{};
    std::uint32_t count_ = 0;
};

/// One excursion of one tool.
struct ExcursionState {
    std::uint32_t tool = 0;
    std::uint32_t index = 0;    ///< in the excursions of its station
    std::uint32_t ordinal = 0;  ///< repairs so far
    bool drifting = false;
    bool in_repair = false;
    Time since;             ///< of the drift
    std::int64_t lots = 0;  ///< made by the tool, all time
    ControlChart chart;
};

}  // namespace packline::packaging
