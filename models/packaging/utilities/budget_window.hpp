#pragma once

#include "models/packaging/spec/budget_spec.hpp"
#include "sim/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline::packaging {

/// What a budget remembers: the use of the time that its limit holds for, reading by reading. A
/// pure decision without clock or events.
class BudgetWindow {
public:
    explicit BudgetWindow(const BudgetSpec& budget);

    /// Use since the reading before, of one or several meters [millionths of a unit].
    void add(std::int64_t use) { since_reading_ += use; }
    /// All that was used up to `at`, a multiple of `reads`, has been added.
    void read(Time at);

    /// Of the span that ends with the last reading; of a calendar, since the span began.
    std::int64_t used() const { return used_; }
    /// What of it will still count at the next reading.
    std::int64_t kept() const { return budget_->rolling ? used_ - of_reading_[next_] : used_; }
    /// What was used so far does not count.
    void start_anew();

    /// Of what was read since the statistics began.
    std::int64_t peak() const { return peak_; }
    std::int64_t readings() const { return readings_; }
    std::int64_t broken() const { return broken_; }  ///< readings at or above the limit
    void reset_statistics();

private:
    const BudgetSpec* budget_;
    std::vector<std::int64_t> of_reading_;  ///< ring over the span
    std::size_t next_ = 0;
    std::int64_t since_reading_ = 0;
    std::int64_t used_ = 0;
    std::int64_t peak_ = 0;
    std::int64_t readings_ = 0;
    std::int64_t broken_ = 0;
};

}  // namespace packline::packaging
