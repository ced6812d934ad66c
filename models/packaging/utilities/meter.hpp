#pragma once

#include "models/packaging/spec/utility_spec.hpp"
#include "models/packaging/stations/tool.hpp"
#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstdint>
#include <vector>

// What a station does, on which its use of any utility depends, and how much that is. Whole
// numbers throughout: months add up to the run, and stations to their site, without a remainder.

namespace packline::packaging {

/// A month of the meters: twelve make a year of 365 days. Months begin with the run.
inline constexpr Duration kMonth = hours(730);

StateGroup group_of(ToolState state);

/// What the tools of one station did.
struct Activity {
    std::array<Duration, kStateGroups> in_group{};  ///< over all its tools
    std::int64_t lots = 0;                          ///< handled: that entered a tool
    std::int64_t items = 0;
    std::int64_t sites = 0;

    Activity& operator+=(const Activity& other);
    Activity& operator-=(const Activity& other);
    friend bool operator==(const Activity&, const Activity&) = default;
};

/// What so much activity uses of one utility, with all that it is made up of [billionths of its
/// unit].
struct UseRates {
    std::array<std::int64_t, kStateGroups> per_hour{};
    std::int64_t per_lot = 0;
    std::int64_t per_item = 0;
    std::int64_t per_site = 0;

    bool any() const { return *this != UseRates{}; }
    friend bool operator==(const UseRates&, const UseRates&) = default;
};

/// An amount of a utility in the finest parts: billionths of its unit times us over an hour.
using Amount = Int128;
inline constexpr Amount kPartsOfUnit = Amount{3'600'000'000} * 1'000'000'000;
inline constexpr Amount kPartsOfMicroUnit = kPartsOfUnit / 1'000'000;

Amount amount(const UseRates& rates, const Activity& activity);
/// Whole millionths of the unit, rounded down.
std::int64_t micro_units(Amount amount);
double units(Amount amount);

/// Follows one station: how many of its tools are in each group of states, and what enters them.
class StationMeter {
public:
    /// All tools begin in standby at time 0.
    explicit StationMeter(std::uint32_t tools);

    void change(StateGroup from, StateGroup to, Time now);
    /// A load of so many lots, items and sites enters a tool.
    void handle(const Activity& load, Time now);

    /// Since time 0. Requires: not before the last change.
    Activity total(Time now) const;
    /// The window of the statistics begins.
    void reset(Time now) { before_window_ = total(now); }
    /// Brings the months up to the end of the run.
    void close(Time end);
    /// Since the start of the window up to `end`.
    Activity window(Time end) const;
    /// By month of the run. Requires: closed.
    const std::vector<Activity>& months() const { return months_; }

private:
    void bring_up(std::size_t group, Time now);
    Activity& month_at(Time now);

    std::array<std::int64_t, kStateGroups> tools_{};
    std::array<Time, kStateGroups> since_{};
    Activity total_;
    Activity before_window_;
    std::vector<Activity> months_;
};

}  // namespace packline::packaging
