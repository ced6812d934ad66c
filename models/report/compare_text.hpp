#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/delay_cost.hpp"
#include "sim/experiment/paired.hpp"
#include "sim/experiment/results.hpp"

#include <optional>
#include <string>
#include <vector>

namespace packline::report {

/// What a scenario costs against its baseline, by replications on common random numbers.
/// Backlog is output that the baseline has made and the scenario has not, in good units.
struct DelayImpact {
    PairedDifference daily;       ///< good units per day
    std::vector<Summary> behind;  ///< backlog at tenths of the horizon
    Summary lost_at_end;          ///< backlog at the end: late or lost for good
    Summary peak;
    Summary peak_day;
    Summary recovered_day;  ///< of those that recovered; quote only where all did
    std::size_t recovered = 0;
    // Of what comes again and again: each replication that was behind and recovered.
    Summary recoveries;             ///< how often, by replication
    Summary last_recovered_day;     ///< of those that were behind at all and are not at the end
    std::size_t behind_at_end = 0;  ///< replications that had recovered or not, but are behind then
    std::size_t most_recoveries = 0;
    std::size_t replications = 0;
    // The same from a fluid, over the same replications: what queueing does not add.
    Summary fluid_peak;
    Summary fluid_cleared_day;
    std::size_t fluid_cleared = 0;
    bool fluid_sees = true;                 ///< any of what disrupts the line
    std::vector<std::string> fluid_unseen;  ///< what it cannot see
    DelayCost money;                        ///< of lines with prices

    /// Whether the fluid bounds anything: not where all that disrupts the line is unseen.
    bool bounded() const { return fluid_sees || fluid_unseen.empty(); }
};

/// Requires: studies of one horizon, seed, warm-up and number of replications. `other_line` is the
/// disrupted one.
DelayImpact delay_impact(const packaging::LineSpec& base_line,
                         const packaging::LineSpec& other_line, const StudyResult& base,
                         const StudyResult& other);

std::string compare_text(const StudyResult& base, const StudyResult& other,
                         const DelayImpact& impact);
/// `estimates`: a JSON value, how far the answer moves with them; empty: not asked for.
std::string compare_json(const StudyResult& base, const StudyResult& other,
                         const DelayImpact& impact, const std::string& estimates = {});

}  // namespace packline::report
