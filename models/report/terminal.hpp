#pragma once

#include "models/packaging/line_tables.hpp"
#include "sim/experiment/results.hpp"

#include <string>

namespace packline::report {

/// The one-screen answer of a run: what ships, how fast, at what yield, what is busiest, where
/// the cycle time goes; each figure with its 95 % interval over the replications.
std::string terminal_summary(const packaging::LineTables& tables, const StudyResult& study);

/// All metrics with unit, mean, half-width and number of replications, as JSON.
std::string json_summary(const StudyResult& study, const std::string& estimates = {});

}  // namespace packline::report
