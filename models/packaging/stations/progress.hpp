#pragma once

#include "models/packaging/lots/lot.hpp"
#include "sim/base/time.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

using LoadId = Id<struct LoadTag>;
using MilestoneId = Id<struct MilestoneTag>;

/// The clock of a tool's own work: it runs while something is inside and nothing stops the
/// tool. What is to come inside is placed on this clock, so a stop moves all of it at once and
/// a tool needs one pending event however much is inside (decision 0007).
class ProgressClock {
public:
    /// Work done by `now` since the start of the replication.
    Duration at(Time now) const { return running_ ? done_ + (now - since_) : done_; }
    /// When the clock will show `mark`. Requires: it runs and mark is not behind it.
    Time when(Duration mark) const { return since_ + (mark - done_); }
    bool running() const { return running_; }
    /// From now on it counts from `done`.
    void set(Duration done, Time now) {
        done_ = done;
        since_ = now;
    }

    void run(Time now) {
        if (!running_) {
            running_ = true;
            since_ = now;
        }
    }
    void stop(Time now) {
        done_ = at(now);
        since_ = now;
        running_ = false;
    }

private:
    Duration done_;
    Time since_;
    bool running_ = false;
};

/// What happens inside a tool at a mark of its progress clock.
enum class MilestoneKind : std::uint8_t {
    setup_done,
    piece_done,     ///< a sublot is finished and leaves
    entrance_free,  ///< the next load may enter
    load_done,
    loaded,  ///< whoever loaded it goes
};

struct Milestone {
    Duration mark;
    MilestoneKind kind = MilestoneKind::load_done;
    LoadId load;
    MilestoneId next;  ///< of the same tool, ascending
};

/// A visit of one or more lots to a tool.
struct Load {
    LotId first;     ///< list of its lots through Lot::next
    StepIndex step;  ///< of the first lot: times are drawn for it
    Time started;
    Duration started_mark;         ///< progress clock at the start
    Duration restart_mark;         ///< start of what a repeated operation does again
    Duration setup;                ///< part of the visit
    Duration at_port;              ///< part of the visit: waits there for the lot before it
    Duration started_blocked;      ///< the tool's blocked clock at the start
    std::int64_t piece = 0;        ///< items per sublot that leaves on its own; 0: all together
    std::int64_t pieces_left = 0;  ///< sublots to come before the last one
    std::uint32_t slots = 0;       ///< of a rack, that it holds to its end
    bool engineering = false;      ///< has no production lot
    LoadId next;                   ///< of the same tool
    bool setting_up = false;       ///< operators: those of the setup are needed
    bool loading = false;          ///< those of the loading are needed once it is set up
    bool unattended = false;       ///< what it needs now is not there: the tool waits
    Duration waited_before{};      ///< ToolStaff::waited at the start
    std::uint32_t fillers = 0;     ///< dummies that came along
    std::uint32_t filled = 0;      ///< which such load of the station: keys their way back
};

/// Milestones and loads of all tools: pools of list nodes.
class ToolAgenda {
public:
    LoadId add_load(const Load& load);
    void remove_load(LoadId load) { free_loads_.push_back(load); }
    Load& load(LoadId id) { return loads_[id.index()]; }
    const Load& load(LoadId id) const { return loads_[id.index()]; }

    /// Inserts in order of marks; equal marks in order of insertion.
    void add(MilestoneId& head, Duration mark, MilestoneKind kind, LoadId load);
    /// Takes the first one off. Requires: not empty.
    Milestone pop(MilestoneId& head);
    const Milestone& at(MilestoneId id) const { return milestones_[id.index()]; }
    /// Moves what is to come of one load (or of all, with none) by `by`.
    void shift(MilestoneId& head, LoadId load, Duration by);
    /// What is to come after mark `from` takes `factor` times as long.
    void stretch(MilestoneId head, Duration from, double factor);
    /// Drops what is to come of one load.
    void drop(MilestoneId& head, LoadId load);
    /// Drops what is to come of one kind, of one load or with none of all.
    void drop(MilestoneId& head, LoadId load, MilestoneKind kind);

private:
    /// Keeps what is to come that `keep` says.
    template <class Keep>
    void filter(MilestoneId& head, const Keep& keep);

    std::vector<Load> loads_;
    std::vector<LoadId> free_loads_;
    std::vector<Milestone> milestones_;
    std::vector<MilestoneId> free_milestones_;
};

}  // namespace packline::packaging
