#include "sim/core/logical_processes.hpp"

#include "sim/base/errors.hpp"
#include "sim/core/event.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace packline {

LogicalProcesses LogicalProcesses::complete(std::size_t entities, Duration lookahead) {
    expect(entities > 0 && entities <= kSources && lookahead > Duration{},
           "processes need a lookahead above zero");
    LogicalProcesses all;
    all.process_of_.resize(entities);
    std::iota(all.process_of_.begin(), all.process_of_.end(), 0U);
    all.processes_ = entities;
    all.complete_ = true;
    all.complete_lookahead_ = lookahead;
    return all;
}

LogicalProcesses::LogicalProcesses(std::vector<std::uint32_t> process_of,
                                   std::vector<Channel> channels)
    : process_of_{std::move(process_of)}, channels_{std::move(channels)} {
    for (const std::uint32_t process : process_of_) {
        processes_ = std::max<std::size_t>(processes_, process + std::size_t{1});
    }
    expect(processes_ <= kSources, "too many logical processes");
    for (const Channel& c : channels_) {
        expect(c.from != c.to && std::max(c.from, c.to) < processes_ && c.lookahead > Duration{},
               "a channel leads to another process and takes time");
    }
    const auto ends = [](const Channel& c) { return std::pair{c.from, c.to}; };
    std::sort(channels_.begin(), channels_.end(), [&](const Channel& a, const Channel& b) {
        return std::tuple{a.from, a.to, a.lookahead} < std::tuple{b.from, b.to, b.lookahead};
    });
    const auto again = [&](const Channel& a, const Channel& b) { return ends(a) == ends(b); };
    channels_.erase(std::unique(channels_.begin(), channels_.end(), again), channels_.end());
    first_.assign(processes_ + 1, 0);
    for (const Channel& c : channels_) {
        ++first_[c.from + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

Duration LogicalProcesses::find_lookahead(std::uint32_t from, std::uint32_t to) const {
    if (channels_.empty()) {
        return no_channel();
    }
    const auto begin = channels_.begin() + first_[from];
    const auto end = channels_.begin() + first_[from + 1];
    const auto at = std::lower_bound(
        begin, end, to, [](const Channel& c, std::uint32_t process) { return c.to < process; });
    return at != end && at->to == to ? at->lookahead : no_channel();
}

}  // namespace packline
