#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/station_spec.hpp"
#include "models/packaging/spec/tooling_spec.hpp"
#include "models/packaging/spec/yield_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace packline::packaging {

/// What the time of an operation is stated for.
enum class TimePer : std::uint8_t {
    lot,
    item,
    site,
    load,  ///< once per load: a batch, a touchdown
};

/// How the fails of a test go through again, on a tester.
struct RetestSpec {
    bool has_time = false;
    Distribution time;            ///< [s] per `per`; else as the first pass
    TimePer per = TimePer::load;  ///< load: a touchdown; site: a unit
    bool offline = false;         ///< in a visit of its own that queues again, else in the same
};

/// Share of the units that leave a step which get a name, and where they go.
struct BinSpec {
    std::string name;
    double share = 0;
    double of_rest = 0;  ///< the same share, of what the bins before it leave
    MaterialId into;     ///< none: they stay in the lot and are only counted
};

/// Finds latent defects; never makes them.
struct InspectionSpec {
    struct Finds {
        MechanismId mechanism;
        double coverage = 1.0;   ///< share of its latent defects that are found
        bool of_faults = false;  ///< while reading: `coverage` is that of faults (see check_line)
    };
    std::vector<Finds> finds;
    double overkill = 0.0;       ///< share of good sites rejected
    std::uint32_t retests = 0;   ///< passes that all fails of the pass before go through
    double retest_escape = 0.0;  ///< share of true defects that a retest passes
    RetestSpec again{};
    bool judges = false;      ///< lots with more than `accept` finds are rejected
    std::int64_t accept = 0;  ///< acceptance number of the sample
};

/// Items (or lots) that go back in the route instead of being lost.
struct ReworkSpec {
    /// Share of items sent back at random; zero where the inspection's finds decide.
    double share = 0.0;
    Level level = Level::item;            ///< item, or lot: the whole lot goes back
    std::vector<MechanismId> mechanisms;  ///< item-level finds that are reworked, others are scrap
    StepId to;                            ///< where the rework goes back to
    std::vector<MechanismId> clears;      ///< latent mechanisms removed when rework starts
    std::uint32_t max_passes = 1;         ///< per item and layer; 0: no limit
    StepId merge_at;                      ///< none: next step of a batch station or assembly
    bool wait = true;                     ///< the rest waits at merge_at
};

enum class QueueTimeAction : std::uint8_t {
    repeat,      ///< go back to `repeat_from`
    yield_loss,  ///< sites survive with probability `survive`
    scrap,
    count,  ///< nothing but a count of late starts
};

/// A limit from the end of an earlier step to the start of this one.
struct QueueTimeSpec {
    StepId from;
    Duration limit;
    QueueTimeAction action = QueueTimeAction::scrap;
    StepId repeat_from;
    std::uint32_t max_repeats = 1;                  ///< per lot and layer; beyond it `then`
    QueueTimeAction then = QueueTimeAction::scrap;  ///< yield_loss or scrap
    double survive = 1.0;
    MechanismId mechanism;  ///< what losses are booked under
};

/// Floor life of a moisture-sensitive package: exposure to the air of the floor from the end of
/// the step that opens its dry pack to the start of this step. It adds up over all steps between
/// and stands still in dry storage; when it has run out the lot goes to a bake.
/// Source: IPC/JEDEC J-STD-033.
struct FloorLifeSpec {
    StepId opened_at;
    Duration limit;
    StepId bake;  ///< at its end the exposure starts anew
};

struct HoldSpec {
    double probability = 0.0;  ///< of each lot at the end of the step
    Distribution duration;     ///< [s]
};

/// Which lots or items a step handles at all.
struct SampleSpec {
    enum class Kind : std::uint8_t {
        all,
        lot_share,   ///< each lot with probability `share`
        every_nth,   ///< of each product every n-th lot at this step
        item_share,  ///< ceil(share * items) of each lot
        item_count,  ///< at most `count` items of each lot
        rejected,    ///< lots that an inspection has rejected
        expired,     ///< lots whose floor life has run out
        skip_lot,    ///< every lot until `qualify` good ones in a row, then every n-th
    };
    Kind kind = Kind::all;
    double share = 1.0;
    std::int64_t count = 1;
    std::uint32_t qualify = 0;  ///< skip_lot: a bad lot starts the row anew
};

/// Parts that an assembly step joins to each live site, or to each item (a glass carrier, a
/// whole wafer). Once singulated items are sites, and the first number says it all.
struct ComponentSpec {
    MaterialId material;
    std::int64_t per_site = 1;
    std::int64_t per_item = 0;
    /// Where a whole wafer is joined to another: what sites are booked under whose partner is
    /// known to be bad.
    MechanismId lost_to = MechanismId::none();

    std::int64_t parts(std::int64_t items, std::int64_t sites) const {
        return per_site * sites + per_item * items;
    }
};

/// When the parts of an assembly step are ordered.
enum class KitOrder : std::uint8_t {
    at_release,  ///< with those of all such steps of the route, by the order for all its lots
    at_step,     ///< by each lot when it comes to the step
};

/// One operation of a route. Rework steps stand behind the main line and lead back by `next`.
struct StepSpec {
    std::string name;  ///< unique in the route; keys random streams
    StationId station;
    Distribution time;  ///< [s] per `per`
    TimePer per = TimePer::lot;
    Distribution transit;  ///< cascade only: from entry to exit of one item [s]
    bool has_lot_pitch = false;
    Distribution lot_pitch;     ///< cascade only: least time between starts of lots [s]
    std::int64_t load_min = 0;  ///< batch station: what a load of this step starts with;
    std::int64_t load_max = 0;  ///< what it holds; 0: both as the station states
    StepId same_tool_as;        ///< done on the tool that did this earlier step; none: on any
    std::string recipe;         ///< what batches are formed by; default: the step's name
    FamilyId setup;             ///< none: any setup serves
    std::uint32_t layer = 0;    ///< rework passes count anew in each layer
    StepId next;                ///< none: the end of the route
    std::int64_t sublot = 0;    ///< items (sites once singulated) that move on together; 0: all
    std::uint32_t split = 1;    ///< a lot beyond the load limit may use so many tools
    SampleSpec sample;
    std::vector<YieldSpec> yields;
    bool inspects = false;
    InspectionSpec inspection;
    std::vector<BinSpec> bins;  ///< shares add up to at most 1
    bool reworks = false;
    ReworkSpec rework;
    std::vector<QueueTimeSpec> queue_times;  ///< limits that end at this step
    bool has_floor_life = false;
    FloorLifeSpec floor_life{};
    bool dry = false;  ///< exposure stands still from the arrival at this step to its end
    HoldSpec hold;
    std::vector<ComponentSpec> components;    ///< assembly
    std::int64_t positions = 0;               ///< assembly: sites placed on each item
    KitOrder kit = KitOrder::at_release;      ///< assembly
    double kit_fill = 1.0;                    ///< share of the sites that a partial kit must have
    std::vector<ComponentSpec> dummies;       ///< assembly: parts for each bad site, in its place
    CarrierPoolId takes_carrier;              ///< one per item, before this step
    CarrierPoolId frees_carrier;              ///< at the end of this step
    std::vector<ToolingNeed> tooling;         ///< held by each visit
    VisitNeeds operators;                     ///< for visits of this step
    bool singulates = false;                  ///< items end here: each live site becomes a unit
    std::vector<ConsumableSpec> consumables;  ///< beside those of the station

    /// What a load of this step holds, and what it starts with.
    std::int64_t most(const LoadSpec& load) const { return load_max > 0 ? load_max : load.max; }
    std::int64_t least(const LoadSpec& load) const { return load_max > 0 ? load_min : load.min; }

    /// How long who loads is needed, where the loading takes so long.
    Duration loading_task(Duration loading) const {
        const OperatorNeed& need = operators[static_cast<std::size_t>(OperatorTask::load)];
        return need.has_takes ? need.takes : loading;
    }

    const std::string& recipe_name() const { return recipe.empty() ? name : recipe; }
};

struct RouteSpec {
    std::string name;
    std::vector<StepSpec> steps;  ///< the main line from 0, then rework steps
    std::size_t main_steps = 0;   ///< length of the main line
};

}  // namespace packline::packaging
