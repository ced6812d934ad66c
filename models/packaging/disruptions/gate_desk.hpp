#pragma once

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// A step that starts nothing while a gate is shut.
struct GatedStep {
    StepIndex step;
    GateId gate;
};

/// What a part of a line keeps of gates beside their timelines.
struct GateDesk {
    /// Of the stage that a gate stands at.
    struct Lots {
        std::uint32_t on_their_way = 0;
        bool lost = false;  ///< not all came through
    };
    struct Diversion {
        std::uint32_t disruption = 0;
        const DiversionSpec* spec = nullptr;
        double credit = 0;  ///< part of a release that is due to be diverted
    };

    std::vector<Lots> lots;         ///< by gate; empty: no gate waits for lots
    std::vector<GateId> qualifies;  ///< by product: the gate that its lots are under way for
    std::vector<GatedStep> steps;
    std::vector<std::uint64_t> held;  ///< handles of lots that nobody knows when to let go
    std::vector<Diversion> diversions;
};

/// When the gates before a step let a lot go: not before `now`.
Time gates_open(const GateDesk& gates, const Timelines& timelines, StepIndex step, Time now);

/// Whether a gate holds a lot of this product before the step. Lots that a gate waits for pass.
bool gate_holds(const GateDesk& gates, const Timelines& timelines, ProductId product,
                StepIndex step, Time now);

/// The product that a release is made of: another one while a disruption diverts it.
ProductId diverted(GateDesk& gates, const DisruptionState& state, ProductId product, Time now);

}  // namespace packline::packaging
