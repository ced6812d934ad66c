#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace packline::report {

/// Rates of flows that share stations. Each goes up to what it needs; where a station is short,
/// all that pass it get the same multiple of their mean demand, and go no further (progressive
/// filling: Bertsekas and Gallager, Data Networks, section 6.5.2). `use[s][f]`: share of station s
/// that flow f takes at its mean demand. `left`: share of each station that is there.
std::vector<double> fill_flows(const std::vector<std::vector<double>>& use,
                               std::span<const double> needs, std::vector<double> left);

}  // namespace packline::report
