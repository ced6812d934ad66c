#pragma once

#include "models/packaging/trace.hpp"
#include "sim/base/time.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

// Event tables of small cases, as worked by hand and as simulated.

namespace packline::oracle {

/// One row of a table; what is blank in the file is not compared.
struct EventRow {
    Time at;
    std::string event;
    std::string lot;
    std::string step;
    std::string tool;
    std::optional<std::int64_t> items;
    std::optional<std::int64_t> sites;
};

/// `expected.csv`: the kinds of events that it lists completely, and its rows in order of time.
struct EventTable {
    std::set<std::string> events;
    std::vector<EventRow> rows;
};

/// Reads a table. Throws std::runtime_error, with file and line, where it is not as described
/// in README.md: a kind that no trace has, times out of order, a wrong number of columns.
EventTable read_event_table(const std::string& path);

/// The rows of a trace whose kinds the table lists.
std::vector<EventRow> select(const std::vector<packaging::TraceRow>& trace,
                             const std::set<std::string>& events);

/// Compares rows instant by instant; within one instant the order is free.
/// Returns nothing where they agree, else both tables side by side around the first difference.
std::optional<std::string> difference(const std::vector<EventRow>& expected,
                                      const std::vector<EventRow>& actual);

}  // namespace packline::oracle
