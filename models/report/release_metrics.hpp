#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/simulate.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace packline::report {

/// One list makes both the names and the values: it hands each metric to `add` with a function
/// that is called only where there is a result.
using Value = std::function<double()>;
using Add = std::function<void(std::string name, std::string_view unit, std::string_view about,
                               const Value& value)>;

/// Of releases that may hold lots back, and of orders of customers.
void release_metrics(const Add& add, const std::string& name, const packaging::ProductSpec& spec,
                     const packaging::ProductStatistics* s, const packaging::LineResult* result);

/// Of the sets of a station whose tools differ.
void tool_set_metrics(const Add& add, const packaging::LineTables& tables, std::size_t index,
                      const packaging::LineResult* result);

}  // namespace packline::report
