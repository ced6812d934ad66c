#pragma once

#include "models/packaging/spec/budget_spec.hpp"
#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/regime_spec.hpp"
#include "models/packaging/spec/station_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <string>
#include <vector>

// What keeps a line from what it could do: permits, outages, shortages, and the plans that hang
// on them. Times without a word are from the start of the run.

namespace packline::packaging {

/// What a disruption acts on, resolved to parts of the line.
struct ScopeSpec {
    /// Tools `first` to `first + count - 1` of a station, counted from 0.
    struct Tools {
        StationId station;
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };
    struct Step {
        RouteId route;
        StepId step;
    };
    /// Those who deliver a material.
    struct Supplier {
        MaterialId material;
        bool second = false;  ///< its second source, else the first
    };
    std::vector<Tools> tools;
    std::vector<ProductId> products;
    std::vector<Step> steps;
    std::vector<Supplier> suppliers;
    std::vector<OperatorGroupId> groups;
};

/// One stage of a gate: it takes its time, then passes, fails and goes back, or ends for good.
struct GateStage {
    std::string name;
    RegimeTime takes;
    double fails = 0.0;         ///< probability of going back to `back_to`, each time
    std::uint32_t back_to = 0;  ///< stage
    double denied = 0.0;        ///< probability that the gate never opens, each time
    /// Lots of this product go through the line before the time of the stage begins; with a lot
    /// lost the stage fails. None: a stage of time alone.
    ProductId lots_of = {};
    std::uint32_t lots = 0;
};

/// Where releases go while a disruption lasts.
struct DiversionSpec {
    ProductId from;
    ProductId to;
    double share = 1.0;         ///< of the releases; exactly every so-manieth
    std::vector<GateId> after;  ///< gates that must be open before it begins
};

/// Keeps its scope unusable from `shuts` until its stages are over: a permit, a licence, a
/// requalification.
struct GateSpec {
    std::string name;
    ScopeSpec scope;
    Distribution shuts;         ///< [s]; zero: shut from the start
    Distribution begins;        ///< [s]; start of the first stage, not before `shuts`
    std::vector<GateId> after;  ///< gates that must be open before the first stage
    std::vector<GateStage> stages;
    std::vector<DiversionSpec> diversions = {};
    ConditionSpec when = {};  ///< shuts once it holds, instead of at a time
    Duration reentry{};       ///< as of a mask
};

enum class MaskEffect : std::uint8_t {
    capacity,   ///< tools that run
    speed,      ///< of the operations that start
    yield,      ///< share of sites that survives a step
    starts,     ///< share of releases that is not held back
    workforce,  ///< operators of each group who come
    supply,     ///< share of what suppliers deliver that is not held back
};

/// Multiplies what its scope can do by a level while it lasts.
struct MaskSpec {
    std::string name;
    ScopeSpec scope;
    MaskEffect effect = MaskEffect::capacity;
    double level = 0.0;
    Distribution from;   ///< first onset [s]
    Distribution lasts;  ///< [s]
    bool repeats = false;
    Distribution every;      ///< from one end to the next onset [s]; with `repeats`
    std::uint32_t most = 0;  ///< onsets; 0: no bound
    Duration notice;         ///< before an onset: nothing is started that would not end in time
    bool has_grace = false;
    Duration grace;  ///< after it what is inside is interrupted; else it is finished
    OnFailure inside = OnFailure::resume;  ///< what becomes of that which is interrupted
    Duration recovery;                     ///< over which the level comes back, in equal steps
    Duration duty = hours(24);             ///< period of the tool that runs for a part of the time
    bool held_are_lost = false;  ///< starts, supply: what is held back is lost, not made later
    MechanismId mechanism;       ///< yield: what losses are booked under
    ConditionSpec when = {};     ///< onsets once it holds, from `from` on
    /// Starts: between two of a product that waited, once nothing holds it; zero: all at once.
    Duration reentry{};
    std::vector<DiversionSpec> diversions = {};
};

}  // namespace packline::packaging
