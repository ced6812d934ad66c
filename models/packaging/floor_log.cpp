#include "models/packaging/floor_log.hpp"

#include <algorithm>

namespace packline::packaging {

namespace {

constexpr Duration kHour = hours(1);

}  // namespace

Time PeriodGrid::next_end(Time at) const {
    if (every <= Duration{}) {
        return Time::never();
    }
    if (at < first) {
        return first;
    }
    return first + every * ((at - first).us / every.us + 1);
}

FloorLogger::FloorLogger(const LineTables& tables, const LineModel& line, const FloorLogPlan& plan)
    : tables_{tables},
      line_{line},
      plan_{plan},
      floor_(tables.spec.stations.size()),
      shift_floor_(tables.spec.stations.size()),
      shift_people_(tables.spec.operators.size()),
      hour_people_(tables.spec.operators.size()),
      busiest_(tables.spec.operators.size(), 0) {
    plan_next(Time{});
}

void FloorLogger::plan_next(Time now) {
    next_ = std::min(plan_.stations.next_end(now), plan_.shifts.next_end(now));
    if (plan_.shifts.every > Duration{} && !busiest_.empty()) {
        next_ = std::min(next_, hour_start_ + kHour);
    }
}

void FloorLogger::read(Time now, bool last) {
    const auto ends = [&](const PeriodGrid& grid, Time since) {
        return grid.every > Duration{} && now > since &&
               (last || grid.next_end(now - Duration{1}) == now);
    };
    const Time station_start = log_.station_ends.empty() ? Time{} : log_.station_ends.back();
    if (ends(plan_.stations, station_start)) {
        Floor floor = count_floor(now);
        log_.stations.push_back(since(floor_, floor));
        log_.station_ends.push_back(now);
        floor_ = std::move(floor);
    }
    const bool shift_ends = ends(plan_.shifts, shift_start_);
    if (plan_.shifts.every > Duration{} && (shift_ends || now == hour_start_ + kHour)) {
        end_hour(now);
    }
    if (shift_ends) {
        end_shift(now);
    }
    plan_next(now);
}

FloorLogger::Floor FloorLogger::count_floor(Time now) const {
    const std::vector<StationStatistics> counted = line_.floor().statistics_at(now);
    Floor out(counted.size());
    for (std::size_t s = 0; s < out.size(); ++s) {
        out[s].in_state = counted[s].in_state;
        out[s].lots = counted[s].lots;
        out[s].setups = counted[s].setups;
        out[s].queue = counted[s].queue.level();
    }
    return out;
}

std::vector<FloorLogger::People> FloorLogger::count_people(Time now) const {
    std::vector<People> out;
    for (std::size_t g = 0; g < tables_.spec.operators.size(); ++g) {
        const OperatorGroupId id = OperatorGroupId::from_index(g);
        const OperatorStatistics& counted = line_.operators(id).statistics(id);
        People& p = out.emplace_back();
        p.on_duty = counted.on_duty.integral(now);
        p.busy = counted.busy_time(now);
        p.tasks = counted.wait.count();
        p.waited = counted.wait.sum();
    }
    return out;
}

FloorLogger::Floor FloorLogger::since(const Floor& before, const Floor& now) {
    Floor out = now;
    for (std::size_t s = 0; s < out.size(); ++s) {
        for (std::size_t i = 0; i < kToolStates; ++i) {
            out[s].in_state[i] -= before[s].in_state[i];
        }
        out[s].lots -= before[s].lots;
        out[s].setups -= before[s].setups;
    }
    return out;
}

void FloorLogger::end_hour(Time now) {
    if (now <= hour_start_) {
        return;
    }
    const std::vector<People> people = count_people(now);
    const auto length = static_cast<double>((now - hour_start_).us);
    for (std::size_t g = 0; g < people.size(); ++g) {
        const auto busy = static_cast<double>(people[g].busy - hour_people_[g].busy);
        busiest_[g] = std::max(busiest_[g], busy / length);
    }
    hour_people_ = people;
    hour_start_ = now;
}

void FloorLogger::end_shift(Time now) {
    Floor floor = count_floor(now);
    log_.shifts.push_back(since(shift_floor_, floor));
    log_.shift_ends.push_back(now);
    shift_floor_ = std::move(floor);
    const std::vector<People> people = count_people(now);
    const auto length = static_cast<double>((now - shift_start_).us);
    std::vector<GroupPeriod>& row = log_.people.emplace_back();
    for (std::size_t g = 0; g < people.size(); ++g) {
        const People& before = shift_people_[g];
        row.push_back({.on_duty = static_cast<double>(people[g].on_duty - before.on_duty) / length,
                       .busy = static_cast<double>(people[g].busy - before.busy) / length,
                       .busiest_hour = busiest_[g],
                       .tasks = people[g].tasks - before.tasks,
                       .waited_h = static_cast<double>(people[g].waited - before.waited) / 3.6e9});
    }
    shift_people_ = people;
    shift_start_ = now;
    std::ranges::fill(busiest_, 0.0);
}

}  // namespace packline::packaging
