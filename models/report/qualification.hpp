#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/row_table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Which tools may run which step of which product: what a line can fall back on.

namespace packline::report {

/// A step of a product and who may run it.
struct QualifiedStep {
    packaging::ProductId product;
    packaging::StepId step;
    packaging::StationId station;
    std::uint32_t sets = 0;      ///< bit i: set i may run it; 1 where the tools are alike
    std::uint32_t tools = 0;     ///< that may run it, those on order too
    std::uint32_t at_start = 0;  ///< of these, there from the start of the run
    packaging::StepId bound_to;  ///< done on the tool that did this step; none: on any
};

/// Of every step of every product, rework included. Gates that shut tools are left out: these are
/// qualified and may not run for a time.
std::vector<QualifiedStep> qualifications(const packaging::LineSpec& line);

/// Sets against products, and what one tool alone may run.
std::string qualification_text(const packaging::LineSpec& line);
/// One row for each set, product and step.
RowTable qualification_table(const packaging::LineSpec& line);

}  // namespace packline::report
