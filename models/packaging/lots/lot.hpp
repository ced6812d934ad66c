#pragma once

#include "models/packaging/lots/floor_life.hpp"
#include "models/packaging/spec/ids.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace packline::packaging {

using LotId = Id<struct LotTag>;
using JoinId = Id<struct JoinTag>;
using OrderId = Id<struct OrderTag>;  ///< what was released: a lot with all that splits off it
using StepIndex = Id<struct StepIndexTag>;  ///< a step among those of all routes

/// Where the cycle time of a lot goes. The parts of a lot add up to its age.
enum class TimePart : std::uint8_t {
    wait_tool,   ///< queue, no tool free
    wait_batch,  ///< queue, a tool is free but the load is not complete
    wait_parts,  ///< components or carriers are missing
    wait_mates,  ///< the rest of the lot is not there yet
    setup,
    process,  ///< loading, operation, unloading
    down,     ///< inside a tool that is stopped: repair, assist, closed shift
    transport,
    hold,
    blocked,        ///< finished or released, no place before the next station
    wait_vehicle,   ///< called a vehicle, or waits for the next departure
    wait_operator,  ///< queue or tool: it could go on if a person were there
    wait_tooling,   ///< queue: it could go on if a kit were there
};
inline constexpr std::size_t kTimeParts = 13;

enum class LotState : std::uint8_t {
    gone,
    travelling,
    queued,
    in_tool,
    on_hold,  ///< after its step
    short_of_parts,
    joining,
    blocked,  ///< waits for a place before the station of `LotDetail::bound_for`
    awaiting_vehicle,
    gated,  ///< held by a gate before its step
};

/// What every event about a lot reads; counts and the rest are in LotDetail.
struct Lot {
    std::uint64_t key = 0;  ///< hash of the lineage: keys every draw of this lot
    Time since;             ///< start of the present state
    Time born;
    Time due = Time::never();
    OrderId order;
    ProductId product;
    StepIndex step;
    JoinId join;                   ///< innermost one this lot must come to
    LotId next;                    ///< in the list of its load, join or waiting line
    std::uint32_t generation = 0;  ///< of the slot: tells a late event about an earlier lot
    std::uint32_t loops = 0;       ///< jumps back so far: keeps draws of repeated steps apart
    std::uint16_t children = 0;
    std::uint8_t depth = 0;     ///< splits between this lot and the one released
    std::uint8_t priority = 5;  ///< 0 is hottest
    LotState state = LotState::gone;
};

/// A running queue-time limit of a lot.
struct QueueClock {
    std::uint32_t limit = kNone;  ///< index into LineTables::limits
    bool expired = false;         ///< passed while nothing could be done about it
    Time deadline;
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    bool running() const { return limit != kNone; }
};

inline constexpr std::size_t kQueueClocks = 4;
/// A tool that made a lot, where it may have drifted unseen.
struct ExcursionMark {
    std::uint32_t excursion = kNone;  ///< index into ShopFloor::excursions
    bool drifted = false;
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    bool valid() const { return excursion != kNone; }
};

inline constexpr std::size_t kExcursionMarks = 4;
inline constexpr std::size_t kPassBuckets = 8;

/// Counts of one lot: what it consists of now.
///
/// Nothing is kept per item or site. When items split off, the share of sites and of latent
/// defects that goes with them is drawn hypergeometrically, which is exact as long as the
/// items of a lot are alike but for chance (decision 0004).
struct Population {
    std::int64_t items = 0;
    std::int64_t sites = 0;      ///< not known to be bad
    std::int64_t positions = 0;  ///< places for sites on each item; 1 once singulated
    std::int64_t bad_sites = 0;  ///< sites with a latent defect: sum over site mechanisms
    std::int64_t bad_items = 0;  ///< items with a latent defect: sum over item mechanisms
    bool singulated = false;     ///< items are units: items == sites
    std::array<std::uint32_t, kPassBuckets> passes{};  ///< items by reworks in this layer
};

inline constexpr std::uint32_t kNoTool = ~std::uint32_t{0};

/// What each visit reads and writes comes first.
struct LotDetail {
    Population population;
    std::uint32_t layer = 0;
    std::uint32_t repeats = 0;  ///< queue-time repeats in this layer
    std::uint32_t clocks_in_use = 0;
    std::uint32_t retest_pass = 0;  ///< offline retests of this step begun
    StepIndex bound_for;            ///< while blocked or without a vehicle: the step it goes to
    StationId place_at;  ///< station before which it has a place, or that has a tool for it
    std::uint32_t tool = kNoTool;  ///< in which it stands although it is finished
    bool has_kit = false;
    bool rejected = false;          ///< by an inspection, not yet screened
    bool overtaken = false;         ///< meanwhile: the next tool waits with it
    Duration idle_tool_at_enqueue;  ///< station's idle-tool clock when the lot joined the queue
    Duration short_time;            ///< in this queue, up to now
    Time in_line_since = Time::never();  ///< for operators or kits
    std::array<Duration, kTimeParts> spent{};
    FloorLife floor_life;
    std::int64_t place = 0;  ///< in the form the buffer counts; 0: it goes into a tool at once
    Time short_since = Time::never();  ///< in the queue, a tool stands ready, but nobody or no kit
    ToolingId short_tooling;           ///< none: short of operators
    CarrierPoolId carrier_pool;
    std::int64_t carriers = 0;  ///< held, of `carrier_pool`
    // Parts reserved for this lot alone at the assembly step where it waits (kits at step).
    std::int64_t kit_items = 0;
    std::int64_t kit_sites = 0;
    std::int64_t kit_dead = 0;      ///< bad sites that get a dummy
    std::int64_t retest_units = 0;  ///< that the next visit tests again
    std::array<QueueClock, kQueueClocks> clocks;
    std::array<ExcursionMark, kExcursionMarks> marks{};
};

}  // namespace packline::packaging
