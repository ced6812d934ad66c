#pragma once

#include "models/packaging/spec/ids.hpp"
#include "sim/base/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

// What stands in a line when its run starts.

namespace packline::packaging {

/// An earlier step that a lot has finished so long before the start: queue-time limits run since.
struct InitialClock {
    StepId from;
    Duration since;
};

/// The tool that did an earlier step of a lot, of the station of that step, from 0.
struct InitialTool {
    StepId step;
    std::uint32_t tool = 0;
};

/// Items that were reworked so often in this layer.
struct InitialPasses {
    std::uint32_t passes = 0;  ///< from 1
    std::int64_t items = 0;
};

/// Sites or items (what the mechanism hits) that are bad though nobody has found it yet.
struct InitialLatent {
    MechanismId mechanism;
    std::int64_t count = 0;
};

/// A lot in process at the start: it stands at the queue of its step, comes there later, or is
/// inside a tool.
struct InitialLotSpec {
    std::string name;  ///< unique in its product; keys its random numbers
    ProductId product;
    StepId step;
    std::int64_t items = 0;      ///< left of it; 0: as many as were released
    std::int64_t sites = 0;      ///< of these, live; 0: all that they have without loss
    std::int32_t priority = -1;  ///< -1: the product's
    bool has_due = false;        ///< else after the product's time from the start of the run
    Time due;                    ///< may lie before the start
    Duration arrives;            ///< until then it is on its way, or on hold
    std::int32_t tool = -1;      ///< of the step's station, in which it is, from 0; -1: in none
    Duration began;              ///< so long before the start, with `tool`
    bool has_leaves = false;
    Duration
        leaves;  ///< with `tool`: until it is done; else what is left of its time since `began`
    std::vector<InitialClock> clocks;  ///< other limits run from the start on
    std::vector<InitialTool> done_on;  ///< for later steps on the same tool
    bool exposed = false;              ///< its dry pack was opened
    Duration exposure;                 ///< since then or its bake, dry storage not counted
    std::vector<InitialPasses> reworked;
    std::uint32_t repeats = 0;      ///< by queue-time limits in this layer
    bool rejected = false;          ///< by an inspection, and not screened yet
    std::uint32_t retest_pass = 0;  ///< which retest of its own it waits for or is in; 0: none
    std::int64_t retest_units = 0;  ///< that are tested again in it
    std::vector<InitialLatent> latent;
    CarrierPoolId carrier_pool;  ///< of what it holds, where `carriers` is stated
    std::int64_t carriers =
        -1;  ///< that it holds; -1: one for each item that it had when it took them
};

/// A kit on a tool at the start.
struct InitialKit {
    ToolingId kit;
    std::int64_t uses = 0;  ///< so far, as its life is counted
};

/// What is known of a tool at the start; what is not stated is as in a new one.
struct InitialToolSpec {
    StationId station;
    std::uint32_t tool = 0;         ///< in its station, from 0
    FamilyId setup;                 ///< what it is set up for; none: nothing is known
    std::uint32_t run = 0;          ///< lots of that family so far
    Duration down;                  ///< it stands still for so long
    std::int32_t maintenance = -1;  ///< index into StationSpec::maintenance; -1: none is stated
    Duration due;                   ///< of it, where it goes by time
    std::int64_t due_count = 0;     ///< items until it, where it goes by count
    std::vector<InitialKit> kits;   ///< on it
    bool has_enters = false;
    Duration enters;  ///< until the next lot may follow those that are in it
    bool has_free = false;
    std::vector<Duration> free;  ///< until each of its chambers, slots or places is free
};

}  // namespace packline::packaging
