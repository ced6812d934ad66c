#include "models/packaging/stations/control_chart.hpp"

namespace packline::packaging {

bool ControlChart::add(double share, std::uint32_t lots, double threshold) {
    shares_[count_ % lots] = share;
    ++count_;
    if (count_ < lots) {
        return false;
    }
    double sum = 0;
    for (std::uint32_t i = 0; i < lots; ++i) {
        sum += shares_[i];
    }
    return sum > threshold * lots;
}

}  // namespace packline::packaging
