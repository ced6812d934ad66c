#pragma once

#include "models/packaging/people/operators.hpp"
#include "models/packaging/spec/people_spec.hpp"
#include "models/packaging/stations/waiting_queue.hpp"
#include "models/packaging/stock/tooling.hpp"
#include "sim/base/time.hpp"
#include "sim/core/identity.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

// Who stands in line for operators.

namespace packline::packaging {

/// A tool that stands in line.
struct ToolTask {
    std::uint32_t tool = 0;
    OperatorTask task = OperatorTask::run;  ///< run: for all that waits inside
    std::uint32_t which = 0;                ///< failure or maintenance
    std::uint8_t priority = 0;
    bool goes_on = false;  ///< people leave it now and go on with what is next there
    Time since;
};

/// Who could be served now: a tool's task, or a visit to a station.
struct InLine {
    bool found = false;
    bool goes_on = false;
    std::uint8_t priority = 0;
    Time since;    ///< in line
    Time arrived;  ///< in the queue
    EntityId rank;
    std::size_t task = 0;
    StationId station;  ///< none: a tool's task

    /// The least is served first.
    auto key() const { return std::tuple{!goes_on, priority, since, arrived, rank}; }
};

/// Needs that are to be met together.
struct WantedPeople {
    std::vector<OperatorNeed> needs;
    std::vector<OperatorTask> tasks;
    std::vector<std::uint32_t> which;  ///< load, failure or maintenance that each is for

    void add(const OperatorNeed& need, OperatorTask task, std::uint32_t number) {
        needs.push_back(need);
        tasks.push_back(task);
        which.push_back(number);
    }
    void clear() {
        needs.clear();
        tasks.clear();
        which.clear();
    }
};

/// A station that looks ahead, with the people that it would start with.
struct SetAside {
    StationId station;
    WantedPeople wanted;
    std::vector<Person> people;  ///< in order of needs
};

/// Who waits for operators or kits.
struct StaffingState {
    EntityId entity;                    ///< of the first area of this process
    std::vector<StationId> contending;  ///< whose lots may lack nothing but these
    std::vector<ToolTask> tasks;        ///< in line, in order of asking
    std::vector<SetAside> set_aside;    ///< at this instant
    std::size_t lots_short = 0;         ///< lots that wait for nothing but operators
    bool pending = false;               ///< a decision at this instant
    std::vector<Time> week_planned;     ///< by group: the last `operator_week` sent

    bool is_set_aside(StationId station) const {
        return std::ranges::find(set_aside, station, &SetAside::station) != set_aside.end();
    }
};

/// What decisions about who is served hold at hand, kept so that nothing is allocated per event.
struct StaffingHand {
    WantedPeople wanted;
    std::vector<Person> people;               ///< seized last
    std::vector<WaitingLot> shortages;        ///< lots that have a tool but not all else
    std::vector<ToolingId> short_of_tooling;  ///< what each of them lacks; none: operators
    std::vector<WaitingLot> others;           ///< loads that may start although some cannot
    std::vector<BufferId> staffed_buffers;    ///< whose stations start with operators or kits
    std::vector<std::uint32_t> robbed;        ///< tools whose kits another one took
    std::vector<Tooling::Worn> worn;
    std::uint32_t visit_tool = 0;  ///< of the visit found last
    std::size_t tools_short = 0;   ///< tools that stand ready with those short of something
    ToolingId missing_tooling;     ///< of the lot looked at last; none: operators
};

}  // namespace packline::packaging
