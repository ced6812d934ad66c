#pragma once

#include "models/packaging/floor_log.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/report/row_table.hpp"

#include <cstddef>
#include <string>
#include <vector>

// What stations and people did week by week and shift by shift, over replications.

namespace packline::report {

/// Mean over replications, and what 10 % and 90 % of them do not exceed.
struct Spread {
    double mean = 0;
    double low = 0;
    double high = 0;
};

/// One station in one week.
struct StationForecast {
    std::size_t station = 0;
    std::size_t week = 1;
    Spread utilisation;  ///< all time but standby and non-scheduled, over the scheduled time
    Spread queue;        ///< lots waiting at the end of the week
    double lots = 0;     ///< started, mean
};

/// One shift, of a station or a group of operators.
struct Shift {
    std::size_t number = 1;  ///< from the start
    double from_h = 0;
    double to_h = 0;
};
struct SetupForecast {
    std::size_t station = 0;
    Shift shift;
    Spread setups;
    double setup_h = 0;         ///< tool time in setup, mean
    double waits_people_h = 0;  ///< tool time with work and nobody there, mean
};
struct PeopleForecast {
    std::size_t group = 0;
    Shift shift;
    double on_duty = 0;   ///< persons, mean
    Spread busy;          ///< persons at tasks
    Spread busiest_hour;  ///< persons at tasks, mean of the busiest hour
    double tasks = 0;     ///< begun, mean
    double wait_min = 0;  ///< of these, until they began
};

struct FloorTables {
    std::vector<std::string> stations;
    std::vector<std::string> groups;
    std::vector<std::string> skills;     ///< by group
    std::vector<StationForecast> weeks;  ///< by station, then week
    std::vector<SetupForecast> setups;   ///< by station, then shift; stations with setups or people
    std::vector<PeopleForecast> people;  ///< by group, then shift
};

/// Requires: at least one replication, all logged by the same plan.
FloorTables make_floor_tables(const packaging::LineTables& tables,
                              const std::vector<packaging::FloorLog>& replications);

/// The busiest stations, week by week.
std::string station_weeks_text(const FloorTables& tables);
/// Setups and people, summed up over the shifts.
std::string shifts_text(const FloorTables& tables);
RowTable station_weeks_table(const FloorTables& tables);
RowTable setups_table(const FloorTables& tables);
RowTable people_table(const FloorTables& tables);

}  // namespace packline::report
