#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/experiment/paired.hpp"
#include "sim/experiment/results.hpp"

#include <string>
#include <vector>

namespace packline::report {

/// What a scenario costs against its baseline in money, over the window that both cover. By
/// replications on common random numbers.
struct DelayCost {
    struct Row {
        std::string label;
        PairedDifference money;  ///< of the whole window
    };
    std::string currency;
    std::vector<Row> rows;     ///< revenue, what was spent, ... and last the margin
    Summary months;            ///< that gates are shut longer than in the baseline; n = 0: no gate
    Summary per_month;         ///< margin lost for each of these months
    Summary outstanding_peak;  ///< revenue that the baseline has and the scenario has not yet
    Summary outstanding_end;
    /// Cumulative cash at the end of each month of the run, of both and its difference.
    std::vector<PairedDifference> cash;
    std::size_t months_of_run = 0;  ///< where that is more, the rest is not listed
    Summary paid_back;  ///< month at whose end the difference is above zero again, for good
    std::size_t behind_in_cash = 0;  ///< replications in which it was ever below zero
    std::size_t unbounded = 0;       ///< replications in which a gate does not open before the end

    bool any() const { return !rows.empty(); }
};

/// Good units that the scenario is behind its baseline.
struct UnitsBehind {
    Summary peak;
    Summary at_end;
};

/// Nothing where one of the lines has no prices. Requires what delay_impact() requires.
DelayCost delay_cost(const packaging::LineSpec& base_line, const packaging::LineSpec& other_line,
                     const StudyResult& base, const StudyResult& other, const UnitsBehind& behind);

std::string delay_cost_text(const DelayCost& cost);
/// A JSON value.
std::string delay_cost_json(const DelayCost& cost);

}  // namespace packline::report
