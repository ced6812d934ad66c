#pragma once

#include "models/packaging/line.hpp"
#include "models/packaging/line_processes.hpp"
#include "sim/base/fingerprint.hpp"

#include <deque>
#include <span>

namespace packline::packaging {

struct Snapshot;

/// A whole line in motion, as executives see it: one replication. One Line for each logical
/// process, and the lots on their way between them.
class LineModel {
public:
    /// Requires: tables and processes outlive the model.
    LineModel(const LineTables& tables, const LineProcesses& processes,
              const Line::Options& options);

    /// Sends the first events. Call once, before the executive runs.
    void start(Scheduler& scheduler);

    bool live(const Event& event) const {
        return (only_ != nullptr ? *only_ : line_of(event)).live(event);
    }
    void handle(const Event& event, Scheduler& scheduler) {
        (only_ != nullptr ? *only_ : line_of(event)).handle(event, scheduler);
    }
    /// Of an event that comes from another cluster.
    void receive(const Event& event);

    /// End of the warm-up: statistics start anew, levels stay.
    void reset_statistics(Time now);
    /// End of the run: checks every conservation law. Returns all that was counted. Call once.
    LineStatistics finish(Time end);

    /// What finish() would return now, but for series over time: the run goes on.
    LineStatistics statistics_at(Time now) const;

    std::size_t lots_in_process() const;
    const MaterialStock& stock(MaterialId m) const {
        return lines_[processes_.process_of_material[m.index()]].stock();
    }
    const CarrierPools& carriers(CarrierPoolId p) const {
        return lines_[processes_.process_of_pool[p.index()]].carriers();
    }
    const Buffers& buffers(BufferId b) const {
        return lines_[processes_.process_of_buffer[b.index()]].buffers();
    }
    const Fleets& fleets(FleetId f) const {
        return lines_[processes_.process_of_fleet[f.index()]].fleets();
    }
    const Operators& operators(OperatorGroupId g) const {
        return lines_[processes_.process_of_group[g.index()]].operators();
    }
    const Tooling& tooling(ToolingId k) const {
        return lines_[processes_.process_of_tooling[k.index()]].tooling();
    }
    /// All stations and tools. Statistics of tools that are still in a state lack the time since.
    const ShopFloor& floor() const { return floor_; }
    /// By station; none where the line has no utilities. Requires: finished.
    std::span<const StationMeter> meters() const { return floor_.meters; }
    const BudgetState& budget(BudgetId b) const {
        return lines_[processes_.homes.of_budget[b.index()]].budget(b);
    }
    /// Adds what became of gates and masks that waited for a condition.
    void tell_conditions(Timelines& timelines) const;
    /// Adds what stands in the line between events (line_snapshot.cpp). `key`: of the replication.
    void tell(Snapshot& out, RandomKey key) const;
    /// All gates, masks and plans as they went.
    Timelines timelines() const;
    /// Of what was counted. Joins the fingerprint of the events.
    Fingerprint results_fingerprint(const LineStatistics& statistics) const;

private:
    void count_on_the_way(LedgerCounts& counts, std::int64_t sign) const;
    Line& line_of(const Event& event) {
        return lines_[processes_.processes.process_of(event.target)];
    }
    const Line& line_of(const Event& event) const {
        return lines_[processes_.processes.process_of(event.target)];
    }

    const LineTables& tables_;
    const LineProcesses& processes_;
    ShopFloor floor_;
    ParcelLanes parcels_;
    std::deque<Line> lines_;   ///< by process
    Line* only_ = nullptr;     ///< where there is one
    LedgerCounts on_the_way_;  ///< parcels at the ends of the window
    Time window_start_;
    std::vector<OrderRecord>* orders_;  ///< not owned; null: no record of what became of them
};

}  // namespace packline::packaging
