#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/fluid_line.hpp"
#include "sim/base/time.hpp"
#include "sim/random/random_key.hpp"

#include <vector>

namespace packline::report {

/// A budget as a fluid sees it, where no line can use more: one that is rationed, or one by
/// calendar over a week or more that blocks all whose use counts, with what its tools could use in
/// a day for what is inside when it blocks. Of what stands ready it takes the least: nothing.
class FluidBudget {
public:
    /// The line of the limit, in replication `key`. References outlive it.
    FluidBudget(const FluidLine::Limit& limit, const packaging::LineSpec& line, RandomKey key);

    /// What may be used in a bucket, as `limit` counts; infinite before it is in force.
    double there(Time from, Time to);
    /// Some was used in the bucket that was looked at.
    void take(double amount);

private:
    struct Span {
        Time begins;
        double used = 0;
    };

    const packaging::BudgetSpec& budget_;
    double limit_;
    Time in_force_;
    std::vector<Span> used_;  ///< by bucket, or by span of the calendar
    Time from_;
    Time to_;
};

/// The mask by which a budget blocks all whose use counts, if its use is capped by that over a
/// calendar; null: no such mask.
const packaging::MaskSpec* capping_block(const packaging::LineSpec& line,
                                         packaging::BudgetId budget);
/// Whether a fluid may take the budget as a cap.
bool caps_flow(const packaging::LineSpec& line, packaging::BudgetId budget);

}  // namespace packline::report
