#include "sim/experiment/results.hpp"

#include <algorithm>

namespace packline {

std::uint64_t StudyResult::fingerprint() const {
    std::uint64_t sum = 0;
    for (const ReplicationResult& r : replications) {
        sum += r.fingerprint;
    }
    return sum;
}

std::vector<double> StudyResult::values(std::string_view metric) const {
    const auto it = std::ranges::find(metrics, metric, &MetricInfo::name);
    std::vector<double> out;
    if (it != metrics.end()) {
        const auto m = static_cast<std::size_t>(it - metrics.begin());
        for (const ReplicationResult& r : replications) {
            out.push_back(r.values[m]);
        }
    }
    return out;
}

}  // namespace packline
