#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace packline::scenario {

/// Work that any of some sets of tools may do.
struct SetDemand {
    std::uint32_t sets = 0;  ///< bit i: set i may do it
    double hours = 0;
};

/// Load of each set of tools when the work is split as evenly as qualifications allow: the
/// highest load is as low as it can be, then the next, and so on.
///
/// No split can bring a group of sets below the work that only they may do over what they can
/// give together, and the best one reaches this for the worst group (max-flow, min-cut). So the
/// worst group is found among all, has this load, and the rest is split without it.
/// Requires: at most 20 sets, capacities above 0. Work that no set may do is left out.
std::vector<double> even_loads(std::span<const SetDemand> work, std::span<const double> capacity);

/// What does not fit, whatever the split.
struct UnplacedWork {
    double hours = 0;
    std::uint32_t sets = 0;  ///< bit i: set i is full of work that no other set may do
};
/// The least work that is left over when every set takes its capacity at most (max-flow).
/// Requires: at most 32 sets.
UnplacedWork unplaced_work(std::span<const SetDemand> work, std::span<const double> capacity);

/// The same of any number of groups of people.
struct GroupDemand {
    std::vector<bool> able;  ///< by group
    double hours = 0;
};
struct UnplacedTasks {
    double hours = 0;
    std::vector<bool> full;  ///< by group: full of work that no other may do
};
UnplacedTasks unplaced_tasks(std::span<const GroupDemand> work, std::span<const double> capacity);

}  // namespace packline::scenario
