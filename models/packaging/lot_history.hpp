#pragma once

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/lots/lot_table.hpp"
#include "sim/base/time.hpp"
#include "sim/random/random_key.hpp"

#include <cstdint>
#include <span>

// What a lot has behind it and what still acts on it: told in the words in which a line states
// its start, and given back to a lot that stands there.

namespace packline::packaging {

/// Place in the main line: of a rework step, of what it leads back to.
StepId main_step(const RouteSpec& route, StepId step);
/// The first of the steps that are done on one tool with `step`.
StepId first_on_same_tool(const RouteSpec& route, StepId step);
/// Whether the tool that did the first step of such a chain still binds a lot that is at `here`.
bool binds_tool(const RouteSpec& route, StepId first, StepId here);
/// Whether an exposure that began before `here` is still to be judged.
bool exposure_matters(const RouteSpec& route, StepId here);
/// Whether a step that screens rejected lots is still to come.
bool screen_matters(const RouteSpec& route, StepId here);

/// What a lot at the start has when it comes to its step: what is stated of it, else what a whole
/// lot has there.
NominalCounts counts_at_start(const LineSpec& line, const InitialLotSpec& lot);

/// Carriers that a lot holds.
struct HeldCarriers {
    CarrierPoolId pool;  ///< none: it holds none
    std::int64_t n = 0;
    friend bool operator==(const HeldCarriers&, const HeldCarriers&) = default;
};
/// Of a lot at the start: as stated, else one per item from where it takes them to where it frees
/// them. Nothing is cut into other items while it is on carriers (see check_line).
HeldCarriers carriers_at_start(const LineSpec& line, const InitialLotSpec& lot);

/// A lot wherever it is kept.
struct LotRecord {
    const Lot& lot;
    const LotDetail& detail;
    std::span<const std::int64_t> latent;
    std::span<const std::uint32_t> kept_tools;
};

/// The step itself, or, for units that have come back to before their cut, the first one behind it:
/// a line states lots in the form that they have at a step.
StepId step_of_form(const LineSpec& line, const ProductSpec& product, StepId step, bool units);

/// Fills in the history of a lot that is stated to be at `step`. `key`: of the replication.
void tell_history(const LineTables& tables, const LotRecord& record, StepIndex step, Time at,
                  RandomKey key, InitialLotSpec& row);

/// The same way back. Requires: the lot has the counts and the step that `row` states.
void restore_history(const LineTables& tables, const InitialLotSpec& row, Time now, LotTable& lots,
                     LotId lot);

}  // namespace packline::packaging
