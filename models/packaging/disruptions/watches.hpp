#pragma once

#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/line_homes.hpp"
#include "models/packaging/spec/budget_spec.hpp"
#include "models/packaging/utilities/budget_window.hpp"
#include "models/packaging/utilities/rations.hpp"
#include "sim/core/identity.hpp"

#include <cstdint>
#include <vector>

// Disruptions that wait for a condition. One process, the home of the condition, looks at it at
// stated times and tells all whom it concerns; what was seen acts one reading later, so that a
// budget ties no areas.

namespace packline::packaging {

/// What is to be told of a condition that was looked at.
enum class Verdict : std::uint8_t { nothing, begins, ends };

/// A gate or mask whose condition is looked at here.
struct Watch {
    std::uint32_t disruption = 0;
    const ConditionSpec* when = nullptr;
    Time from;               ///< not looked at before
    std::uint32_t most = 0;  ///< onsets; 0: no bound
    std::uint32_t onsets = 0;
    bool active = false;         ///< told that it begins, and not that it ends
    Time busy_until;             ///< of one that lasts for its own time
    std::vector<EntityId> told;  ///< one of each process that it concerns

    /// What to tell if the condition holds or not, and that acts at `acts`.
    Verdict judge(bool holds, Time now, Time acts) const;
};

/// A budget: as its home sees it, and as a process that meters for it does.
struct BudgetState {
    BudgetWindow window;              ///< at home
    std::vector<StationId> stations;  ///< that count, of this process
    std::int64_t told = 0;            ///< use since time 0 [millionths of a unit]
    EntityId home;
    std::uint32_t first_ration = 0;  ///< number of that of its first station
    Time rationed_from = Time::never();
    RationDesk desk;  ///< at home
};

/// Of one process.
struct WatchState {
    const ConditionHomes* homes = nullptr;  ///< of all processes; not owned
    EntityId entity;                        ///< that sends and receives for this process
    std::vector<BudgetState> budgets;
    std::vector<Ration> rations = {};           ///< of stations here, by station
    std::vector<std::uint32_t> of_number = {};  ///< their places there
    std::vector<Watch> watches;                 ///< whose home is here
};

/// From a reading of meters to the decision on it; the rest of the time to the next reading is
/// for telling it.
inline Duration until_judged(const BudgetSpec& budget) { return Duration{budget.reads.us / 2}; }

/// By gate, then by mask.
const ConditionSpec& condition_of(const LineSpec& line, std::size_t disruption);
inline std::size_t disruptions_of(const LineSpec& line) {
    return line.gates.size() + line.masks.size();
}
/// Whether anything is looked at in this line.
bool has_watches(const LineSpec& line);

}  // namespace packline::packaging
