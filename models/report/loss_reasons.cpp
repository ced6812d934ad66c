#include "models/report/loss_reasons.hpp"

#include "models/packaging/line_statistics.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

namespace packline::report {

std::vector<std::size_t> loss_reasons(const packaging::LineSpec& line, packaging::RouteId route) {
    std::vector<bool> can(line.mechanisms.size() + packaging::kLossReasons, false);
    std::fill(can.begin() + static_cast<std::ptrdiff_t>(line.mechanisms.size()), can.end(), true);
    for (const packaging::StepSpec& s : line.routes[route.index()].steps) {
        for (const packaging::YieldSpec& y : s.yields) {
            can[y.mechanism.index()] = can[y.mechanism.index()] || !y.latent;
        }
        for (const packaging::InspectionSpec::Finds& f : s.inspection.finds) {
            can[f.mechanism.index()] = true;
        }
        for (const packaging::QueueTimeSpec& q : s.queue_times) {
            if (q.mechanism.valid()) {
                can[q.mechanism.index()] = true;
            }
        }
        for (const packaging::ComponentSpec& c : s.components) {
            if (c.lost_to.valid()) {
                can[c.lost_to.index()] = true;
            }
        }
    }
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < can.size(); ++i) {
        if (can[i]) {
            out.push_back(i);
        }
    }
    return out;
}

std::string loss_name(const packaging::LineSpec& line, std::size_t why) {
    constexpr std::array<std::string_view, packaging::kLossReasons> reasons{
        "overkill", "tool_failure", "rework_limit", "queue_time"};
    const std::size_t mechanisms = line.mechanisms.size();
    return why < mechanisms ? line.mechanisms[why].name
                            : fmt::format("({})", reasons[why - mechanisms]);
}

}  // namespace packline::report
