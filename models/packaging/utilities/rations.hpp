#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/utilities/meter.hpp"
#include "sim/base/time.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

// A budget that is rationed is never exceeded: its home shares out what is free of it, and a load
// that needs more than its station was given waits and asks. A station uses up what it was given
// without asking anybody, so that a budget ties no areas; what it leaves lapses at the next
// reading.

namespace packline::packaging {

/// What a station may use of one budget.
struct Ration {
    static constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

    StationId station;
    BudgetId budget;
    std::uint32_t number = 0;  ///< over all budgets and their stations
    const UseRates* rates = nullptr;
    std::int64_t left = kUnlimited;  ///< until the next is given [millionths of a unit]
    std::int64_t load = 0;           ///< that was refused: what it needs
    std::uint8_t loads = 0;          ///< such loads that could start, since the last reading
    bool waits = false;              ///< one was refused since this was given

    /// What a load uses, rounded up: so that whole meters never show more than was given.
    std::int64_t need(const Activity& handled) const;
    /// It has started.
    void take(const Activity& handled) { left -= left == kUnlimited ? 0 : need(handled); }
};

/// The home of a rationed budget. A pure decision without clock or events.
class RationDesk {
public:
    RationDesk() = default;  ///< of a budget that is not rationed
    /// `tools`: of each of its stations.
    RationDesk(std::int64_t ration, std::vector<std::uint32_t> tools);

    /// What a station has at the start, before anything was read.
    std::int64_t at_start(std::size_t station) const;

    /// Stations still have so much of what they were given.
    void left(std::int64_t amount) { left_ += amount; }
    /// A station would start so many loads that need so much each.
    void ask(std::size_t station, std::int64_t load, std::uint32_t loads);

    /// What each station may use from the next reading on. `kept`: use that will still count then.
    /// Loads are served in the order in which their stations began to ask, one of each in turn; one
    /// that does not fit yet is not overtaken. Of what nobody asks for half is given in advance, to
    /// all tools alike.
    std::span<const std::int64_t> share(std::int64_t kept);

    std::size_t stations() const { return tools_.size(); }
    std::int64_t held() const { return held_; }  ///< stations that asked, over all readings
    void reset_statistics() { held_ = 0; }

private:
    struct Ask {
        std::int64_t load = 0;
        std::uint32_t loads = 0;
    };
    void line_up();
    std::int64_t of_tools(std::int64_t amount, std::size_t station) const;

    std::int64_t ration_ = 0;
    std::vector<std::uint32_t> tools_;  ///< by station
    std::int64_t all_tools_ = 0;
    std::int64_t left_ = 0;
    std::vector<Ask> asked_;           ///< by station, since the last reading
    std::vector<std::size_t> line_;    ///< stations that wait, in turn
    std::vector<std::int64_t> given_;  ///< by station
    std::int64_t held_ = 0;
};

}  // namespace packline::packaging
