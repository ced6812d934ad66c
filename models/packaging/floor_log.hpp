#pragma once

#include "models/packaging/line_model.hpp"
#include "models/packaging/people/operators.hpp"
#include "models/packaging/stations/tool.hpp"
#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstdint>
#include <vector>

// What stations and people did, period by period. It reads between events what is counted anyway,
// so that runs that do not ask for it pay nothing, and runs that do stay the same.

namespace packline::packaging {

/// One station in one period.
struct StationPeriod {
    std::array<Duration, kToolStates> in_state{};  ///< of all its tools
    std::int64_t lots = 0;                         ///< started
    std::int64_t setups = 0;
    std::int64_t queue = 0;  ///< lots waiting at its end
};

/// One group of operators in one period.
struct GroupPeriod {
    double on_duty = 0;       ///< persons, mean
    double busy = 0;          ///< at tasks, mean
    double busiest_hour = 0;  ///< the highest mean of an hour
    std::int64_t tasks = 0;   ///< begun
    double waited_h = 0;      ///< by these, until they began
};

/// Periods of equal length, one after the other; none where `every` is zero.
struct PeriodGrid {
    Duration every;
    Time first;  ///< end of the first one, which may be short

    /// The first end after `at`, or never.
    Time next_end(Time at) const;
};

/// What to log.
struct FloorLogPlan {
    PeriodGrid stations;
    PeriodGrid shifts;  ///< of people, and of stations once more
};

struct FloorLog {
    std::vector<Time> station_ends;                    ///< of periods
    std::vector<std::vector<StationPeriod>> stations;  ///< by period, station
    std::vector<Time> shift_ends;
    std::vector<std::vector<StationPeriod>> shifts;  ///< by shift, station
    std::vector<std::vector<GroupPeriod>> people;    ///< by shift, group
};

/// Reads a line in motion at the ends of periods.
class FloorLogger {
public:
    /// Requires: the line outlives it.
    FloorLogger(const LineTables& tables, const LineModel& line, const FloorLogPlan& plan);

    /// When it wants to read next; never: not again.
    Time next() const { return next_; }
    /// Requires: all before `now` has happened; now is next(), or the end of the run before it.
    void read(Time now, bool last);
    FloorLog take() { return std::move(log_); }

private:
    /// What was counted since the start.
    struct People {
        Int128 on_duty = 0;
        Int128 busy = 0;
        std::int64_t tasks = 0;
        Int128 waited = 0;
    };
    using Floor = std::vector<StationPeriod>;

    Floor count_floor(Time now) const;
    std::vector<People> count_people(Time now) const;
    static Floor since(const Floor& before, const Floor& now);
    void end_shift(Time now);
    void end_hour(Time now);
    void plan_next(Time now);

    const LineTables& tables_;
    const LineModel& line_;
    FloorLogPlan plan_;
    Time next_;
    FloorLog log_;
    Floor floor_;        ///< at the end of the last period
    Floor shift_floor_;  ///< of the last shift
    std::vector<People> shift_people_;
    Time shift_start_;
    std::vector<People> hour_people_;
    Time hour_start_;
    std::vector<double> busiest_;  ///< hours of this shift, by group
};

}  // namespace packline::packaging
