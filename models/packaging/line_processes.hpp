#pragma once

#include "models/packaging/line_homes.hpp"
#include "models/packaging/line_tables.hpp"
#include "sim/core/logical_processes.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace packline::packaging {

/// Two areas that cannot be executed apart, and why.
struct AreaTie {
    AreaId a;
    AreaId b;
    std::string why;
};

/// Which areas of a line could be executed apart from each other.
///
/// What one area changes at once and another reads ties them into one logical process: a lot
/// whose parts meet again, a queue-time clock, a carrier pool, a kit, a finite buffer, vehicles.
/// Lots go from process to process by transfers, whose least time is the lookahead. This belongs to
/// the model, not to a partition: it is the same for any number of threads.
struct LineProcesses {
    std::vector<AreaTie> ties;  ///< in the order of routes and steps, each pair and reason once
    std::vector<std::uint32_t> process_of_area;
    std::vector<std::uint32_t> process_of_material;
    std::vector<std::uint32_t> process_of_pool;  ///< of carriers
    std::vector<std::uint32_t> process_of_buffer;
    std::vector<std::uint32_t> process_of_fleet;
    std::vector<std::uint32_t> process_of_group{};    ///< of operators
    std::vector<std::uint32_t> process_of_tooling{};  ///< by kind
    ConditionHomes homes{};
    std::vector<double> load;    ///< by process: steps a day of lots without rework or sampling
    LogicalProcesses processes;  ///< by entity of the tables
};

LineProcesses line_processes(const LineTables& tables);

/// By process: steps a day of lots without rework or sampling.
std::vector<double> process_loads(const LineTables& tables,
                                  const std::vector<std::uint32_t>& process_of_area);

}  // namespace packline::packaging
