#include "models/cli/engine_text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::cli {

std::string engine_statistics_text(const EngineStatistics& told) {
    std::uint64_t most = 0;
    for (const std::uint64_t events : told.events_of_cluster) {
        most = std::max(most, events);
    }
    const auto share = [&](std::uint64_t n) {
        return told.events > 0 ? 100.0 * static_cast<double>(n) / static_cast<double>(told.events)
                               : 0.0;
    };
    return fmt::format(
        "engine: {} threads took part, {} event lists, the busiest with {:.1f} % of the events\n"
        "  {} windows of {:.1f} events on average; {:.2f} event lists at work in a window\n"
        "  {:.1f} % of the events went from one list to another\n"
        "  threads blocked {:.1f} % of their time\n",
        told.threads, told.events_of_cluster.size(), share(most), told.windows,
        told.events_per_window(),
        told.windows > 0
            ? static_cast<double>(told.cluster_windows) / static_cast<double>(told.windows)
            : 0.0,
        share(told.mail), 100 * told.blocked_share());
}

}  // namespace packline::cli
