#pragma once

#include "sim/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace packline {

/// A way for events from one logical process to another. They arrive at least `lookahead` after
/// they were sent.
struct Channel {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Duration lookahead;  ///< above zero
};

/// The logical processes of a model: each owns all that it changes and talks to the others only
/// by events along channels. Which entity belongs to which is the model's decision and part of
/// its meaning; how processes are spread over threads is not, and is decided elsewhere.
class LogicalProcesses {
public:
    /// Every entity belongs to one process: nothing to keep apart.
    explicit LogicalProcesses(std::size_t entities) : process_of_(entities, 0), processes_{1} {}

    /// Every entity is a process and may send to every other.
    /// Requires: lookahead above zero; at most 2^24 entities.
    static LogicalProcesses complete(std::size_t entities, Duration lookahead);

    /// `process_of`: by entity, counted from 0 without gaps. Requires: the processes of all
    /// channels exist, differ and have a lookahead above zero; of several between the same two
    /// the shortest counts.
    LogicalProcesses(std::vector<std::uint32_t> process_of, std::vector<Channel> channels);

    std::size_t entities() const { return process_of_.size(); }
    std::size_t size() const { return processes_; }
    std::uint32_t process_of(std::size_t entity) const { return process_of_[entity]; }
    bool is_complete() const { return complete_; }
    /// Sorted by both ends; none where the processes are complete.
    const std::vector<Channel>& channels() const { return channels_; }

    /// Least time that an event takes from one process to another; `no_channel` where none leads
    /// there. Cost: O(log channels of `from`).
    Duration lookahead(std::uint32_t from, std::uint32_t to) const {
        return complete_ ? complete_lookahead_ : find_lookahead(from, to);
    }

    /// Least time that an event takes between two entities: none inside one process.
    Duration lookahead_between(std::uint32_t source, std::uint32_t target) const {
        if (complete_) {
            // Without a branch: in PHOLD nothing foresees it, and it costs a tenth of an event.
            return Duration{complete_lookahead_.us * static_cast<std::int64_t>(source != target)};
        }
        const std::uint32_t from = process_of_[source];
        const std::uint32_t to = process_of_[target];
        return from == to ? Duration{} : find_lookahead(from, to);
    }

    static constexpr Duration no_channel() {
        return Duration{std::numeric_limits<std::int64_t>::max()};
    }

private:
    LogicalProcesses() = default;
    Duration find_lookahead(std::uint32_t from, std::uint32_t to) const;

    std::vector<std::uint32_t> process_of_;
    std::size_t processes_ = 0;
    std::vector<Channel> channels_;
    std::vector<std::uint32_t> first_;  ///< by process: its first channel; one more at the end
    bool complete_ = false;
    Duration complete_lookahead_;
};

}  // namespace packline
