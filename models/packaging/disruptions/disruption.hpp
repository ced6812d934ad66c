#pragma once

#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/lots/lot.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// A gate or a mask of one replication, as what acts on tools and products.
struct Disruption {
    MaskEffect effect = MaskEffect::capacity;
    const ScopeSpec* scope = nullptr;
    LevelProfile profile = {};
    std::uint64_t hash = 0;  ///< of its name: keys its draws
    Duration notice = {};
    bool has_grace = false;
    Duration grace = {};
    OnFailure inside = OnFailure::resume;
    Duration duty = hours(24);
    bool held_are_lost = false;
    Duration reentry = {};
    MechanismId mechanism = {};
    std::uint32_t onsets = 0;  ///< so far, of one that waits for a condition
};

/// All that the timelines say, gates first, then masks.
std::vector<Disruption> make_disruptions(const LineSpec& line, const Timelines& timelines);

/// What one disruption has done to one tool.
struct ToolStop {
    bool stopped = false;  ///< the tool starts nothing
    bool cut = false;      ///< what is inside does not go on either
    std::uint16_t epoch = 0;
    Time ends_by = Time::never();  ///< notice: it starts nothing that would end later
};

/// One disruption at one station, at one product, at one supplier of a material or in one group of
/// operators.
struct Acting {
    std::uint32_t disruption = 0;
    bool here = false;  ///< in this process
    StationId station = {};
    std::uint32_t first_tool = 0;  ///< in the table of all tools
    ProductId product = {};
    MaterialId material = {};
    bool second_source = false;
    OperatorGroupId group = {};
    std::uint32_t persons_before = 0;  ///< of the groups before it that can do the same
    std::uint32_t persons_alike = 0;   ///< of all of these
    std::uint32_t coming = 0;          ///< of these
    std::uint16_t epoch = 0;           ///< of the next look that is planned
    double level = 1.0;
    std::vector<ToolStop> stops = {};  ///< by tool of its scope

    bool holds(std::uint32_t tool) const {
        return tool >= first_tool && tool - first_tool < stops.size();
    }
};

/// What disrupts one part of a line, and what it has done there.
struct DisruptionState {
    Timelines timelines;
    std::vector<Disruption> all;
    std::vector<Acting> acting;  ///< of the whole line, in the same order in each process
    std::vector<std::uint32_t> costing_yield;                         ///< of `acting`
    std::vector<std::uint32_t> holding_starts;                        ///< of `acting`
    std::vector<std::uint32_t> holding_supply;                        ///< of `acting`
    std::vector<std::vector<const ReleaseSpec::Entry*>> held_starts;  ///< by product
    std::vector<double> start_credit;  ///< by product: share of a release that is due
    std::vector<Duration> reentry;     ///< by product: the longest of what holds its starts
    std::vector<bool> reentering;      ///< by product: the next that waited has its time
};

/// Persons of groups that can do the same: those of all of them, and of those before this one. A
/// mask takes them together, and groups that are named later lose theirs first.
struct PersonsAlike {
    std::uint32_t all = 0;
    std::uint32_t before = 0;
};
/// `groups`: those that the mask names.
PersonsAlike persons_alike(const LineSpec& line, const std::vector<OperatorGroupId>& groups,
                           OperatorGroupId group);

/// What the disruption leaves; sets `lost` where it holds some that never comes.
double level_left(const Disruption& disruption, Time now, bool& lost);

/// Share of the releases that go on now; `lost`: the others are not released later.
double starts_level(const DisruptionState& state, ProductId product, Time now, bool& lost);
/// Share of what a supplier is due to deliver that comes now; `lost`: the rest never comes.
double supply_level(const DisruptionState& state, MaterialId material, bool second_source, Time now,
                    bool& lost);

/// When the state of a disruption at a station has to be looked at again.
Time next_look(const Disruption& disruption, std::uint32_t tools, Time now);
/// Whether tool `number` of `tools` runs.
bool tool_runs(const Disruption& disruption, std::uint32_t number, std::uint32_t tools, Time now);
/// How many of `n` tools or persons run.
std::uint32_t running_now(const Disruption& disruption, std::uint32_t n, Time now);
/// The time by which what tool `number` of `tools` starts must end, as its stop is announced; never
/// where none is.
Time ends_by(const Disruption& disruption, std::uint32_t number, std::uint32_t tools, Time now);

}  // namespace packline::packaging
