#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/closed_releases.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/static_load.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstddef>
#include <vector>

namespace packline::scenario {

/// Every step of every product needs a tool that may run it; recipes that sets of tools may run
/// must exist.
void check_qualifications(const packaging::LineSpec& line, const LineLocations& at,
                          Diagnostics& diagnostics);

/// A lot that enters a rack all at once must fit.
void check_racks(const packaging::LineSpec& line, const LineLocations& at,
                 Diagnostics& diagnostics);

/// Steps whose lots may share a load of a batch station must limit it alike, and need the same kits
/// and setup: a load has one of each.
void check_step_loads(const packaging::LineSpec& line, const LineLocations& at,
                      Diagnostics& diagnostics);

/// Warns where all tools of a station may wait for lots of their families for ever, because these
/// come only by way of other families there.
void check_minimum_runs(const packaging::LineSpec& line, const LineLocations& at,
                        Diagnostics& diagnostics);

/// Dummies must be enough for a load of next to nothing, and of a pool of their own: what lots take
/// along for days would keep them from the loads.
void check_fillers(const packaging::LineSpec& line, const LineLocations& at,
                   Diagnostics& diagnostics);

/// Share of the work at the station that comes whether it can be done or not. `releases`: of all
/// products.
double share_released(const std::vector<ClosedRelease>& releases, const StationLoad& load);

/// Tools of some sets may have too much to do that no other may, while the station has not: a
/// warning where what comes to it ends with the run (`bounded`), else an error.
void check_set_loads(const packaging::LineSpec& line, const LineLocations& at, std::size_t station,
                     const StationLoad& load, bool bounded, Diagnostics& diagnostics);

}  // namespace packline::scenario
