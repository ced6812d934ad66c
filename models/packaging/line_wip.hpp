#pragma once

#include "models/packaging/line.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// Puts into a line what stands in it when its run starts: lots, and tools as they are.
class LineStarter {
public:
    explicit LineStarter(Line& line) : line_{line}, tables_{line.tables_} {}

    /// All lots are there before anything happens, so that cards, caps and carriers know them.
    void start();
    /// A lot comes to its step, or goes on in its tool. `stated`: its number in `wip`, from 1; 0:
    /// nothing is stated beside its step.
    void join_queue(LotId lot, std::size_t stated);

private:
    struct StatedLot {
        LotId lot;
        const InitialLotSpec* spec;
    };

    // line_wip.cpp
    LotId stand_in_line(const InitialLotSpec& initial);
    void hold_carriers(LotId lot, const InitialLotSpec& initial);
    void run_clocks(LotId lot, const InitialLotSpec* stated);

    // line_wip_tools.cpp
    void set_tool(const InitialToolSpec& state);
    std::vector<StatedLot> lots_in_tool_of(const InitialLotSpec& first) const;
    LotId find(const InitialLotSpec& initial) const;
    void stand_in_tool(std::uint32_t tool, const std::vector<StatedLot>& lots);
    void pass_milestones(std::uint32_t tool);
    void end_loading(std::uint32_t tool, LoadId load);
    void leave_as_stated(std::uint32_t tool, const std::vector<StatedLot>& lots);
    void state_rooms(std::uint32_t tool);

    Line& line_;
    const LineTables& tables_;
    std::vector<Milestone> overdue_;  ///< of the tool in hand: what is over by the start
};

}  // namespace packline::packaging
