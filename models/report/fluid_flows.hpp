#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace packline::report {

/// Flows that share stations. Each goes up to what it needs; where a station is short, all that
/// pass it get the same multiple of their mean demand, and go no further (progressive filling:
/// Bertsekas and Gallager, Data Networks, section 6.5.2).
class FlowFiller {
public:
    /// `use[s][f]`: share of station s that flow f takes at its mean demand.
    explicit FlowFiller(const std::vector<std::vector<double>>& use);

    /// Rates of the flows. `left`: share of each station that is there. Cost: of the uses that are
    /// not zero, and for each flow or station that stops others a look at all flows and stations.
    std::vector<double> fill(std::span<const double> needs, std::vector<double> left) const;

private:
    struct Use {
        std::size_t of = 0;  ///< flow or station
        double share = 0;
    };
    std::vector<std::vector<Use>> of_station_;
    std::vector<std::vector<Use>> of_flow_;
};

}  // namespace packline::report
