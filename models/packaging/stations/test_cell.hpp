#pragma once

#include "models/packaging/spec/route_spec.hpp"
#include "models/packaging/spec/station_spec.hpp"

#include <cstdint>

// How long a test cell (tester, handler and kit with several sites in parallel) takes: pure
// functions.

namespace packline::packaging {

/// Time of one touchdown that tests `sites` units at once [s]: t (1 + (n - 1) (1 - MSE)) + index.
/// `test_s` is the time of one unit by itself. Requires: sites >= 1.
/// Source: SEMI G-series practice; Hwang 2005 calls MSE multi-site efficiency.
double touchdown_seconds(std::uint32_t sites, double test_s, double efficiency, double index_s);

/// One pass of so many units over a cell of which `up` sites work [s]. Units go `up` at a time,
/// the last touchdown with what is left. `per` is what `test_s` is stated for: load (a touchdown)
/// or site (a unit, at the rate of the whole cell: with fewer sites in proportion slower).
/// Requires: 1 <= up <= cell.sites.
double pass_seconds(const TestCellSpec& cell, std::uint32_t up, std::int64_t units, double test_s,
                    TimePer per, double index_s);

/// Mean time of a pass at this step with all sites up [s].
double mean_pass_seconds(const StepSpec& step, const TestCellSpec& cell, std::int64_t units);
/// The same for the units that are tested again.
double mean_retest_seconds(const StepSpec& step, const TestCellSpec& cell, std::int64_t units);

/// Time of a unit with `after` sites over that with `before`, in a long run at this step.
double slow_down(const StepSpec& step, const TestCellSpec& cell, std::uint32_t before,
                 std::uint32_t after);

/// What a stated yield of a test means: shares of true defects and of overkill.
struct TestYield {
    double defective = 0;
    double overkill = 0;
};
/// From the share that passes at the first pass and that after all `retests`. Good units fail
/// each pass with the overkill o, so final / first = 1 + o + ... + o^retests.
/// Requires: 0 < first <= last <= 1, and that such an o below 1 exists: last / first < retests + 1.
TestYield test_yield(double first, double last, std::uint32_t retests);

}  // namespace packline::packaging
