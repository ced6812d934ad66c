#pragma once

#include "models/packaging/line_tables.hpp"
#include "sim/core/logical_processes.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// Which process looks at what, and which processes that concerns.
struct ConditionHomes {
    std::vector<std::uint32_t> of_budget;
    std::vector<std::uint32_t> of_disruption;  ///< 0 where it waits for nothing
    std::vector<std::uint32_t> of_group;       ///< process of each group of operators
    std::vector<std::uint32_t> of_material;    ///< process of each stock
};

/// A budget is at home where the first of its stations is.
ConditionHomes condition_homes(const LineTables& tables,
                               const std::vector<std::uint32_t>& process_of_area,
                               const std::vector<std::uint32_t>& process_of_material,
                               const std::vector<std::uint32_t>& process_of_group);

/// Ways of readings to their home, and of what is decided there to all whom it concerns.
void add_condition_channels(const LineTables& tables,
                            const std::vector<std::uint32_t>& process_of_area,
                            const ConditionHomes& homes, std::vector<Channel>& out);

/// Processes in which a disruption does something, ascending, and its home.
std::vector<std::uint32_t> concerned_processes(const LineTables& tables,
                                               const LogicalProcesses& processes,
                                               const ConditionHomes& homes, std::size_t disruption);

}  // namespace packline::packaging
